import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp from 'sharp';
import { InputError } from '../../model/errors.js';
import { compositeOnBackground } from '../../raster/composite.js';
import { apngFrames, isApng } from './apng.js';
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
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const reason =
      cause.code === 'ENOENT' ? `there is no file ${path}` : `${path} could not be read: ${cause.message}`;
    throw new InputError(reason, path, { cause });
  });
  const origin = {
    name: basename(path),
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const accept = (width: number, height: number, count: number): void => {
    if (width * height * count <= maxPixels) return;
    throw new InputError(
      `${path} has ${count} frames of ${width} × ${height} pixels, together more than the limit of ${maxPixels}`,
      path,
      { code: 'too-large', settings: ['maxPixels'], fields: { width, height, count, maxPixels } },
    );
  };
  if (isApng(bytes)) {
    const film = apngFrames(bytes, path);
    accept(film.width, film.height, film.delays.length);
    return {
      ...origin,
      times: timesOf(film.delays),
      frames: async function* () {
        for await (const rgba of film.frames())
          yield frameFile(rgba, film.width, film.height, { ...origin, format: 'png' }, options);
      },
    };
  }
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  const { pages = 1, format, width, delay = [] } = metadata ?? {};
  const height = metadata?.pageHeight ?? metadata?.height;
  if (pages === 1 || format === 'tiff' || !width || !height) {
    // Pages of a tiff stand alone, and may differ in size; what is no picture is told there.
    if (width && height) accept(width, height, pages);
    return {
      ...origin,
      times: timesOf(Array(pages).fill(1000)),
      frames: async function* () {
        for (let frame = 0; frame < pages; frame++)
          yield { ...(await readRaster(bytes, { ...options, frame })), ...origin };
      },
    };
  }
  accept(width, height, pages);
  const lot = Math.max(1, Math.floor(lotBytes / (4 * width * height)));
  return {
    ...origin,
    times: timesOf(delay.length === pages ? delay : Array(pages).fill(1000)),
    frames: async function* () {
      for (let page = 0; page < pages; page += lot) {
        const count = Math.min(lot, pages - page);
        const all = await rgbaOf(bytes, page, count, path);
        for (let k = 0; k < count; k++)
          yield frameFile(
            all.slice(4 * width * height * k, 4 * width * height * (k + 1)),
            ...([width, height, { ...origin, format: format ?? 'unknown' }, options] as const),
          );
      }
    },
  };
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
