/** unhue in a browser's worker: `new Worker(new URL('unhue/worker', import.meta.url), { type: 'module' })`. */
import { recoverFigure } from '../pipeline/recoverFigure.js';
import type { FromWorker, ToWorker } from './messages.js';
import { serve } from './serve.js';

export type { ErrorMessage, FromWorker, ToWorker } from './messages.js';

type Input = Parameters<typeof recoverFigure>[0];

/** What of a worker's global scope is used here. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker<Input> }) => void): void;
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void;
}

const scope = globalThis as unknown as WorkerScope;

serve<Input>(
  {
    listen: (receive) => scope.addEventListener('message', ({ data }) => receive(data)),
    post: (message, transfer) => scope.postMessage(message, transfer),
  },
  recoverFigure,
);
