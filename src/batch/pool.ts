import { totalmem } from 'node:os';
import { MessageChannel } from 'node:worker_threads';

/** Worker threads that run one function. */
export interface PoolOptions<Question> {
  /** The module that the threads run, and its exported function: (`{ task, port }`) → result. */
  readonly worker: URL;
  readonly run: string;
  /** Threads; each keeps a core busy. */
  readonly threads: number;
  /** Answers what a thread asks while it is at work, by returning; or refuses, by throwing. */
  readonly answer: (question: Question) => Promise<void>;
}

/** Threads that are ready for tasks. */
export interface Pool<Task, Result> {
  /** Runs a task as soon as a thread and, beside those that are at work, so much memory is free. */
  readonly run: (task: Task, bytes: number) => Promise<Result>;
  /** Waits until one more task could begin soon: no more than one waits for a thread. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Of the memory that this process may use: the rest is for what runs beside it, and for estimates that are too low. */
const shareOfMemory = 0.6;

/**
 * The longest that a timer waits, milliseconds: threads stay until the pool is closed. A queue gives a worker its next task
 * only when one is done, and a new thread would have all of its code to warm up again.
 */
const unending = 2 ** 31 - 1;

/** Opens worker threads; what they take together stays within the machine's memory. */
export async function openPool<Task, Result, Question>({
  worker,
  run,
  threads,
  answer,
}: PoolOptions<Question>): Promise<Pool<Task, Result>> {
  const { default: Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    filename: worker.href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: unending,
  });
  const budget = shareOfMemory * (process.constrainedMemory() || totalmem());
  const running = new Set<Promise<unknown>>();
  let free = budget;
  const begin = (task: Task): Promise<Result> => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', ({ id, question }: { id: number; question: Question }) =>
      answer(question).then(
        () => port1.postMessage({ id }),
        (error: unknown) => port1.postMessage({ id, error }),
      ),
    );
    const done = pool.run({ task, port: port2 }, { name: run, transferList: [port2] }) as Promise<Result>;
    return done.finally(() => port1.close());
  };
  return {
    async run(task, wanted) {
      const bytes = Math.min(budget, wanted);
      while (running.size > 0 && free < bytes) await Promise.race(running);
      free -= bytes;
      const done = begin(task).finally(() => {
        free += bytes;
        running.delete(settled);
      });
      const settled = done.catch(() => {});
      running.add(settled);
      return done;
    },
    async ready() {
      while (running.size > threads) await Promise.race(running);
    },
    close: () => pool.destroy(),
  };
}

/**
 * Runs tasks in the threads of a pool, in their order. A thread that breaks down fails its task only.
 *
 * @param bytesOf what a task will take at its peak
 * @param settled what becomes of each, in the order in which they end; the error of a thread that broke down
 * @param signal no more tasks are begun once it is aborted; those begun are finished
 */
export async function runAll<Task, Result>(
  tasks: readonly Task[],
  { run, ready }: Pool<Task, Result>,
  bytesOf: (task: Task) => Promise<number>,
  settled: (task: Task, outcome: Result | Error) => void,
  signal?: AbortSignal,
): Promise<void> {
  const running: Promise<void>[] = [];
  for (const task of tasks) {
    const bytes = await bytesOf(task);
    await ready();
    if (signal?.aborted) break;
    running.push(
      run(task, bytes).then(
        (result) => settled(task, result),
        (error: unknown) => settled(task, error instanceof Error ? error : new Error(String(error))),
      ),
    );
  }
  await Promise.all(running);
}
