import type { MessagePort } from 'node:worker_threads';
import { askThrough } from '../../batch/ask.js';
import { UsageError } from '../../model/errors.js';
import type { FigureJob } from './job/figureJob.js';
import { type FigureResult, settledFigure } from './settledFigure.js';

/** What a figure of a thread wants to write that was not known beforehand. */
export interface ClaimQuestion {
  readonly paths: readonly string[];
  readonly owner: string;
}

/** A figure for a thread, and where the thread asks. */
export interface FigureTask {
  readonly task: FigureJob;
  readonly port: MessagePort;
}

/** What a thread of the pool runs. */
export async function recoverInThread({ task, port }: FigureTask): Promise<FigureResult> {
  const ask = askThrough<ClaimQuestion>(port);
  try {
    const claim = (paths: readonly string[], owner: string): Promise<void> =>
      ask({ paths, owner }).catch((error: Error) => {
        // Between threads an error keeps its message only.
        throw new UsageError(error.message, [], { code: 'same-target' });
      });
    return await settledFigure(task, { claim, stage: () => {} });
  } finally {
    port.close();
  }
}
