import { panelOfPage } from '../../../documents/documentFigure.js';
import { recoverCandidate } from '../../../documents/recoverPage.js';
import { RecoveryError } from '../../../model/errors.js';
import type { Panel } from '../../../pipeline/panel.js';
import type { FigureInput } from '../../../pipeline/plan/request.js';
import { recoverFigure } from '../../../pipeline/recoverFigure.js';
import { checksum } from '../../pictures/checksum.js';
import { type DecodeElsewhere, readPicture } from '../../pictures/readPicture.js';
import type { FigureName, ReadingOptions } from '../../project/project.js';
import { decodeInBrowser, rasterOf } from '../showing/bitmaps.js';

/** A figure, from a picture or a document, and how it is recovered. */
export interface ReadFigure {
  readonly figure: FigureName;
  readonly input: FigureInput;
  /** Pictures that its file holds, of which this is one. */
  readonly frames: number;
  /** Of the figure's input, with more painted out of it or not. */
  readonly recover: typeof recoverFigure;
  /** A panel with its place on the page of a document in the sidecar. */
  readonly placed: (panel: Panel) => Panel;
}

/**
 * Reads a figure as the command line does.
 *
 * @param drawn what the window made of a drawing
 * @throws InputError in one sentence
 */
export async function readFigure(
  bytes: Uint8Array,
  figure: FigureName,
  options: ReadingOptions,
  drawn: ImageBitmap | undefined,
): Promise<ReadFigure> {
  const { name, place } = figure;
  if (!place) {
    const elsewhere: DecodeElsewhere = async (...picture) =>
      drawn ? { raster: rasterOf(drawn), frames: 1 } : decodeInBrowser(...picture);
    const { input, frames, readJpeg } = await readPicture(bytes, name, elsewhere, options);
    const readers = readJpeg ? { readJpeg } : {};
    return {
      figure,
      input,
      frames,
      recover: (given, options, more) => recoverFigure(given, options, { ...readers, ...more }),
      placed: (panel) => panel,
    };
  }
  // PDFium is loaded for those who need it.
  const { figureAt } = await import('./pages.js');
  const found = await figureAt(bytes, name, place);
  const sha256 = await checksum(bytes);
  const about = { name, ...(sha256 !== undefined && { sha256 }) };
  const input: FigureInput = { ...found.input, ...about };
  return {
    figure,
    input,
    frames: 1,
    async recover(given, options = {}, readers = {}) {
      const panels = await recoverCandidate(
        { ...found, input: given as FigureInput },
        about,
        options,
        readers,
      );
      if (panels.length > 0)
        return panels.map((panel, k) => ({ ...panel, panel: k + 1, panels: panels.length }));
      throw new RecoveryError(
        'it has no colourbar, and no named colourmap explains its colours: choose the colourmap',
        'colourmap',
        { code: 'no-figure' },
      );
    },
    placed: (panel) => panelOfPage(panel, found, panel),
  };
}
