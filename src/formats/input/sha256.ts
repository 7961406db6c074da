import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { InputError } from '../../model/errors.js';
import { refuseNoFile } from './refuseNoFile.js';

/** The SHA-256 of bytes, hexadecimal. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The SHA-256 of a file's bytes, hexadecimal.
 *
 * @throws InputError if it cannot be read
 */
export async function sha256OfFile(path: string): Promise<string> {
  await refuseNoFile(path);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (cause) {
    throw new InputError(`${path} could not be read: ${(cause as Error).message}`, path, { cause });
  }
  return hash.digest('hex');
}
