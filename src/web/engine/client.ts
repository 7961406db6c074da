import type { ErrorMessage } from '../../worker/messages.js';
import type { CallName, Calls, FoundPanel, FromEngine, ToEngine } from './calls/calls.js';

/** A failure in the worker, as the page shows it: `message` is one sentence. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(readonly details: ErrorMessage) {
    super(details.message);
  }
}

export interface CallOptions {
  /** Aborting it ends the work between two stages; the promise then rejects. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: string, fraction: number) => void;
  /** Told what was found of the panels, before they are decoded. */
  readonly onFound?: (found: readonly FoundPanel[]) => void;
  /** What moves to the worker instead of being copied. */
  readonly transfer?: readonly Transferable[];
}

export type Call = <K extends CallName>(
  call: K,
  ask: Calls[K]['ask'],
  options?: CallOptions,
) => Promise<Calls[K]['answer']>;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress?: CallOptions['onProgress'];
  readonly onFound?: CallOptions['onFound'];
}

/** The page's end of the worker: a call is answered by a promise. Calls are carried out one after the other. */
export function startEngine(worker: Worker): Call {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => {
    const call = waiting.get(data.id);
    if (!call) return;
    if ('progress' in data) {
      call.onProgress?.(data.progress.stage, data.progress.fraction);
      return;
    }
    if ('found' in data) {
      call.onFound?.(data.found);
      return;
    }
    waiting.delete(data.id);
    if ('error' in data) call.reject(new EngineError(data.error));
    else call.resolve(data.answer as never);
  });
  worker.addEventListener('error', ({ message }) => {
    const details = { name: 'Error', code: 'internal', message, settings: [], fields: {} };
    for (const { reject } of waiting.values()) reject(new EngineError(details));
    waiting.clear();
  });
  return (call, ask, { signal, onProgress, onFound, transfer = [] } = {}) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, { resolve, reject, ...(onProgress && { onProgress }), ...(onFound && { onFound }) });
      worker.postMessage({ id, call, ask } as ToEngine, [...transfer]);
      signal?.addEventListener('abort', () => worker.postMessage({ id, abort: true } satisfies ToEngine));
    });
}
