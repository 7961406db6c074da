import { failedRow, type SummaryRow } from '../../batch/summary/rows.js';
import { exitCodeOf } from '../messages/exitCodes.js';
import { errorInWords } from '../messages/words.js';
import type { FigureJob, FigureOutcome, FigureWatch } from './job/figureJob.js';
import { recoverOne } from './recoverOne.js';

/** What became of a figure, its failure included: plain data, which processes can hand over. */
export type FigureResult = FigureOutcome & { readonly exitCode: number; readonly error?: string };

/** Recovers a figure of several: a failure is a result, which stops nothing else. */
export async function settledFigure(job: FigureJob, watch: FigureWatch): Promise<FigureResult> {
  try {
    return { exitCode: 0, ...(await recoverOne(job, watch)) };
  } catch (error) {
    return failedFigure(job, error);
  }
}

export function failedFigure({ figure }: FigureJob, error: unknown): FigureResult {
  const words = errorInWords(error);
  const rows: SummaryRow[] = [failedRow(figure, words)];
  return { skipped: false, rows, account: '', printed: '', exitCode: exitCodeOf(error), error: words };
}
