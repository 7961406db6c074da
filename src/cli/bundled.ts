import type { FigureTask } from './figures/figureWorker.js';
import type { FigureResult } from './figures/settledFigure.js';

/** What the bundled command line offers: the command line itself, and what a thread of a pool runs. */
export { run } from './main.js';

/** Loaded with the thread's first task. */
export const recoverInThread = async (task: FigureTask): Promise<FigureResult> =>
  (await import('./figures/figureWorker.js')).recoverInThread(task);
