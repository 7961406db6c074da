import { joinParent } from '../../batch/parent.js';
import { UsageError } from '../../model/errors.js';
import type { FigureJob } from './job/figureJob.js';
import { type FigureResult, settledFigure } from './settledFigure.js';

/** What a figure of a pool's process wants to write that was not known beforehand. */
export interface ClaimQuestion {
  readonly paths: readonly string[];
  readonly owner: string;
}

/** Loaded by a process of a pool only. */
const parent = joinParent<ClaimQuestion>();

/** What a process of the pool runs. */
export const recoverForPool = (job: FigureJob): Promise<FigureResult> =>
  parent.working(() => settledFigure(job, { claim, stage: () => {} }));

const claim = (paths: readonly string[], owner: string): Promise<void> =>
  parent.ask({ paths, owner }).catch((error: Error) => {
    // Between processes an error keeps its message only.
    throw new UsageError(error.message, [], { code: 'same-target' });
  });
