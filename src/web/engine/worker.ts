/** The page's worker: the whole pipeline, behind calls. Pixels and numbers stay here; the page gets pictures and words. */
import { errorMessage } from '../../worker/serve.js';
import type { CallName, FoundPanel, FromEngine, ToEngine } from './calls/calls.js';
import { engine, type Handlers } from './engine.js';
import { rehearse } from './rehearsal.js';

interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: ToEngine }) => void): void;
  postMessage(message: FromEngine, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const handlers: Handlers = engine();
const running = new Map<number, AbortController>();
const rehearsal = new AbortController();
let last: Promise<unknown> = Promise.resolve();

scope.addEventListener('message', ({ data }) => {
  if ('abort' in data) {
    running.get(data.id)?.abort();
    return;
  }
  if ('rehearse' in data) {
    rehearse(engine(), rehearsal.signal).catch(() => {});
    return;
  }
  rehearsal.abort();
  const { id, call, ask } = data;
  const controller = new AbortController();
  running.set(id, controller);
  // One after the other: what is written is what was recovered last.
  last = last.then(async () => {
    try {
      controller.signal.throwIfAborted();
      const handle = handlers[call] as (ask: unknown, run: unknown) => Promise<unknown>;
      const answer = await handle(ask, {
        signal: controller.signal,
        onProgress: (stage: string, fraction: number) =>
          scope.postMessage({ id, progress: { stage, fraction } }, []),
        onFound: (found: readonly FoundPanel[]) => scope.postMessage({ id, found }, []),
      });
      scope.postMessage({ id, answer }, transferable(call, answer));
    } catch (error) {
      scope.postMessage({ id, error: errorMessage(error, controller.signal.aborted) }, []);
    } finally {
      running.delete(id);
    }
  });
});

/** What moves to the page: bitmaps and files, which nobody here holds on to. */
function transferable(call: CallName, answer: unknown): Transferable[] {
  if (call === 'write')
    return (answer as { bytes: Uint8Array<ArrayBuffer> }[]).map(({ bytes }) => bytes.buffer);
  if (call === 'archive' || call === 'recoloured' || call === 'maskPicture')
    return [(answer as { bytes: Uint8Array<ArrayBuffer> }).bytes.buffer];
  if (call === 'thumbnails') return (answer as { bitmap: ImageBitmap }[]).map(({ bitmap }) => bitmap);
  const { bitmap } = Object(answer) as { bitmap?: ImageBitmap };
  return bitmap ? [bitmap] : [];
}
