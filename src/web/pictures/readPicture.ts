import { plainPicture } from '../../formats/pictures/plain/plainPicture.js';
import { withSvgFacts } from '../../formats/pictures/withSvgFacts.js';
import { agreeingCoefficients } from '../../jpeg/agreement.js';
import { type JpegCoefficients, readJpegCoefficients } from '../../jpeg/coefficients.js';
import { jpegPixels } from '../../jpeg/jpegPixels.js';
import { InputError } from '../../model/errors.js';
import type { Ground, Raster, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import type { FigureInput } from '../../pipeline/plan/request.js';
import { compositeOnBackground } from '../../raster/composite.js';
import { checksum } from './checksum.js';
import { exifOrientation, uprightPicture } from './exifOrientation.js';
import { formatsRead, type PictureFormat, pictureFormat } from './pictureFormat.js';
import { pngPixels } from './pngPixels.js';
import { profileIgnored } from './profileIgnored.js';

/** A picture as the pipeline takes it, and what else its file holds. */
export interface ReadPicture {
  readonly input: FigureInput;
  readonly format: PictureFormat;
  /** The coefficients of a JPEG whose pixels were not turned. */
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

/** Decodes what no decoder of the package's own does: RGBA, alpha not premultiplied, colours not converted. */
export type DecodeElsewhere = (bytes: Uint8Array, format: PictureFormat) => Promise<Raster>;

/** No larger picture is decoded: a page has to hold some fifty bytes for each of its pixels. */
const mostPixels = 100e6;

interface Pixels {
  readonly raster: Raster;
  readonly hasAlpha: boolean;
  readonly warnings: readonly Warning[];
  readonly ground?: Ground;
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

/**
 * Reads a picture as the command line's `readRaster` does, without anything of Node: PNG and JPEG give the same bytes,
 * other formats what the browser makes of them, which is told.
 *
 * @param name what people call it
 * @throws InputError in one sentence: no picture, damaged, or too large
 */
export async function readPicture(
  bytes: Uint8Array,
  name: string,
  elsewhere: DecodeElsewhere,
  background: Rgb = [255, 255, 255],
): Promise<ReadPicture> {
  const format = pictureFormat(bytes);
  if (bytes.length === 0) throw new InputError(`${name} is empty: expected a picture`, name);
  if (!format)
    throw new InputError(`${name} is not a picture that this page can read (${formatsRead})`, name);
  const { raster, hasAlpha, warnings, ground, readJpeg } = await pixelsOf(bytes, name, format, elsewhere);
  const { width, height, data } = raster;
  if (width * height > mostPixels)
    throw new InputError(
      `${name} has ${width} × ${height} pixels, more than the limit of ${mostPixels}`,
      name,
    );
  const ignore = hasAlpha ? compositeOnBackground(data, background) : undefined;
  const sha256 = await checksum(bytes);
  return {
    format,
    input: {
      raster,
      name,
      warnings,
      ...(sha256 !== undefined && { sha256 }),
      ...(ignore && { ignore }),
      ...(ground && { ground }),
      ...(format === 'jpeg' && { compressed: true }),
    },
    ...(readJpeg && { readJpeg }),
  };
}

async function pixelsOf(
  bytes: Uint8Array,
  name: string,
  format: PictureFormat,
  elsewhere: DecodeElsewhere,
): Promise<Pixels> {
  try {
    if (format === 'png') {
      const { profile, hasAlpha, ...raster } = pngPixels(bytes);
      return {
        raster,
        hasAlpha,
        warnings: profile && !/srgb/i.test(profile) ? [profileIgnored(profile)] : [],
      };
    }
    const jpeg = format === 'jpeg' ? coefficientsOf(bytes) : undefined;
    if (jpeg) {
      const stored = jpegPixels(jpeg);
      const orientation = exifOrientation(bytes);
      return {
        raster: uprightPicture(stored, orientation),
        hasAlpha: false,
        warnings: [],
        ...(orientation === 1 && { readJpeg: () => agreeingCoefficients(bytes, stored) }),
      };
    }
    if (format === 'tiff') {
      // Few figures are tiff: what reads them is loaded for those.
      const { tiffPicture } = await import('./tiffPicture.js');
      return await tiffPicture(bytes, name);
    }
    const plain = plainPicture(bytes, name, () => {});
    if (plain) return { raster: plain.raster, hasAlpha: true, warnings: [] };
    const drawn = await elsewhere(bytes, format);
    return {
      raster: format === 'svg' ? withSvgFacts(new TextDecoder().decode(bytes), drawn) : drawn,
      hasAlpha: true,
      warnings: format === 'gif' ? [] : [format === 'svg' ? drawnElsewhere : decodedElsewhere],
    };
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`${name} is damaged or truncated`, name, { cause });
  }
}

/** Nothing for the rare processes that only the browser decodes. */
function coefficientsOf(bytes: Uint8Array): JpegCoefficients | undefined {
  try {
    return readJpegCoefficients(bytes);
  } catch (error) {
    if (error instanceof InputError && !/damaged/.test(error.message)) return undefined;
    throw error;
  }
}

const decodedElsewhere: Warning = {
  code: 'decoded-by-browser',
  message: 'the browser decoded this picture: the command line’s values may differ in their last digits',
};

const drawnElsewhere: Warning = {
  code: 'drawn-by-browser',
  message:
    'the browser drew this svg: the command line draws with another program, and its values may differ where lines or letters lie on the data',
};
