import type { ToEngine } from '../engine/calls/calls.js';
import { takenFile } from '../files/takenFile.js';
import { documents } from './documents.js';

/** What some browsers tell of the network. */
interface Connected {
  readonly connection?: { readonly saveData?: boolean };
}

/** While nobody has brought a figure, the workers rehearse; not for those who asked that data, and so power, be saved. */
export function beginRehearsal(worker: Worker): void {
  const { connection } = navigator as Connected;
  if (documents.value.length > 0 || connection?.saveData) return;
  worker.postMessage({ rehearse: true } satisfies ToEngine);
  takenFile(new Blob()).catch(() => {});
}
