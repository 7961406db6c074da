import { closeSync, openSync, readSync } from 'node:fs';
import type { ReadBytes } from '../ground/tiffTags.js';

/** Lets a file be read here and there; it is closed afterwards. */
export async function withBytesOf<T>(path: string, use: (read: ReadBytes) => T | Promise<T>): Promise<T> {
  const file = openSync(path, 'r');
  try {
    return await use((at, length) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, at));
    });
  } finally {
    closeSync(file);
  }
}
