import { access, constants, lstat, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutputError } from '../../model/errors.js';
import { bytesOf, type FolderContent } from './content.js';
import { outputFailure } from './outputFailure.js';
import { absentAsUndefined, removeOnSignal, systemError } from './system.js';
import { temporaryBeside } from './temporaries.js';
import type { WriteOptions } from './writeAtomically.js';

/** What the folders of a Zarr store hold, of version 3 or 2: by these they are known. */
const storeFiles = ['zarr.json', '.zgroup', '.zarray'];

/** Whether a path names a folder that is written as one output. */
export const isFolderName = (path: string): boolean => /\.zarr[/\\]*$/i.test(path);

/**
 * Writes a folder so that it is there complete or not at all, as `writeAtomically` does a file: it is filled beside the
 * target, under another name, and renamed. With `force` a Zarr store that has the name is replaced, and nothing else is:
 * a folder may hold what nobody wants to lose.
 *
 * @throws OutputError where the system refuses, or another folder has the name
 */
export async function writeFolder(
  path: string,
  { files }: FolderContent,
  { force = false }: WriteOptions = {},
): Promise<void> {
  try {
    const existing = await refuseFolder(path, force);
    const target = existing ?? join(dirname(path), basename(path));
    const temporary = await temporaryBeside(target);
    await mkdir(temporary);
    const forget = removeOnSignal(temporary);
    try {
      for (const [name, content] of files()) await writeFile(join(temporary, name), bytesOf(content));
      await takeName(temporary, target, existing !== undefined);
    } finally {
      await rm(temporary, { recursive: true, force: true });
      forget();
    }
  } catch (error) {
    throw outputFailure(path, error);
  }
}

/**
 * Fails as `writeFolder` would, as far as can be told beforehand.
 *
 * @throws OutputError
 */
export async function checkFolder(path: string, { force = false }: WriteOptions = {}): Promise<void> {
  try {
    await refuseFolder(path, force);
  } catch (error) {
    throw outputFailure(path, error);
  }
}

/** The store that is to be replaced, undefined where the name is free; else throws. */
async function refuseFolder(path: string, force: boolean): Promise<string | undefined> {
  const plain = join(dirname(path), basename(path));
  await access(dirname(plain), constants.W_OK);
  if ((await absentAsUndefined(lstat(plain))) === undefined) {
    if (!(await stat(dirname(plain))).isDirectory()) throw systemError('ENOTDIR');
    return undefined;
  }
  if (!force) throw systemError('EEXIST');
  const target = await realpath(plain);
  const found = await Promise.all(storeFiles.map((name) => absentAsUndefined(lstat(join(target, name)))));
  if (!(await stat(target)).isDirectory() || found.every((entry) => entry === undefined))
    throw new OutputError(
      `Cannot write ${path}: it exists and is no zarr store, so it is not replaced.`,
      path,
      {
        code: 'no-store',
      },
    );
  return target;
}

async function writeFile(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a folder the target's name. A free one is taken with an empty folder first, which a rename may replace. */
async function takeName(temporary: string, target: string, replace: boolean): Promise<void> {
  if (!replace) {
    await mkdir(target);
    await rename(temporary, target);
    return;
  }
  // Not the name of a temporary one: it is never swept, whatever happens.
  const old = `${temporary}-old`;
  await rename(target, old);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rename(old, target);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}
