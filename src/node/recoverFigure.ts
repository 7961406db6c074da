import { isColourmapFileName } from '../colourmap/files/endings.js';
import { isPdf } from '../documents/pdf/isPdf.js';
import type { DocumentReaders, PageResult } from '../documents/recoverDocument.js';
import type { DocumentOptions } from '../documents/recoverPage.js';
import { type InputBytes, readInput } from '../formats/input/readInput.js';
import { isPictureName } from '../formats/pictureName.js';
import { type FigureFile, type ReadRasterOptions, readPicture } from '../formats/pictures/readRaster.js';
import type { Stroke } from '../marks/paintedMask.js';
import { RecoveryError, UsageError } from '../model/errors.js';
import type { Colourmap } from '../model/types.js';
import { validateOptions } from '../pipeline/options/validateOptions.js';
import type { Panel } from '../pipeline/panel.js';
import type { RecoverOptions } from '../pipeline/plan/options.js';
import type { FigureInput } from '../pipeline/plan/request.js';
import {
  type PictureLike,
  type Readers,
  type RunOptions,
  recoverFigure as recoverInput,
} from '../pipeline/recoverFigure.js';
import { maskedInput } from './maskedInput.js';

/** What can be said of a figure in a file: `colourmap` may be the name of a file as well. */
export type RecoverFileOptions = RecoverOptions &
  ReadRasterOptions &
  DocumentOptions & {
    /** What is to be left out: a picture of the figure's size, white there, or strokes painted on it. */
    readonly mask?: string | readonly Stroke[];
  };

/**
 * A figure's numbers, from a file (png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm, pgm or pdf), from standard input (`-`), from bytes, from
 * what `readRaster` made of one of them, or from pixels: all that `unhue recover` does but the writing.
 *
 * @param readers other ways of reading, such as a label reader for unusual print
 * @returns a panel for each plot area, in reading order; of a document, page by page
 * @throws UsageError, InputError, RecoveryError; or the signal's reason once it is aborted
 */
export async function recoverFigure(
  source: string | Uint8Array | FigureFile | FigureInput | PictureLike,
  options: RecoverFileOptions & RunOptions = {},
  readers: Readers = {},
): Promise<Panel[]> {
  validateOptions(options);
  const { onProgress, signal } = options;
  onProgress?.('reading', 0);
  signal?.throwIfAborted();
  const input =
    typeof source === 'string' || source instanceof Uint8Array ? await readInput(source) : undefined;
  if (input && isPdf(input.bytes)) return panelsOfDocument(input, options, readers);
  const file = input
    ? await readPicture(input, options)
    : (source as Exclude<typeof source, string | Uint8Array>);
  const own: Readers = {
    ...(isRead(file) && file.readJpeg && { readJpeg: file.readJpeg }),
    readColourmap: colourmapFile,
  };
  const figure = isRead(file) ? inputOf(file) : file;
  const { mask } = options;
  return recoverInput(mask === undefined ? figure : await maskedInput(figure, mask), options, {
    ...own,
    ...readers,
  });
}

/** The panels of all pages, each numbered within its page. */
async function panelsOfDocument(
  input: InputBytes,
  options: RecoverFileOptions & RunOptions,
  readers: Readers,
): Promise<Panel[]> {
  const panels: Panel[] = [];
  await recoverPages(input, options, readers, async (result) => {
    panels.push(...result.panels);
  });
  if (panels.length > 0) return panels;
  throw noFigure(input.name);
}

/** What a document without a colour-mapped figure is refused with. */
export const noFigure = (name: string): RecoveryError =>
  new RecoveryError(`${name} holds no colour-mapped figure`, 'layout', { code: 'no-figure' });

/**
 * `recoverFigure` of a PDF, page by page: each page's panels are given to `use` before the next page is read, so that no
 * more than one page's numbers are held.
 */
export async function recoverPages(
  input: InputBytes,
  options: RecoverFileOptions & RunOptions,
  readers: Omit<DocumentReaders, 'decode'>,
  use: (result: PageResult) => Promise<void>,
): Promise<void> {
  if (options.mask !== undefined)
    throw new UsageError('mask expects a picture: pages are drawn at sizes of their own', 'mask', {
      code: 'mask-of-document',
    });
  if (options.frame !== undefined)
    throw new UsageError('frame is for pictures: a document has pages', 'frame', {
      code: 'frame-of-document',
    });
  const { readDocument } = await import('./readDocument.js');
  await readDocument(input, options, { readColourmap: colourmapFile, ...readers }, use);
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
export async function colourmapFile(wanted: string): Promise<Colourmap | undefined> {
  if (!isColourmapFileName(wanted) && !isPictureName(wanted)) return undefined;
  const { readColourmap } = await import('../formats/readColourmap.js');
  return readColourmap(wanted);
}
