import type { ToEngine } from '../engine/calls/calls.js';
import { documents } from './documents.js';

/** What some browsers tell of the network. */
interface Connected {
  readonly connection?: { readonly saveData?: boolean };
}

/** While nobody has brought a figure, the worker rehearses; not for those who asked that work and data be saved. */
export function beginRehearsal(worker: Worker): void {
  const { connection } = navigator as Connected;
  if (documents.value.length > 0 || connection?.saveData) return;
  worker.postMessage({ rehearse: true } satisfies ToEngine);
}
