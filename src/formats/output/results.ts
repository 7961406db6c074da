import { access, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isBucketPath } from './bucketPath.js';
import { outputFailure } from './outputFailure.js';
import { codeOf, systemError } from './system.js';

/** Results that are there, in folders or in a store: what speaks to a store is loaded where one is used. */
const bucket = () => import('./bucket.js');

/** @throws where there is none, or it cannot be read */
export async function readResult(path: string): Promise<string> {
  if (!isBucketPath(path)) return readFile(path, 'utf8');
  const text = await (await bucket()).objectText(path);
  if (text === undefined) throw new Error(`${path} is not there`);
  return text;
}

export async function isThere(path: string): Promise<boolean> {
  if (isBucketPath(path)) return (await bucket()).hasObject(path);
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Removes a file, a store that is a folder, or an object; no device. */
export async function removeResult(path: string): Promise<void> {
  if (isBucketPath(path)) return (await bucket()).removeObject(path);
  const entry = await stat(path).catch(() => undefined);
  if (entry?.isFile() === true || (entry?.isDirectory() === true && /\.zarr$/i.test(path)))
    await rm(path, { recursive: true, force: true });
}

/**
 * Makes the folder that a result goes into; stores have none.
 *
 * @throws OutputError where the system refuses
 */
export async function makeFolderOf(path: string): Promise<void> {
  if (isBucketPath(path)) return;
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    // Of a folder that is made with those above it, this means that a file has its name.
    throw outputFailure(path, codeOf(error) === 'EEXIST' ? systemError('ENOTDIR') : error);
  }
}
