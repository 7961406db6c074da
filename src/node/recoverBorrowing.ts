import type { FigureFile } from '../formats/pictures/readRaster.js';
import { borrowing, type Loan } from '../pipeline/borrowed.js';
import type { Panel } from '../pipeline/panel.js';
import type { RunOptions } from '../pipeline/recoverFigure.js';
import { onceEach } from './onceEach.js';
import { type RecoverFileOptions, recoverFigure } from './recoverFigure.js';

/** The figure that lends its colourmap and range, and how many figures like it say the same. */
export interface Lender {
  readonly path: string;
  readonly agreeing: number;
}

/** Lenders' panels: figures of a batch ask for the same one again and again. */
const lent = onceEach(async (path, settings) => (await recoverFigure(path, settings))[0]);

/** Recovers a figure of one panel with the colourmap and the range of another, which is recovered once. */
export async function recoverBorrowing(
  file: FigureFile,
  lender: Lender,
  { onProgress, ...settings }: RecoverFileOptions & RunOptions,
): Promise<Panel[]> {
  const loan = loanOf(await lent(lender.path, settings), lender.agreeing);
  return recoverFigure(file, {
    ...settings,
    ...(onProgress && { onProgress }),
    amend: (requests) =>
      loan && requests.length === 1 ? requests.map((request) => borrowing(request, loan)) : requests,
  });
}

/** Undefined where the lender turned out to have nothing to lend. */
function loanOf(panel: Panel | undefined, agreeing: number): Loan | undefined {
  if (!panel?.values) return undefined;
  const { colourmap, confidences, confidence, values, grid, sidecar } = panel;
  return {
    colourmap: { ...colourmap, confidence: confidences.order },
    ...{ values, units: grid.units ?? null, confidence },
    from: { figure: sidecar.figure ?? '', sha256: sidecar.sha256 ?? '', agreeing },
  };
}
