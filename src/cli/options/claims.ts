import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isBucketPath } from '../../formats/output/bucketPath.js';
import { UsageError } from '../../model/errors.js';

/** What two figures are refused with that would be written to one file. */
export const sameTarget = (path: string, owner: string, figure: string): UsageError =>
  new UsageError(
    owner === figure
      ? `expected a different file for each output, but received one twice: ${path}`
      : `${owner} and ${figure} would both be written to ${path}: put {figure} where each one’s name goes, rename one, or keep their folders apart with -d`,
    [],
    { code: 'same-target', fields: { path, figures: [owner, figure] } },
  );

/** The files of a run, each of which is written once, and none of those that it reads. */
export class Claims {
  readonly #owners = new Map<string, string>();
  readonly #inputs = new Set<string>();
  readonly #folders = new Map<string, Promise<string>>();

  /** Keeps what is read from being written over, even by force; names that are no files are passed over. */
  async keep(paths: readonly string[]): Promise<void> {
    for (const path of paths)
      if (
        await stat(path).then(
          (entry) => entry.isFile(),
          () => false,
        )
      )
        this.#inputs.add(await realpath(path));
  }

  /**
   * Takes files for a figure.
   *
   * @throws UsageError if one of them, by whatever path, was taken before, or is kept
   */
  async take(paths: readonly string[], figure: string): Promise<void> {
    for (const path of paths) {
      const key = await this.#realFile(path);
      if (key === undefined) continue;
      if (this.#inputs.has(key))
        throw new UsageError(`${path} is read by this very run: give the output another name`, [], {
          code: 'target-is-input',
          fields: { path },
        });
      const owner = this.#owners.get(key);
      if (owner !== undefined) throw sameTarget(path, owner, figure);
      this.#owners.set(key, figure);
    }
  }

  /**
   * What a path names, through all links; undefined for devices and pipes, which take any number of writers. A folder may
   * be an output too.
   */
  async #realFile(path: string): Promise<string | undefined> {
    if (isBucketPath(path)) return path;
    try {
      const entry = await stat(path);
      return entry.isFile() || entry.isDirectory() ? await realpath(path) : undefined;
    } catch {
      // Not there yet: its folder tells. A folder that is missing as well fails later, as itself.
      return join(await this.#realFolder(dirname(resolve(path))), basename(path));
    }
  }

  /** A batch has many files in few folders. */
  #realFolder(folder: string): Promise<string> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const real = realpath(folder).catch(() => folder);
    this.#folders.set(folder, real);
    return real;
  }
}
