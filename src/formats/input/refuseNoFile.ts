import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../../model/errors.js';

/** Pipes that somebody has opened for this process: of these it is known that they are written to. */
const opened = /^\/(dev\/(stdin|fd\/\d+)|proc\/(self|\d+)\/fd\/\d+)$/;

/**
 * Looks before something is read whether it is a file: to open a pipe that nobody writes to waits for ever, and a device may
 * have no end. What is not there is left to the one who reads it.
 *
 * @throws InputError for pipes, sockets and devices
 */
export async function refuseNoFile(path: string): Promise<void> {
  const entry = await stat(path).catch(() => undefined);
  if (entry === undefined || entry.isFile() || entry.isDirectory()) return;
  if (entry.isFIFO() && opened.test(resolve(path))) return;
  const kind = entry.isFIFO() ? 'a pipe' : entry.isSocket() ? 'a socket' : 'a device';
  throw new InputError(
    `${path} is no file but ${kind}: read it into a file first, or give - for standard input`,
    path,
    {
      code: 'no-file',
    },
  );
}
