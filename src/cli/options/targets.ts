import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { formatOf } from '../../formats/formatOf.js';
import { UsageError } from '../../model/errors.js';

/** Everything that one panel is written to. */
export interface Targets {
  readonly grids: readonly string[];
  readonly meta?: string;
  readonly report?: string;
}

/** Where the options say that results go. */
export interface TargetOptions {
  readonly output: readonly string[];
  readonly meta?: string;
  readonly report?: string;
  readonly json: boolean;
}

export const standardOutput = '-';

export const pathsOf = ({ grids, meta, report }: Targets): string[] =>
  [...grids, meta, report].filter((path) => path !== undefined && path !== standardOutput) as string[];

/**
 * The files that a figure is written to. Without any, its own name gives them. With several figures each file name
 * has to say where the figure's name goes, or they would overwrite one another.
 *
 * @throws UsageError
 */
export function targetsOf(figure: string, options: TargetOptions, figures: number): Targets {
  const stem = figure === standardOutput ? 'figure' : basename(figure, extname(figure));
  const { output, meta, report, json } = options;
  const named = output.length > 0 || meta !== undefined || report !== undefined || json;
  const wanted: Targets = named
    ? { grids: output, ...(meta && { meta }), ...(report && { report }) }
    : { grids: [`${stem}.csv`, `${stem}.preview.png`], meta: `${stem}.meta.json` };
  for (const path of wanted.grids) if (path !== standardOutput) formatOf(path);
  if (json && wanted.grids.includes(standardOutput))
    throw new UsageError('-o - and --json both want standard output: give one of them a file');
  const ambiguous =
    named && figures > 1
      ? [...wanted.grids, wanted.meta, wanted.report].find((path) => path && !path.includes('{figure}'))
      : undefined;
  if (ambiguous !== undefined)
    throw new UsageError(
      `${figures} figures cannot all be written to ${ambiguous}: put {figure} where each one’s name goes, as in out/{figure}.npy`,
    );
  // A function, since `$&` in a file's name would mean something to a replacement in text.
  const here = (path: string) => path.replaceAll('{figure}', () => stem);
  return renamed(wanted, here);
}

/** The same files with the panel's number before the extension. */
export const panelTargets = (targets: Targets, panel: number): Targets => withSuffix(targets, `-${panel}`);

/** The same files with the page's number before the extension. */
export const pageTargets = (targets: Targets, page: number): Targets => withSuffix(targets, `-p${page}`);

function withSuffix(targets: Targets, suffix: string): Targets {
  return renamed(targets, (path) =>
    path === standardOutput
      ? path
      : path.replace(/((\.preview|\.meta)?\.[^./\\]*)?$/, (end) => `${suffix}${end}`),
  );
}

function renamed({ grids, meta, report }: Targets, name: (path: string) => string): Targets {
  return {
    grids: grids.map(name),
    ...(meta && { meta: name(meta) }),
    ...(report && { report: name(report) }),
  };
}

/** The files of a run, each of which is written once. */
export class Claims {
  readonly #owners = new Map<string, string>();

  /**
   * Takes files for a figure.
   *
   * @throws UsageError if one of them, by whatever path, was taken before
   */
  async take(paths: readonly string[], figure: string): Promise<void> {
    for (const path of paths) {
      const key = await realFile(path);
      if (key === undefined) continue;
      const owner = this.#owners.get(key);
      if (owner !== undefined)
        throw new UsageError(
          owner === figure
            ? `expected a different file for each output, but received one twice: ${path}`
            : `${owner} and ${figure} would both be written to ${path}: put {figure} where each one’s name goes, or rename one`,
          [],
          { code: 'same-target', fields: { path, figures: [owner, figure] } },
        );
      this.#owners.set(key, figure);
    }
  }
}

/** What a path names, through all links; undefined for devices and pipes, which take any number of writers. */
async function realFile(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).isFile() ? await realpath(path) : undefined;
  } catch {
    // Not there yet: its folder tells. A folder that is missing as well fails later, as itself.
    const folder = await realpath(dirname(path)).catch(() => dirname(path));
    return join(folder, basename(path));
  }
}
