import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { InputError } from '../model/errors.js';

/**
 * The SHA-256 of a file's bytes, hexadecimal.
 *
 * @throws InputError if it cannot be read
 */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  } catch (cause) {
    throw new InputError(`${path} could not be read: ${(cause as Error).message}`, path, { cause });
  }
  return hash.digest('hex');
}
