import { basename } from 'node:path';
import sharp from 'sharp';
import { InputError } from '../../model/errors.js';
import { compositeOnBackground } from '../../raster/composite.js';
import { readInput } from '../input/readInput.js';
import { sha256Of } from '../input/sha256.js';
import { isDrawing } from './drawing/isDrawing.js';
import { filmIn } from './filmIn.js';
import { defaultMaxPixels, type FigureFile, type ReadRasterOptions, readRaster } from './readRaster.js';

/** The frames of a film: an animation, or the pages of a TIFF. */
export interface FilmFile {
  readonly name: string;
  readonly sha256: string;
  /** When each frame is shown, in seconds from the first; numbered where the file does not say. */
  readonly times: Float64Array;
  /** One after the other; each may be forgotten before the next one is made. */
  readonly frames: () => AsyncGenerator<FigureFile>;
}

/** Frames that are decoded together take at most so many bytes: an animation is decoded from its start again for each lot. */
const lotBytes = 256e6;

/**
 * Opens a film: gif, webp, apng, avif sequence or multi-page tiff; a picture is a film of one frame.
 *
 * @throws InputError if it cannot be read, or all its frames together have more than `maxPixels` pixels
 */
export async function readFrames(path: string, options: ReadRasterOptions = {}): Promise<FilmFile> {
  const { maxPixels = defaultMaxPixels } = options;
  const { bytes } = await readInput(path);
  const origin = {
    name: basename(path),
    size: bytes.length,
    sha256: sha256Of(bytes),
  };
  const accept = (width: number, height: number, count: number): void => {
    if (width * height * count <= maxPixels) return;
    throw new InputError(
      `${path} has ${count} frames of ${width} × ${height} pixels, together more than the limit of ${maxPixels}`,
      path,
      { code: 'too-large', settings: ['maxPixels'], fields: { width, height, count, maxPixels } },
    );
  };
  const film = filmIn(bytes, path);
  if (film) {
    accept(film.width, film.height, film.delays.length);
    return {
      ...origin,
      times: timesOf(film.delays),
      frames: async function* () {
        for await (const rgba of film.frames())
          yield frameFile(rgba, film.width, film.height, { ...origin, format: film.format }, options);
      },
    };
  }
  // A drawing has one frame, and is opened by the process that draws it.
  const metadata = isDrawing(bytes) ? undefined : await metadataOf(bytes);
  const { pages = 1, format, width, delay = [] } = metadata ?? {};
  const height = metadata?.pageHeight ?? metadata?.height;
  if (pages === 1 || !width || !height) {
    const frames = async function* () {
      yield await readRaster(path === '-' ? bytes : path, options);
    };
    return { ...origin, times: timesOf([0]), frames };
  }
  accept(width, height, pages);
  const isTiff = format === 'tiff';
  return {
    ...origin,
    times: timesOf(delay.length === pages && !isTiff ? delay : Array(pages).fill(1000)),
    // Pages of a tiff stand alone, and may differ in size.
    frames: isTiff
      ? async function* () {
          for (let frame = 0; frame < pages; frame++)
            yield { ...(await readRaster(bytes, { ...options, frame })), ...origin };
        }
      : async function* () {
          const size = { width, height, pages };
          for await (const rgba of animationFrames(bytes, size, path))
            yield frameFile(rgba, width, height, { ...origin, format: format ?? 'unknown' }, options);
        },
  };
}

const metadataOf = (bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);

async function* animationFrames(
  bytes: Uint8Array,
  { width, height, pages }: { readonly width: number; readonly height: number; readonly pages: number },
  path: string,
): AsyncGenerator<Uint8ClampedArray> {
  const frameBytes = 4 * width * height;
  const lot = Math.max(1, Math.floor(lotBytes / frameBytes));
  for (let page = 0; page < pages; page += lot) {
    const count = Math.min(lot, pages - page);
    const all = await rgbaOf(bytes, page, count, path);
    for (let k = 0; k < count; k++) yield all.slice(frameBytes * k, frameBytes * (k + 1));
  }
}

async function rgbaOf(
  bytes: Uint8Array,
  page: number,
  pages: number,
  path: string,
): Promise<Uint8ClampedArray> {
  try {
    const { data } = await sharp(bytes, {
      page,
      pages,
      limitInputPixels: false,
      ignoreIcc: true,
      failOn: 'error',
    })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length);
  } catch (cause) {
    throw new InputError(`${path} is damaged or truncated: ${(cause as Error).message}`, path, { cause });
  }
}

/** A frame as a picture of its own. */
function frameFile(
  data: Uint8ClampedArray,
  width: number,
  height: number,
  origin: Pick<FigureFile, 'sha256' | 'size' | 'format'> & { readonly name: string },
  { background = [255, 255, 255] }: ReadRasterOptions,
): FigureFile {
  const transparent = compositeOnBackground(data, background);
  return { ...origin, raster: { width, height, data }, warnings: [], ...(transparent && { transparent }) };
}

/** When each frame begins, seconds, from how long each is shown, milliseconds. */
function timesOf(delays: readonly number[]): Float64Array {
  const times = new Float64Array(delays.length);
  // Without a delay a frame is shown as soon as can be: browsers take a tenth of a second.
  for (let k = 1; k < times.length; k++)
    times[k] = times[k - 1]! + (delays[k - 1]! > 0 ? delays[k - 1]! : 100) / 1000;
  return times;
}
