import { UnrecoverableError, Worker } from 'bullmq';
import { connectionOf, queueName } from './connection.js';
import { parkedError, parkedReason } from './parked.js';

/** How a worker does its work. */
export interface WorkOptions<Task, Result> {
  /** Tasks at a time. */
  readonly atOnce: number;
  /** Seconds without a sign of life after which a task of another worker is taken over. */
  readonly patience: number;
  /** Must leave this process free: signs of life are given between its turns. */
  readonly run: (task: Task) => Promise<Result>;
  /** What is wrong with a result, if anything; whether trying again may help. */
  readonly failureOf: (
    result: Result,
  ) => { readonly error: string; readonly exitCode: number; readonly again: boolean } | undefined;
  readonly told: (message: string) => void;
}

/** A task is parked once so many workers have broken down over it. */
const mostBreakdowns = 3;

/**
 * Takes tasks from the queue until the signal, and finishes those that are begun. A task is done at least once: one
 * whose worker dies goes to another. Failures that trying again cannot mend are parked at once, others after a few attempts.
 */
export async function work<Task, Result>(
  address: string,
  { atOnce, patience, run, failureOf, told }: WorkOptions<Task, Result>,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker<Task, Result>(
    queueName,
    async ({ data }) => {
      const result = await run(data);
      const failure = failureOf(result);
      if (failure === undefined) return result;
      const reason = parkedReason(failure.error, failure.exitCode);
      throw failure.again ? new Error(reason) : new UnrecoverableError(reason);
    },
    {
      connection: connectionOf(address),
      concurrency: atOnce,
      lockDuration: 1000 * patience,
      stalledInterval: 1000 * patience,
      maxStalledCount: mostBreakdowns,
    },
  );
  worker.on('failed', (_, { message }) => told(parkedError(message).error));
  worker.on('error', (error) => told(error.message));
  if (!signal.aborted)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  await worker.close();
}
