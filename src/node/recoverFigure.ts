import { isColourmapFileName } from '../colourmap/files/colourmapFile.js';
import { isPictureName, readColourmap } from '../formats/readColourmap.js';
import { type FigureFile, type ReadRasterOptions, readRaster } from '../formats/readRaster.js';
import type { Colourmap } from '../model/types.js';
import { lazyLabelReader } from '../ocr/lazyLabelReader.js';
import type { RecoverOptions } from '../pipeline/options.js';
import type { Panel } from '../pipeline/panel.js';
import { type Readers, type RunOptions, recoverFigure as recoverInput } from '../pipeline/recoverFigure.js';

/** What can be said of a figure in a file: `colourmap` may be the name of a file as well. */
export type RecoverFileOptions = RecoverOptions & ReadRasterOptions;

/**
 * A figure's numbers, from a file (png, jpeg, webp, tiff, gif, avif or svg), from standard input (`-`), from bytes, or
 * from what `readRaster` made of one of them: all that `unhue recover` does but the writing.
 *
 * Labels are read by tesseract, which starts when the first label comes and ends with the call.
 *
 * @param readers other ways of reading, such as a label reader that serves many figures
 * @returns a panel for each plot area, in reading order
 * @throws UsageError, InputError, RecoveryError; or the signal's reason once it is aborted
 */
export async function recoverFigure(
  source: string | Uint8Array | FigureFile,
  options: RecoverFileOptions & RunOptions = {},
  readers: Readers = {},
): Promise<Panel[]> {
  const { onProgress, signal } = options;
  onProgress?.('reading', 0);
  signal?.throwIfAborted();
  const read = typeof source === 'string' || source instanceof Uint8Array;
  const file = read ? await readRaster(source, options) : source;
  const { raster, name, sha256, transparent, format, warnings, readJpeg } = file;
  const labels = readers.readLabel ? undefined : lazyLabelReader();
  try {
    return await recoverInput(
      {
        raster,
        sha256,
        warnings,
        ...(name !== undefined && { name }),
        ...(transparent && { ignore: transparent }),
        ...(format === 'jpeg' && { compressed: true }),
      },
      options,
      {
        ...(labels && { readLabel: labels.readLabel }),
        ...(readJpeg && { readJpeg }),
        readColourmap: colourmapFile,
        ...readers,
      },
    );
  } finally {
    await labels?.close();
  }
}

/** The colourmap in a file, where the text has the form of a file's name. */
async function colourmapFile(wanted: string): Promise<Colourmap | undefined> {
  return isColourmapFileName(wanted) || isPictureName(wanted) ? readColourmap(wanted) : undefined;
}
