/** unhue in a worker thread: `new Worker(new URL(import.meta.resolve('unhue/worker')))`. */
import { parentPort } from 'node:worker_threads';
import { UsageError } from '../model/errors.js';
import { recoverFigure } from '../node/recoverFigure.js';
import { serve } from './serve.js';

export type { ErrorMessage, FromWorker, ToWorker } from './messages.js';

if (parentPort === null)
  throw new UsageError('unhue/worker is to be started as a worker, not imported', [], { code: 'no-worker' });
const port = parentPort;

serve<Parameters<typeof recoverFigure>[0]>(
  {
    listen: (receive) => port.on('message', receive),
    post: (message, transfer) => port.postMessage(message, transfer),
  },
  recoverFigure,
);
