import { Queue, QueueEvents } from 'bullmq';
import { openClaims } from './claims.js';
import { connectionOf, queueName } from './connection.js';
import { parkedError } from './parked.js';

/** A task of the queue. The same task has the same id wherever and whenever it is put there. */
export interface QueuedTask<Task> {
  /** A checksum of all that decides the result. */
  readonly id: string;
  readonly task: Task;
}

/** What became of a task: its result, or the error that it is parked with. */
export type Outcome<Result> =
  | { readonly result: Result }
  | { readonly error: string; readonly exitCode: number };

/** Tasks that go to Redis in one message. */
const lot = 500;
/** A task whose output cannot be written, or whose worker breaks down, is tried so often, at growing intervals. */
const attempts = 3;
const firstDelay = 1000;

/** Puts tasks on the queue, each once: those that wait there already stay, those that are parked are tried again. */
export async function enqueue<Task>(address: string, tasks: readonly QueuedTask<Task>[]): Promise<void> {
  const queue = new Queue(queueName, { connection: connectionOf(address) });
  try {
    await forgetClaims(address, queue);
    for (let start = 0; start < tasks.length; start += lot)
      await addLot(queue, tasks.slice(start, start + lot));
  } finally {
    await queue.close();
  }
}

/** What an earlier run wrote is nobody's any more. */
async function forgetClaims(address: string, queue: Queue): Promise<void> {
  if ((await queue.getJobCountByTypes('wait', 'active', 'delayed', 'prioritized')) > 0) return;
  const claims = openClaims(address);
  await claims.forget().finally(claims.close);
}

async function addLot<Task>(queue: Queue, tasks: readonly QueuedTask<Task>[]): Promise<void> {
  for (const { id } of tasks) {
    const parked = await queue.getJob(id);
    if (await parked?.isFailed()) await parked?.remove();
  }
  await queue.addBulk(
    tasks.map(({ id, task }) => ({
      name: 'figure',
      data: task,
      opts: {
        jobId: id,
        attempts,
        backoff: { type: 'exponential', delay: firstDelay },
        // What is done is told by what was written; what is parked stays, with its error.
        removeOnComplete: true,
        removeOnFail: false,
      },
    })),
  );
}

/**
 * The same, and waits until all of them are done or parked.
 *
 * @param settled what becomes of each, in the order in which they end
 */
export async function enqueueAndWait<Task, Result>(
  address: string,
  tasks: readonly QueuedTask<Task>[],
  settled: (id: string, outcome: Outcome<Result>) => void,
  signal?: AbortSignal,
): Promise<void> {
  const events = new QueueEvents(queueName, { connection: connectionOf(address) });
  const open = new Set(tasks.map(({ id }) => id));
  try {
    await events.waitUntilReady();
    await new Promise<void>((resolve, reject) => {
      const settle = (id: string, outcome: Outcome<Result>): void => {
        if (!open.delete(id)) return;
        settled(id, outcome);
        if (open.size === 0) resolve();
      };
      events.on('completed', ({ jobId, returnvalue }) =>
        settle(jobId, { result: returnvalue as unknown as Result }),
      );
      events.on('failed', ({ jobId, failedReason }) => settle(jobId, parkedError(failedReason)));
      signal?.addEventListener('abort', () => resolve());
      if (open.size === 0) resolve();
      enqueue(address, tasks).catch(reject);
    });
  } finally {
    await events.close();
  }
}
