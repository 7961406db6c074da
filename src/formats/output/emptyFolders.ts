import { rmdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isBucketPath } from './bucketPath.js';

/**
 * Notes which folders of these files are not there yet.
 *
 * @returns removes those of them that are there by then and empty: nothing came of what they were made for
 */
export async function foldersToCome(paths: readonly string[]): Promise<() => Promise<void>> {
  const known = new Map<string, boolean>();
  for (const path of paths)
    for (
      let folder = dirname(resolve(path));
      !isBucketPath(path) && !known.has(folder);
      folder = dirname(folder)
    )
      known.set(
        folder,
        await stat(folder).then(
          () => true,
          () => false,
        ),
      );
  // The longer name is the inner folder.
  const missing = [...known.keys()]
    .filter((folder) => !known.get(folder))
    .sort((a, b) => b.length - a.length);
  return async () => {
    // What is not empty is refused, which is meant.
    for (const folder of missing) await rmdir(folder).catch(() => undefined);
  };
}
