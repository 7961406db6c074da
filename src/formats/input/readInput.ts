import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../../model/errors.js';
import { refuseNoFile } from './refuseNoFile.js';

/** A file that was read, whatever it holds. */
export interface InputBytes {
  readonly bytes: Uint8Array;
  /** What messages call it. */
  readonly name: string;
  /** Its name without folders, and with them; absent where it is no file. */
  readonly file?: string;
  readonly path?: string;
}

/** No picture within the pixel limits comes near this, and reading a device or a pipe has to end somewhere. */
const maxBytes = 1 << 30;

/**
 * All of a file, of standard input (`-`), or the bytes themselves.
 *
 * @throws InputError if there is no such file, it may not be read, or has more than a gibibyte
 */
export async function readInput(source: string | Uint8Array): Promise<InputBytes> {
  if (typeof source !== 'string') return { bytes: source, name: 'the picture' };
  if (source === '-') return { bytes: await readBytes(source, 'standard input'), name: 'standard input' };
  return { bytes: await readBytes(source, source), name: source, file: basename(source), path: source };
}

async function readBytes(path: string, name: string): Promise<Uint8Array> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path))
    throw new InputError(`${name} is an address, and unhue reads files: download it first`, name, {
      code: 'address',
    });
  if (path !== '-') await refuseNoFile(path);
  try {
    if (path !== '-' && (await stat(path)).isDirectory())
      throw new InputError(`expected a picture but ${name} is a folder; name a file in it`, name);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (path === '-'
      ? process.stdin
      : createReadStream(path)) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes)
        throw new InputError(`${name} has more than ${maxBytes} bytes: that is no figure`, name);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new InputError(`there is no file ${name}`, name, { cause });
    if (code === 'EACCES')
      throw new InputError(`${name} may not be read: permission denied`, name, { cause });
    throw new InputError(`${name} could not be read: ${oneLine(cause)}`, name, { cause });
  }
}

/** A failure's reason in one line. */
export function oneLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).trim().replace(/\s*\n\s*/g, '; ');
}
