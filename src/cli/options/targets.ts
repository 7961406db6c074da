import { isAbsolute, join } from 'node:path';
import type { ListedFigure } from '../../batch/inputs/figures.js';
import { formatOf } from '../../formats/formatOf.js';
import { isBucketPath } from '../../formats/output/bucketPath.js';
import { isProjectName } from '../../formats/projectName.js';
import { UsageError } from '../../model/errors.js';

/** Everything that one panel is written to. */
export interface Targets {
  readonly grids: readonly string[];
  readonly meta?: string;
  readonly report?: string;
  /** What it takes to come to all panels again; once a figure. */
  readonly project?: string;
}

/** Where the options say that results go. */
export interface TargetOptions {
  readonly output: readonly string[];
  /** The folder that outputs go into, those with a path of their own excepted. */
  readonly directory?: string;
  readonly meta?: string;
  readonly report?: string;
  readonly json: boolean;
  /** `all`: a film is written. */
  readonly frame?: number | 'all';
  /** Tables that are printed on standard output. */
  readonly at?: string;
  readonly areas?: readonly number[];
}

export const standardOutput = '-';

export const pathsOf = ({ grids, meta, report, project }: Targets): string[] =>
  [...grids, meta, report, project].filter(
    (path) => path !== undefined && path !== standardOutput,
  ) as string[];

/** A zarr store is an output that is a folder. */
const isFolderName = (path: string): boolean => /(?<!\.zarr)[/\\]+$/i.test(path);

/**
 * The options with a folder given as output, `-o results/`, as the directory that it means.
 *
 * @throws UsageError for two folders, and for several files in one output
 */
export function withDirectory<O extends TargetOptions>(options: O): O {
  const folders = options.output.filter(isFolderName);
  const [directory, second] = [...(options.directory === undefined ? [] : [options.directory]), ...folders];
  if (second !== undefined)
    throw new UsageError(`--output expects one folder, but received ${directory} and ${second}`);
  const output = options.output.filter((path) => !isFolderName(path));
  for (const path of output) {
    const parts = path.split(',');
    if (parts.length > 1 && parts.every((part) => /\.\w+$/.test(part)))
      throw new UsageError(
        `--output expects one file, but received “${path}”: give ${parts.map((part) => `-o ${part}`).join(' ')}`,
      );
  }
  return { ...options, output, ...(directory !== undefined && { directory }) };
}

/**
 * The files that a figure is written to. Without any, its own name gives them. With several figures each file name
 * has to say where the figure's name goes, or they would overwrite one another. In a directory, the figure's name
 * begins with its folder among the inputs.
 *
 * @throws UsageError
 */
export function targetsOf(
  { stem, folder }: Pick<ListedFigure, 'stem' | 'folder'>,
  options: TargetOptions,
  figures: number,
): Targets {
  const { directory, meta, report, json, at, areas } = options;
  const output = options.output.filter((path) => !isProjectName(path));
  const [project, second] = options.output.filter(isProjectName);
  if (second !== undefined)
    throw new UsageError(`--output expects one project, but received ${project} and ${second}`);
  const film = options.frame === 'all';
  const printed = [
    ...(output.includes(standardOutput) ? ['-o -'] : []),
    ...(json ? ['--json'] : []),
    ...(at !== undefined ? ['--at'] : []),
    ...(areas !== undefined ? ['--areas'] : []),
  ];
  // In a directory, a report or a print-out comes beside what is written there anyhow.
  const isEnough = directory === undefined && (report !== undefined || printed.length > 0);
  const named = options.output.length > 0 || meta !== undefined || isEnough;
  const wanted: Targets = {
    grids: named
      ? output.map((path) => path.replace(/(\.zarr)[/\\]+$/i, '$1'))
      : film
        ? ['{figure}.nc']
        : ['{figure}.csv', '{figure}.preview.png'],
    ...(named ? meta && { meta } : { meta: '{figure}.meta.json' }),
    ...(report && { report }),
    ...(project && { project }),
  };
  for (const path of wanted.grids) if (film || path !== standardOutput) refuseUnfit(path, film);
  if (film && (report !== undefined || at !== undefined || areas !== undefined))
    throw new UsageError('--frame all writes grids only: give a single frame to --report, --at or --areas');
  if (printed.length > 1)
    throw new UsageError(
      `${printed[0]} and ${printed[1]} both want standard output: ${printed.includes('-o -') ? 'give one of them a file' : 'ask for one at a time'}`,
    );
  if (figures > 1 && (at !== undefined || areas !== undefined))
    throw new UsageError(`${printed[0]} expects one figure, but received ${figures}`);
  const ambiguous =
    figures > 1
      ? [...wanted.grids, wanted.meta, wanted.report, project].find(
          (path) => path && !path.includes('{figure}'),
        )
      : undefined;
  if (ambiguous !== undefined)
    throw new UsageError(
      `${figures} figures cannot all be written to ${ambiguous}: put {figure} where each one’s name goes, as in out/{figure}.npy`,
    );
  const name = directory === undefined ? stem : join(folder, stem);
  return renamedTargets(wanted, (path) => {
    // A function, since `$&` in a file's name would mean something to a replacement in text.
    const own = path.replaceAll('{figure}', () => name);
    const isPlaced =
      directory === undefined || path === standardOutput || isAbsolute(path) || isBucketPath(path);
    const placed = isPlaced ? own : isBucketPath(directory) ? inBucket(directory, own) : join(directory, own);
    if (isBucketPath(placed)) refuseInBucket(placed);
    return placed;
  });
}

/** @throws UsageError where no bucket is named */
function inBucket(directory: string, path: string): string {
  const placed = `${directory.replace(/\/*$/, '/')}${path.replaceAll('\\', '/')}`;
  if (/^s3:\/\/[^/]/i.test(directory)) return placed;
  throw new UsageError(`--directory expects s3://bucket/prefix, but received ${directory}`);
}

/** @throws UsageError for what a store of objects cannot hold as one that is there as a whole or not at all */
function refuseInBucket(path: string): void {
  if (/\.zarr$/i.test(path) || isProjectName(path))
    throw new UsageError(
      `${path} cannot be written into a bucket: ${isProjectName(path) ? 'a project lies beside its figure' : 'a Zarr store is many objects; choose .nc'}`,
      'output',
    );
}

/** @throws UsageError for a name of no format, or of one that has no place for a film */
function refuseUnfit(path: string, film: boolean): void {
  if (film && (path === standardOutput || formatOf(path).writeStack === undefined))
    throw new UsageError(`--frame all is written as npy, nc or zarr, but received “${path}”`);
  formatOf(path);
}

/** The same files with the panel's number before the extension. */
export const panelTargets = (targets: Targets, panel: number): Targets => withSuffix(targets, `-${panel}`);

/** The same files with the page's number before the extension. */
export const pageTargets = (targets: Targets, page: number): Targets => withSuffix(targets, `-p${page}`);

/** The sidecar and the outputs of the whole figure, and of each panel, under the names that they would have. */
export const targetsOfPanels =
  (targets: Targets) =>
  (panel?: number): { readonly meta: string | undefined; readonly paths: readonly string[] } => {
    const own = panel === undefined ? targets : panelTargets(targets, panel);
    return { meta: own.meta, paths: pathsOf(own) };
  };

function withSuffix({ project: _, ...targets }: Targets, suffix: string): Targets {
  return renamedTargets(targets, (path) => (path === standardOutput ? path : beforeExtension(path, suffix)));
}

/** A path with something before its extension, or at its end where it has none. */
export function beforeExtension(path: string, text: string): string {
  return path.replace(/((\.preview|\.meta)?\.[^./\\]*)?$/, (end) => `${text}${end}`);
}

/** The same files under other names. */
export function renamedTargets(
  { grids, meta, report, project }: Targets,
  name: (path: string) => string,
): Targets {
  return {
    grids: grids.map(name),
    ...(meta && { meta: name(meta) }),
    ...(report && { report: name(report) }),
    ...(project && { project: name(project) }),
  };
}
