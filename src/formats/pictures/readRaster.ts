import { explainsPixels } from '../../jpeg/agreement.js';
import type { JpegCoefficients } from '../../jpeg/coefficients.js';
import { InputError } from '../../model/errors.js';
import type { Ground, Raster, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { compositeOnBackground } from '../../raster/composite.js';
import { type InputBytes, readInput } from '../input/readInput.js';
import { sha256Of } from '../input/sha256.js';
import { readJpeg } from './direct/readJpeg.js';
import { readPng } from './direct/readPng.js';
import { isDrawing } from './drawing/isDrawing.js';
import { filmIn } from './filmIn.js';
import { firstFrameWarnings, frameOf, noSuchFrame } from './films/film.js';
import { readGround } from './ground/readGround.js';
import { plainPicture } from './plain/plainPicture.js';
import type { DecodedPicture } from './sharpPicture.js';
import { unreadable } from './unreadable.js';

export interface ReadRasterOptions {
  /** Colour that shows through transparent pixels; white unless told. */
  readonly background?: Rgb;
  /** Refuse larger pictures, before they are decoded; 100 million unless told. */
  readonly maxPixels?: number;
  /** Seconds that a drawing (svg) may take; 20 unless told. */
  readonly timeout?: number;
  /** Which frame of an animation or page of a document; 0 unless told. */
  readonly frame?: number;
}

export interface FigureFile {
  readonly raster: Raster;
  /** Of the file, without its folders; absent where there is none. */
  readonly name?: string;
  /** Of the bytes of the file as they came, hexadecimal. */
  readonly sha256: string;
  /** How many bytes the file has. */
  readonly size: number;
  /** As sharp names it: png, jpeg, webp, tiff, gif, heif, svg; else bmp or netpbm. */
  readonly format: string;
  readonly warnings: readonly Warning[];
  /** Where the file, or a world file beside it, says that its pixels lie. */
  readonly ground?: Ground;
  /** 1 where a pixel was wholly transparent; absent where none was. */
  readonly transparent?: Uint8Array;
  /** What a JPEG holds besides its pixels; absent for other files, and where the pixels were turned or converted. */
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

export const defaultMaxPixels = 100e6;
/** Of larger JPEGs libjpeg's own code saves more than loading it takes (measured). */
const mostDirect = 1e6;

/**
 * Reads a picture: png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm or pgm, from a path, from standard input (`-`) or from bytes.
 *
 * Pixel values are the file's own: ICC profiles are not applied, 16-bit samples are rounded to the nearest of 256,
 * palettes and greys are expanded, EXIF orientation is applied and alpha composited on the background.
 *
 * @throws InputError if there is no such file, it is no picture, is damaged, or is larger than `maxPixels`
 */
export async function readRaster(
  source: string | Uint8Array,
  options: ReadRasterOptions = {},
): Promise<FigureFile> {
  return readPicture(await readInput(source), options);
}

/**
 * Reads a picture from the bytes of a file.
 *
 * @throws InputError as `readRaster`
 */
export async function readPicture(
  { bytes, name, file, path }: InputBytes,
  options: ReadRasterOptions = {},
): Promise<FigureFile> {
  const maxPixels = options.maxPixels ?? defaultMaxPixels;
  const drawing = isDrawing(bytes);
  const drawn = drawing ? await drawnPicture(bytes, name, maxPixels, options.timeout) : undefined;
  const { ground, warnings: remarks } = await readGround(bytes, path);
  const {
    raster: pixels,
    hasAlpha,
    format,
    warnings,
    isTurned,
    readJpeg,
  } = await decoded(drawn ?? bytes, name, {
    ...options,
    maxPixels,
  });
  const transparent = hasAlpha
    ? compositeOnBackground(pixels.data, options.background ?? [255, 255, 255])
    : undefined;
  const raster = drawing ? await drawingOf(bytes, name, pixels) : pixels;
  return {
    raster,
    ...(file !== undefined && { name: file }),
    sha256: sha256Of(bytes),
    size: bytes.length,
    format: drawing ? 'svg' : format,
    warnings: [...remarks, ...warnings],
    // Turned, the picture's columns are no longer those of its georeference.
    ...(ground && !isTurned && { ground }),
    ...(transparent && { transparent }),
    ...(readJpeg && { readJpeg }),
  };
}

/** A drawing as a png; what draws it is loaded only for one. */
async function drawnPicture(
  bytes: Uint8Array,
  name: string,
  maxPixels: number,
  timeout: number | undefined,
): Promise<Uint8Array> {
  const { defaultSeconds, drawSvg } = await import('./drawing/drawSvg.js');
  try {
    return await drawSvg(bytes, name, { maxPixels, seconds: timeout ?? defaultSeconds });
  } catch (cause) {
    throw cause instanceof InputError ? cause : unreadable(name, bytes, cause);
  }
}

/** A drawing's picture with what the drawing itself says of it. */
async function drawingOf(bytes: Uint8Array, name: string, picture: Raster): Promise<Raster> {
  const { unpacked } = await import('./drawing/drawSvg.js');
  const { withSvgFacts } = await import('./withSvgFacts.js');
  return withSvgFacts(new TextDecoder().decode(unpacked(bytes, name)), picture);
}

/** The pixels of a picture by the decoder of its kind; sharp, which reads what no other does, is loaded only for that. */
async function decoded(
  bytes: Uint8Array,
  name: string,
  { maxPixels, frame }: ReadRasterOptions & { readonly maxPixels: number },
): Promise<DecodedPicture> {
  // Checked by hand from the header, so that the message can name both numbers and the way out.
  const accept = (width: number, height: number): void => {
    if (width * height <= maxPixels) return;
    throw new InputError(
      `${name} has ${width} × ${height} pixels, more than the limit of ${maxPixels}`,
      name,
      { code: 'too-large', settings: ['maxPixels'], fields: { width, height, maxPixels } },
    );
  };
  const still = { warnings: [], isTurned: false };
  const plain = plainPicture(bytes, name, accept);
  if (plain) {
    if (frame) throw noSuchFrame(name, 1);
    return { ...plain, hasAlpha: true, ...still };
  }
  const film = filmIn(bytes, name);
  const frames = film?.delays.length ?? 1;
  if (film && (film.format === 'gif' || frame !== undefined)) {
    const { width, height, format } = film;
    accept(width, height);
    const data = await frameOf(film, frame ?? 0, name);
    const warnings = firstFrameWarnings(frames, frame);
    return { raster: { width, height, data }, hasAlpha: true, format, warnings, isTurned: false };
  }
  const png = frame ? undefined : readPng(bytes, accept);
  if (png) return { ...png, format: 'png', ...still };
  const jpeg = frame ? undefined : readJpeg(bytes, Math.min(maxPixels, mostDirect));
  if (jpeg) {
    const { raster, coefficients } = jpeg;
    return {
      ...{ raster, hasAlpha: false, format: 'jpeg', ...still },
      readJpeg: () => (explainsPixels(coefficients, raster) ? coefficients : undefined),
    };
  }
  const { sharpPicture } = await import('./sharpPicture.js');
  const picture = await sharpPicture(bytes, name, accept, frame);
  return film
    ? { ...picture, warnings: [...picture.warnings, ...firstFrameWarnings(frames, frame)] }
    : picture;
}
