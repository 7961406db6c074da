import { leaveSignalsToParent } from '../formats/output/system.js';
import type { Answer, Asked } from './pool.js';

/** The process that opened the pool, as one of the pool's processes sees it. */
export interface Parent<Question> {
  /** Asks it and waits for the answer: this end of `openPool`'s `answer`. Throws what it refuses. */
  readonly ask: (question: Question) => Promise<void>;
  /** Runs a task, which is finished whatever reaches this process but the parent's end. */
  readonly working: <Result>(task: () => Promise<Result>) => Promise<Result>;
}

/**
 * Makes this process one of a pool: it lives as long as its task and its parent. To be called once, before the first task.
 *
 * What stops a program (Ctrl-C, the end of a cluster's job) often reaches all of its processes: the parent decides what is
 * finished, and tells an idle process to go. Without a parent nobody waits for the task, and whoever starts again may not
 * find it at work: what it has begun to write is removed.
 */
export function joinParent<Question>(): Parent<Question> {
  let tasks = 0;
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {
    if (tasks === 0) process.exit();
  });
  process.on('disconnect', () => process.kill(process.pid, 'SIGHUP'));
  leaveSignalsToParent();
  return {
    ask: askThroughChannel(),
    working(task) {
      tasks++;
      return task().finally(() => tasks--);
    },
  };
}

function askThroughChannel<Question>(): Parent<Question>['ask'] {
  let last = 0;
  const waiting = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  process.on('message', ({ id = 0, refusal }: Partial<Answer>) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (refusal === undefined) asker?.resolve();
    else asker?.reject(new Error(refusal));
  });
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      process.send?.({ id: last, question } satisfies Asked<Question>);
    });
}
