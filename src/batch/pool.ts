import { totalmem } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import Tinypool from 'tinypool';

/** How tasks are spread over worker threads. */
export interface PoolOptions<Task, Question> {
  /** The module that the threads run, and its exported function: (`{ task, port }`) → result. */
  readonly worker: URL;
  readonly run: string;
  /** Threads; each keeps a core busy. */
  readonly threads: number;
  /** What a task will take at its peak, in bytes; together they stay within the machine's memory. */
  readonly bytesOf: (task: Task) => Promise<number>;
  /** Answers what a thread asks while it is at work, by returning; or refuses, by throwing. */
  readonly answer: (question: Question) => Promise<void>;
  /** No more tasks are begun once it is aborted; those begun are finished. */
  readonly signal?: AbortSignal;
}

/** Of the memory that this process may use: the rest is for what runs beside it, and for estimates that are too low. */
const shareOfMemory = 0.6;

/**
 * Runs tasks in worker threads, as many at a time as there are threads and memory is for, in their order. A thread that
 * breaks down fails its task only.
 *
 * @param settled what becomes of each, in the order in which they end; the error of a thread that broke down
 */
export async function runInPool<Task, Result, Question>(
  tasks: readonly Task[],
  { worker, run, threads, bytesOf, answer, signal }: PoolOptions<Task, Question>,
  settled: (task: Task, outcome: Result | Error) => void,
): Promise<void> {
  const pool = new Tinypool({
    filename: worker.href,
    minThreads: Math.min(threads, tasks.length),
    maxThreads: threads,
    // Each thread shares the process's environment: nothing of it is copied.
    trackUnmanagedFds: false,
  });
  const budget = shareOfMemory * (process.constrainedMemory() || totalmem());
  const running = new Set<Promise<void>>();
  let free = budget;
  const begin = (task: Task, bytes: number): void => {
    free -= bytes;
    const { port1, port2 } = new MessageChannel();
    port1.on('message', ({ id, question }: { id: number; question: Question }) =>
      answer(question).then(
        () => port1.postMessage({ id }),
        (error: unknown) => port1.postMessage({ id, error }),
      ),
    );
    const done = (pool.run({ task, port: port2 }, { name: run, transferList: [port2] }) as Promise<Result>)
      .then(
        (result) => settled(task, result),
        (error: unknown) => settled(task, error instanceof Error ? error : new Error(String(error))),
      )
      .finally(() => {
        port1.close();
        free += bytes;
        running.delete(done);
      });
    running.add(done);
  };
  try {
    for (const task of tasks) {
      const bytes = Math.min(budget, await bytesOf(task));
      // One more than there are threads, so that none waits for its next.
      while (running.size > threads || (running.size > 0 && free < bytes)) await Promise.race(running);
      if (signal?.aborted) break;
      begin(task, bytes);
    }
    await Promise.all(running);
  } finally {
    await pool.destroy();
  }
}
