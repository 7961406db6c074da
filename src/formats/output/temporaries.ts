import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

/** Machines that share a folder each see to their own files: a process number says nothing to the others. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const pattern = /^\.unhue-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{16}$/;
/** A process that can't be seen from here (another container of the same name) is not busy with a file for so long, in ms. */
const oldEnough = 3_600_000;

/** A name for a file under way, that nobody can guess: of this machine and process. */
export const temporaryName = (): string =>
  `.unhue-${machine}-${process.pid}-${randomBytes(8).toString('hex')}`;

/** Folders that this process has looked through: once is enough, and a folder may hold a million files. */
const swept = new Set<string>();

/** A path for a file or folder under way beside its target, whose folder is swept first. */
export async function temporaryBeside(target: string): Promise<string> {
  const folder = dirname(target);
  if (!swept.has(folder)) await sweepTemporaries(folder);
  swept.add(folder);
  return join(folder, temporaryName());
}

/**
 * Removes what processes of this machine have left in a folder that were killed while they wrote, an hour ago or longer.
 * What can't be read or removed stays: it is nobody's failure.
 *
 * @param now milliseconds since 1970
 */
export async function sweepTemporaries(folder: string, now: number = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, host, pid] = pattern.exec(name) ?? [];
    if (host !== machine || isAlive(Number(pid))) continue;
    const path = join(folder, name);
    const state = await stat(path).catch(() => undefined);
    if (state !== undefined && now - state.mtimeMs > oldEnough)
      await rm(path, { force: true, recursive: true }).catch(() => undefined);
  }
}

/** A process that may not be signalled is alive, too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
