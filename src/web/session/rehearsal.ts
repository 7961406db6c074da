import type { ToEngine } from '../engine/calls/calls.js';
import { takenFile } from '../files/takenFile.js';
import { documents } from './documents.js';

/** What some browsers tell of the network. */
interface Connected {
  readonly connection?: { readonly saveData?: boolean };
}

/** Milliseconds after which nobody waits with a figure in hand: whose comes at once would wait for the rehearsal to end. */
const pause = 1000;

/** While nobody has brought a figure, the workers rehearse; not for those who asked that data, and so power, be saved. */
export function beginRehearsal(worker: Worker): void {
  const { connection } = navigator as Connected;
  if (connection?.saveData) return;
  setTimeout(() => {
    if (documents.value.length > 0) return;
    worker.postMessage({ rehearse: true } satisfies ToEngine);
    takenFile(new Blob()).catch(() => {});
  }, pause);
}
