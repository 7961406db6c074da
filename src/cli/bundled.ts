import type { GridBlock } from '../pipeline/blocks/decodeBlock.js';
import type { FigureJob } from './figures/job/figureJob.js';
import type { BlockTask } from './figures/large/blockDecoder.js';
import type { FigureResult } from './figures/settledFigure.js';

/** What the bundled command line offers: the command line itself, and what processes and threads of pools run. */
export { run } from './main.js';

/** Loaded with the process's first task. */
export const recoverForPool = async (job: FigureJob): Promise<FigureResult> =>
  (await import('./figures/figureWorker.js')).recoverForPool(job);

export const decodeBlockInThread = async (task: BlockTask): Promise<GridBlock> =>
  (await import('./figures/large/blockDecoder.js')).blockOf(task);
