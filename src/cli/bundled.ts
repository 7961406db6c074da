import type { FigureJob } from './figures/job/figureJob.js';
import type { FigureResult } from './figures/settledFigure.js';

/** What the bundled command line offers: the command line itself, and what a process of a pool runs. */
export { run } from './main.js';

/** Loaded with the process's first task. */
export const recoverForPool = async (job: FigureJob): Promise<FigureResult> =>
  (await import('./figures/figureWorker.js')).recoverForPool(job);
