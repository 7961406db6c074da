import { availableParallelism } from 'node:os';
import { usableMemory } from './usableMemory.js';

/** Processes that run one function. */
export interface PoolOptions<Question> {
  /** The module that the processes run, and its exported function: task → result. It may `ask`. */
  readonly worker: URL;
  readonly run: string;
  /** Each keeps a core busy. */
  readonly processes: number;
  /** Answers what a process asks while it is at work, by returning; or refuses, by throwing. */
  readonly answer: (question: Question) => Promise<void>;
}

/** Processes that are ready for tasks. */
export interface Pool<Task, Result> {
  /** Runs a task as soon as a process and, beside those that are at work, so much memory is free. */
  readonly run: (task: Task, bytes: number) => Promise<Result>;
  /** Waits until a process is free: a task that waits in the pool would be lost on one that breaks down. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The longest that a timer waits, milliseconds: processes stay until the pool is closed. A queue gives a worker its next task
 * only when one is done, and a new process would have all of its code to warm up again.
 */
const unending = 2 ** 31 - 1;

/**
 * Opens processes that wait for tasks; what they take together stays within the machine's memory. They are processes and not
 * threads so that a task which exhausts memory, or breaks a library beneath, fails by itself; they take no longer.
 */
export async function openPool<Task, Result, Question>({
  worker,
  run,
  processes,
  answer,
}: PoolOptions<Question>): Promise<Pool<Task, Result>> {
  const { default: Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    runtime: 'child_process',
    // As structured clones, in which typed arrays stay what they are.
    serialization: 'advanced',
    filename: worker.href,
    minThreads: 0,
    maxThreads: processes,
    idleTimeout: unending,
    env: ownEnvironment(),
    execArgv: engineFlags(processes),
  });
  // One that dies with nothing to do (told to, or for memory) is replaced when there is a task for it.
  pool.on('error', () => {});
  const budget = usableMemory();
  const running = new Set<Promise<unknown>>();
  let free = budget;
  const begin = (task: Task): Promise<Result> => {
    let reply = (_: Answer): void => {};
    const channel = {
      onMessage(send: (answer: Answer) => void) {
        reply = send;
      },
      // A process's end arrives here as well: it asks nothing.
      postMessage(asked: Asked<Question> | null) {
        if (typeof asked?.id !== 'number') return;
        const { id, question } = asked;
        answer(question).then(
          () => reply({ id }),
          (error: Error) => reply({ id, refusal: error.message }),
        );
      },
    };
    const done = pool.run(task, { name: run, channel }) as Promise<Result>;
    return done.catch((error: unknown) => {
      // Between processes an error keeps its message only.
      throw error instanceof Error
        ? error
        : new Error((error as Partial<Error> | null)?.message ?? String(error));
    });
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
      while (running.size >= processes) await Promise.race(running);
    },
    close: () => pool.destroy(),
  };
}

/**
 * Where every core has a process to keep it busy, V8's helper threads (compilers, garbage collection) would only take turns
 * with it, and both lose what they have in their caches: a sixth of the time of two processes on two cores.
 */
export const engineFlags = (processes: number, cores: number = availableParallelism()): string[] =>
  processes < cores ? [] : ['--single-threaded'];

/** What a process of the pool asks, under a number that the answer carries. */
export interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
}

/** What a process was answered: that it may go on, or why not. */
export interface Answer {
  readonly id: number;
  readonly refusal?: string;
}

const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/**
 * Runs tasks in the processes of a pool, in their order. A process that breaks down fails its task only.
 *
 * @param bytesOf what a task will take at its peak
 * @param settled what becomes of each, in the order in which they end; the error of a process that broke down
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
        (error: Error) => settled(task, error),
      ),
    );
  }
  await Promise.all(running);
}
