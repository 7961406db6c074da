import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../model/errors.js';

const picture = /\.(png|jpe?g|webp|tiff?|gif|avif|svg)$/i;

/**
 * The pictures of a folder and of those in it, by the ends of their names, in the order of their paths; hidden files and
 * folders are left out.
 *
 * @returns paths that begin with the folder's
 * @throws InputError where the folder cannot be read
 */
export async function picturesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && picture.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/(^|[/\\])\.[^/\\.]/.test(path.slice(folder.length)))
      .sort();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(`${folder} could not be read: ${reason}`, folder, { cause });
  }
}

/** Whether a path is that of a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
