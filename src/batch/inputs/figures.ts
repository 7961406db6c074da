import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { isProjectName } from '../../formats/projectName.js';
import { InputError } from '../../model/errors.js';
import { folderOfGlob, globExpression, isGlob } from './glob.js';

/** A figure of a batch. */
export interface ListedFigure {
  /** Where it is read from; `-` is standard input. */
  readonly path: string;
  /** Its file's name without the extension: what `{figure}` stands for. */
  readonly stem: string;
  /** Its folder within the one that all inputs share: kept below the folder that results are written to. */
  readonly folder: string;
}

/** What is looked for in folders, by the ends of names in lower case. */
const pictures = new Set([
  ...['.png', '.apng', '.jpg', '.jpeg', '.jpe', '.jfif', '.webp', '.tif', '.tiff', '.gif', '.avif', '.svg'],
  ...['.bmp', '.ppm', '.pgm', '.pnm', '.pdf'],
]);

/** What unhue itself writes, and is no figure. */
const isResult = (name: string): boolean => /\.preview\.png$|^\.unhue-/i.test(name);

/**
 * The figures that are meant by files, folders (all pictures in them, at any depth) and patterns such as `maps/*.png`,
 * each once, those of a folder or pattern in the order of their names. A name that exists is taken as it stands, be it
 * a pattern as well.
 *
 * @param without a folder that is left out of folders and patterns: the one that results go to
 * @throws InputError if a folder or a pattern has no figure; whether files exist is found when they are read
 */
export async function listedFigures(inputs: readonly string[], without?: string): Promise<ListedFigure[]> {
  const lists: Listing[] = [];
  for (const input of inputs) lists.push(await figuresOf(input, without));
  const shared = lists.map(({ base }) => resolve(base)).reduce(sharedFolder);
  const seen = new Set<string>();
  const listed: ListedFigure[] = [];
  for (const { paths, searched } of lists)
    for (const path of paths) {
      const own = path === '-' ? path : resolve(path);
      // A file that is named twice is meant twice, and told when both would be written to one place.
      if (searched && seen.has(own)) continue;
      seen.add(own);
      const stem =
        path === '-'
          ? 'figure'
          : basename(path, isProjectName(path) ? path.slice(-'.unhue.json'.length) : extname(path));
      listed.push({ path, stem, folder: path === '-' ? '' : relative(shared, dirname(own)) });
    }
  return listed;
}

/** What an input stands for, and the folder that it starts from. */
interface Listing {
  readonly base: string;
  readonly paths: readonly string[];
  /** The paths were found, not given one by one. */
  readonly searched: boolean;
}

async function figuresOf(input: string, without?: string): Promise<Listing> {
  if (input === '-') return { base: '.', paths: [input], searched: false };
  const entry = await stat(input).catch(() => undefined);
  if (entry?.isDirectory()) {
    const paths = await filesIn(input, without);
    return {
      base: input,
      paths: refusedIfNone(paths.filter(isPicture), input, 'the folder'),
      searched: true,
    };
  }
  if (entry === undefined && isGlob(input) && !isAddress(input)) {
    const base = folderOfGlob(input);
    const pattern = globExpression(input.replaceAll(sep, '/'));
    const paths = (await filesIn(base === '' ? '.' : base, without))
      .map((path) => (base === '' ? path.replace(/^\.[/\\]/, '') : path))
      .filter((path) => pattern.test(path.replaceAll(sep, '/')) && !isResult(basename(path)));
    return {
      base: base === '' ? '.' : base,
      paths: refusedIfNone(paths, input, 'the pattern'),
      searched: true,
    };
  }
  return { base: dirname(input), paths: [input], searched: false };
}

/** Of another machine: told to be downloaded where it is read. */
const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(text);

const isPicture = (path: string): boolean =>
  pictures.has(extname(path).toLowerCase()) && !isResult(basename(path));

function refusedIfNone(paths: string[], input: string, what: string): string[] {
  if (paths.length > 0) return paths;
  throw new InputError(`${what} ${input} has no pictures`, input, { code: 'no-figures' });
}

/** All files below a folder, hidden ones and links to folders left out, in the order of their names. */
async function filesIn(folder: string, without?: string): Promise<string[]> {
  if (without !== undefined && resolve(folder) === resolve(without)) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown): Dirent[] => {
    throw new InputError(`the folder ${folder} could not be read: ${(cause as Error).message}`, folder, {
      cause,
    });
  });
  const byName = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const paths: string[] = [];
  for (const entry of byName) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) paths.push(...(await filesIn(path, without)));
    else if (entry.isFile() || (await stat(path).catch(() => undefined))?.isFile()) paths.push(path);
  }
  return paths;
}

/** The deepest folder that holds two others, or is one of them. */
function sharedFolder(a: string, b: string): string {
  const [one, other] = [a.split(sep), b.split(sep)];
  const end = one.findIndex((part, k) => part !== other[k]);
  return end < 0 ? a : one.slice(0, end).join(sep) || sep;
}
