import {
  access,
  constants,
  type FileHandle,
  link,
  lstat,
  open,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { isBucketPath } from './bucketPath.js';
import { bytesOf, type Content, piecesOf } from './content.js';
import { outputFailure } from './outputFailure.js';
import { absentAsUndefined, codeOf, removeOnSignal, systemError } from './system.js';
import { temporaryBeside } from './temporaries.js';

export interface WriteOptions {
  /** Replace an existing file. */
  readonly force?: boolean;
}

/**
 * Writes a file so that it is there complete or not at all: a temporary file beside the target is filled, flushed
 * to the disk and then given the target's name in one step. Whatever fails, and also when the process is
 * interrupted, the temporary file is removed and an existing target is left as it was.
 *
 * Without `force` an existing target is refused, also one that appears while the content is being written. With it, a
 * symbolic link is followed and the file that it names is replaced, keeping that file's permissions. Devices and
 * pipes (/dev/stdout, >(…)) cannot be replaced and are written to directly. `s3://bucket/name` is an object of a store.
 *
 * @throws OutputError where the system refuses; errors of the content itself pass through unchanged
 */
export async function writeAtomically(
  path: string,
  content: Content,
  { force = false }: WriteOptions = {},
): Promise<void> {
  try {
    if (isBucketPath(path)) {
      await (await import('./bucket.js')).putObject(path, content, force);
      return;
    }
    const existing = await refuseTarget(path, force);
    if (existing !== undefined && !existing.isFile()) {
      const device = await open(path, 'w');
      await fill(device, content).finally(() => device.close());
      return;
    }
    const target = existing === undefined ? path : await realpath(path);
    await writeBeside(target, (file) => fill(file, content), force, existing?.mode);
  } catch (error) {
    throw outputFailure(path, error);
  }
}

/**
 * As `writeAtomically`, for a file that is filled here and there rather than from its beginning to its end.
 *
 * @param fill writes the file's bytes at their places
 * @throws OutputError also where the target is a device, a pipe or an object of a store
 */
export async function fillAtomically(
  path: string,
  fill: (file: FileHandle) => Promise<void>,
  { force = false }: WriteOptions = {},
): Promise<void> {
  try {
    const existing = isBucketPath(path) ? undefined : await refuseTarget(path, force);
    if (isBucketPath(path) || (existing !== undefined && !existing.isFile())) throw systemError('ESPIPE');
    const target = existing === undefined ? path : await realpath(path);
    await writeBeside(target, fill, force, existing?.mode);
  } catch (error) {
    throw outputFailure(path, error);
  }
}

/**
 * Fails as `writeAtomically` would, as far as can be told beforehand (the target exists or is a folder; its folder is
 * missing or cannot be written to), so that a long computation does not end in a file name that was wrong from the start.
 *
 * @throws OutputError
 */
export async function checkTarget(path: string, { force = false }: WriteOptions = {}): Promise<void> {
  try {
    if (!isBucketPath(path)) await refuseTarget(path, force);
    else if ((await (await import('./bucket.js')).hasObject(path)) && !force) throw systemError('EEXIST');
  } catch (error) {
    throw outputFailure(path, error);
  }
}

/** The state of an existing target that may be written to, undefined where there is none yet; else throws. */
async function refuseTarget(path: string, force: boolean) {
  const entry = await absentAsUndefined(lstat(path));
  if (entry === undefined) {
    if (basename(path) === '' || /[/\\]$/.test(path)) throw systemError('EISDIR');
    if (!(await stat(dirname(path))).isDirectory()) throw systemError('ENOTDIR');
    await access(dirname(path), constants.W_OK);
    return undefined;
  }
  const existing = await absentAsUndefined(stat(path));
  if (existing?.isDirectory()) throw systemError('EISDIR');
  if (!force && (existing === undefined || existing.isFile())) throw systemError('EEXIST');
  // Files are replaced, which is a matter of their folder; a link that leads nowhere is replaced itself.
  const written = existing?.isFile() ? dirname(await realpath(path)) : existing ? path : dirname(path);
  await access(written, constants.W_OK);
  return existing;
}

async function writeBeside(
  target: string,
  fillFile: (file: FileHandle) => Promise<void>,
  force: boolean,
  mode?: number,
): Promise<void> {
  // Unpredictable, and opened only if nothing has that name: nobody can put a link in its place beforehand.
  const temporary = await temporaryBeside(target);
  const file = await open(temporary, 'wx').catch((error: unknown) => {
    // The folder is there (it was looked at), yet holds no files of ours: /proc and the like.
    throw codeOf(error) === 'ENOENT' ? systemError('EPERM') : error;
  });
  const forget = removeOnSignal(temporary);
  try {
    try {
      if (mode !== undefined) await file.chmod(mode & 0o777);
      await fillFile(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await (force ? rename(temporary, target) : moveToFreeName(temporary, target));
  } finally {
    await rm(temporary, { force: true });
    forget();
  }
}

async function fill(file: FileHandle, content: Content): Promise<void> {
  for await (const piece of piecesOf(content)) {
    const bytes = bytesOf(piece);
    for (let written = 0; written < bytes.length; )
      written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}

/** A rename that fails where the name is taken. Plain rename replaces silently; making a link does not. */
async function moveToFreeName(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV'].includes(codeOf(error))) throw error;
    // No hard links here (FAT, some network drives): take the name with an empty file, then replace that one.
    await (await open(target, 'wx')).close();
    await rename(temporary, target).catch(async (failure: unknown) => {
      await rm(target, { force: true });
      throw failure;
    });
  }
}
