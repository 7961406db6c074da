import type { MessagePort } from 'node:worker_threads';

/** Asks the one who started this thread, and waits for the answer: the thread's end of `runInPool`'s `answer`. */
export function askThrough<Question>(port: MessagePort): (question: Question) => Promise<void> {
  let last = 0;
  const waiting = new Map<number, { resolve: () => void; reject: (error: unknown) => void }>();
  port.on('message', ({ id, error }: { id: number; error?: unknown }) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve();
    else asker?.reject(error);
  });
  // A thread that has nothing else to do need not stay for questions.
  port.unref();
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      port.ref();
      port.postMessage({ id: last, question });
    });
}
