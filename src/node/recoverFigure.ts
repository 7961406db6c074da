import { isColourmapFileName } from '../colourmap/files/colourmapFile.js';
import { type FigureFile, type ReadRasterOptions, readRaster } from '../formats/pictures/readRaster.js';
import { isPictureName, readColourmap } from '../formats/readColourmap.js';
import { paintedMask, type Stroke } from '../marks/paintedMask.js';
import { UsageError } from '../model/errors.js';
import type { Colourmap, Raster } from '../model/types.js';
import type { Panel } from '../pipeline/panel.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';
import type { FigureInput } from '../pipeline/plan/request.js';
import {
  type PictureLike,
  type Readers,
  type RunOptions,
  recoverFigure as recoverInput,
} from '../pipeline/recoverFigure.js';

/** What can be said of a figure in a file: `colourmap` may be the name of a file as well. */
export type RecoverFileOptions = RecoverOptions &
  ReadRasterOptions & {
    /** What is to be left out: a picture of the figure's size, white there, or strokes painted on it. */
    readonly mask?: string | readonly Stroke[];
  };

/**
 * A figure's numbers, from a file (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm or pgm), from standard input (`-`), from bytes, from
 * what `readRaster` made of one of them, or from pixels: all that `unhue recover` does but the writing.
 *
 * @param readers other ways of reading, such as a label reader for unusual print
 * @returns a panel for each plot area, in reading order
 * @throws UsageError, InputError, RecoveryError; or the signal's reason once it is aborted
 */
export async function recoverFigure(
  source: string | Uint8Array | FigureFile | FigureInput | PictureLike,
  options: RecoverFileOptions & RunOptions = {},
  readers: Readers = {},
): Promise<Panel[]> {
  const { onProgress, signal } = options;
  onProgress?.('reading', 0);
  signal?.throwIfAborted();
  const file =
    typeof source === 'string' || source instanceof Uint8Array ? await readRaster(source, options) : source;
  const own: Readers = {
    ...(isRead(file) && file.readJpeg && { readJpeg: file.readJpeg }),
    readColourmap: colourmapFile,
  };
  const input = isRead(file) ? inputOf(file) : file;
  const { mask } = options;
  return recoverInput(mask === undefined ? input : await without(input, mask), options, {
    ...own,
    ...readers,
  });
}

/** Masks are white or black; what a lossy codec made of them is nearer to one than to the other. */
const whiteFrom = 128;

/** The figure without the pixels that are white in a picture, or painted out. */
async function without(
  input: FigureInput | PictureLike,
  masked: string | readonly Stroke[],
): Promise<FigureInput> {
  if (!('raster' in input))
    throw new UsageError('mask expects a figure from a file beside it, but received pixels', 'mask');
  const out =
    typeof masked === 'string' ? await whiteIn(masked, input.raster) : paintedMask(masked, input.raster);
  const ignore = out?.map((is, i) => is | (input.ignore?.[i] ?? 0)) ?? input.ignore;
  return { ...input, ...(ignore && { ignore }) };
}

/** 1 where a picture of the figure's size is white. */
async function whiteIn(path: string, { width, height }: Raster): Promise<Uint8Array> {
  const { raster: mask } = await readRaster(path);
  if (mask.width !== width || mask.height !== height)
    throw new UsageError(
      `mask expects a picture of the figure's ${width} × ${height} pixels, but ${path} has ${mask.width} × ${mask.height}`,
      'mask',
      { code: 'mask-of-another-size' },
    );
  return Uint8Array.from({ length: width * height }, (_, i) => (mask.data[4 * i]! >= whiteFrom ? 1 : 0));
}

/** Whether a figure is what `readRaster` gives. */
const isRead = (figure: FigureFile | FigureInput | PictureLike): figure is FigureFile =>
  'format' in Object(figure);

/** What was read, as the pipeline takes it. */
export function inputOf({
  raster,
  name,
  sha256,
  transparent,
  format,
  ground,
  warnings,
}: FigureFile): FigureInput {
  return {
    raster,
    sha256,
    warnings,
    ...(name !== undefined && { name }),
    ...(transparent && { ignore: transparent }),
    ...(ground && { ground }),
    ...(format === 'jpeg' && { compressed: true }),
  };
}

/** The colourmap in a file, where the text has the form of a file's name. */
async function colourmapFile(wanted: string): Promise<Colourmap | undefined> {
  return isColourmapFileName(wanted) || isPictureName(wanted) ? readColourmap(wanted) : undefined;
}
