/** Reads files that were brought to the page: what takes the longer the larger they are is none of the window's. */

import { checksum } from '../pictures/checksum.js';
import { headBytes } from '../pictures/pictureFormat.js';
import type { FileAnswer, FileQuestion } from './takenFile.js';

interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: FileQuestion }) => void): void;
  postMessage(message: FileAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('message', async ({ data: { id, file } }) => {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const sha256 = (await checksum(bytes)) ?? null;
    // A copy of the browser's own: the file may be changed, or gone, by the time that it is read again.
    const taken = { blob: new Blob([bytes]), sha256, head: bytes.slice(0, headBytes) };
    scope.postMessage({ id, taken });
  } catch (error) {
    scope.postMessage({ id, reason: (error as Error).message });
  }
});
