import { apngFilm, isApng } from '../../formats/pictures/films/apng.js';
import { type Film, firstFrameWarnings, frameOf, noSuchFrame } from '../../formats/pictures/films/film.js';
import { gifFilm } from '../../formats/pictures/films/gif.js';
import { plainPicture } from '../../formats/pictures/plain/plainPicture.js';
import { withSvgFacts } from '../../formats/pictures/withSvgFacts.js';
import { agreeingCoefficients } from '../../jpeg/agreement.js';
import { type JpegCoefficients, readJpegCoefficients } from '../../jpeg/coefficients.js';
import { jpegPixels } from '../../jpeg/jpegPixels.js';
import { InputError } from '../../model/errors.js';
import type { Ground, Raster, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { once } from '../../numeric/once.js';
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
  /** Pictures that the file holds one after the other, or as pages. */
  readonly frames: number;
  /** The coefficients of a JPEG whose pixels were not turned. */
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

/** Decodes what no decoder of the package's own does: RGBA, alpha not premultiplied, colours not converted. */
export type DecodeElsewhere = (
  bytes: Uint8Array,
  format: PictureFormat,
  frame: number,
) => Promise<{ readonly raster: Raster; readonly frames: number }>;

/** How a picture is read, as `readRaster` takes it. */
export interface ReadPictureOptions {
  /** Colour that shows through transparent pixels; white unless told. */
  readonly background?: Rgb;
  /** Which frame of an animation or page of a tiff, from 0; the first unless told. */
  readonly frame?: number;
}

/** No larger picture is decoded: a page has to hold some fifty bytes for each of its pixels. */
const mostPixels = 100e6;

interface Pixels {
  readonly raster: Raster;
  readonly hasAlpha: boolean;
  /** One unless told. */
  readonly frames?: number;
  readonly warnings: readonly Warning[];
  readonly ground?: Ground;
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

/**
 * Reads a picture as the command line's `readRaster` does, without anything of Node: PNG, JPEG and GIF give the same bytes,
 * other formats what the browser makes of them, which is told.
 *
 * @param name what people call it
 * @throws InputError in one sentence: no picture, damaged, too large, or without such a frame
 */
export async function readPicture(
  bytes: Uint8Array,
  name: string,
  elsewhere: DecodeElsewhere,
  { background = [255, 255, 255], frame }: ReadPictureOptions = {},
): Promise<ReadPicture> {
  const format = pictureFormat(bytes);
  if (bytes.length === 0) throw new InputError(`${name} is empty: expected a picture`, name);
  if (!format)
    throw new InputError(`${name} is not a picture that this page can read (${formatsRead})`, name);
  const read = await pixelsOf(bytes, name, format, elsewhere, frame);
  const { raster, hasAlpha, warnings, ground, readJpeg, frames = 1 } = read;
  if (frame !== undefined && frame >= frames) throw noSuchFrame(name, frames);
  const { width, height, data } = raster;
  refuseLarge(width, height, name);
  const ignore = hasAlpha ? compositeOnBackground(data, background) : undefined;
  const sha256 = await checksum(bytes);
  return {
    format,
    frames,
    input: {
      raster,
      name,
      warnings: [...warnings, ...firstFrameWarnings(frames, frame)],
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
  frame: number | undefined,
): Promise<Pixels> {
  try {
    if (format === 'gif') return await pixelsOfFilm(gifFilm(bytes, name), frame, name);
    if (format === 'png') {
      const film = isApng(bytes) ? apngFilm(bytes, name, (png) => pngPixels(png).data) : undefined;
      if (film && frame !== undefined) return await pixelsOfFilm(film, frame, name);
      const { profile, hasAlpha, ...raster } = pngPixels(bytes);
      return {
        raster,
        hasAlpha,
        ...(film && { frames: film.delays.length }),
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
        ...(orientation === 1 && { readJpeg: once(() => agreeingCoefficients(bytes, stored)) }),
      };
    }
    if (format === 'tiff') {
      // Few figures are tiff: what reads them is loaded for those.
      const { tiffPicture } = await import('./tiffPicture.js');
      return await tiffPicture(bytes, name, frame);
    }
    const plain = plainPicture(bytes, name, () => {});
    if (plain) return { raster: plain.raster, hasAlpha: true, warnings: [] };
    const { raster: drawn, frames } = await elsewhere(bytes, format, frame ?? 0);
    return {
      raster: format === 'svg' ? withSvgFacts(new TextDecoder().decode(bytes), drawn) : drawn,
      hasAlpha: true,
      frames,
      warnings: [format === 'svg' ? drawnElsewhere : decodedElsewhere],
    };
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`${name} is damaged or truncated`, name, { cause });
  }
}

async function pixelsOfFilm(film: Film, frame = 0, name: string): Promise<Pixels> {
  const { width, height, delays } = film;
  refuseLarge(width, height, name);
  const data = await frameOf(film, frame, name);
  return { raster: { width, height, data }, hasAlpha: true, frames: delays.length, warnings: [] };
}

function refuseLarge(width: number, height: number, name: string): void {
  if (width * height > mostPixels)
    throw new InputError(
      `${name} has ${width} × ${height} pixels, more than the limit of ${mostPixels}`,
      name,
    );
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
