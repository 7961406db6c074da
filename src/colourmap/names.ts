import { UsageError } from '../model/errors.js';
import type { Colourmap } from '../model/types.js';
import { type Library, loadLibrary, type NamedTable } from './library/library.js';
import { drawsSameMap } from './library/sameMap.js';
import { colourmapFromTable } from './maps/fromTable.js';

/** What a name stands for. */
export interface ResolvedName {
  readonly table: NamedTable;
  /** The full name as asked for, without `_r` and steps: `source:name`. */
  readonly key: string;
  readonly reversed: boolean;
  readonly steps?: number;
  /** Said when the bare name means different tables in different programs. */
  readonly note?: string;
}

/** Short names under which people know the programs. */
const nicknames: Readonly<Record<string, string>> = {
  mpl: 'matplotlib',
  cmo: 'cmocean',
  cmc: 'crameri',
  scm: 'crameri',
  cmr: 'cmasher',
  sns: 'seaborn',
  cc: 'colorcet',
  cet: 'colorcet',
  r: 'r-grdevices',
  ggplot2: 'r-ggplot2',
  fiji: 'imagej',
  brewer: 'colorbrewer',
};

/**
 * Programs that interpolate between the entries for every value, so that entry i of n lies at i/(n − 1); all others
 * draw n flat levels.
 */
const interpolating = new Set([
  'carto',
  'chroma',
  'd3',
  'gmt',
  'gnuplot',
  'grass',
  'kepler',
  'plotly',
  'pyqtgraph',
  'r-ggplot2',
  'vega',
  'vispy',
]);

interface Place {
  readonly table: NamedTable;
  readonly key: string;
  readonly reversed: boolean;
}

/** The tables that a name stands for, as it is spelt. */
type Search = (name: string) => readonly Place[];

/**
 * Looks through all names at each question: a run asks for one, and an index of all would take longer than its picture.
 *
 * @param spelling of the names that are compared: as they stand, or evened out
 */
function searchOf(library: Library, spelling: (name: string) => string): Search {
  // A bare name means the table whose own source comes first, however it is called elsewhere.
  const rank = new Map([...library.sources.keys()].map((id, i) => [id, i]));
  const rankOf = ({ key }: Place): number => rank.get(sourceOf(key)) ?? rank.size;
  return (name) => {
    const whole: Place[] = [];
    const bare: Place[] = [];
    const compare = (table: NamedTable, source: string, own: string, reversed: boolean): void => {
      if (spelling(own) === name) bare.push({ table, key: `${source}:${own}`, reversed });
      else if (own.length + source.length + 1 === name.length && spelling(`${source}:${own}`) === name)
        whole.push({ table, key: `${source}:${own}`, reversed });
    };
    const compareKeys = (table: NamedTable, keys: readonly string[] = [], reversed: boolean): void => {
      // Most keys do not end as the name does, and need not be taken apart.
      for (const key of keys)
        if (spelling(key).endsWith(name))
          compare(table, sourceOf(key), key.slice(key.indexOf(':') + 1), reversed);
    };
    for (const table of library.tables) {
      compare(table, table.source, table.name, false);
      compareKeys(table, table.aliases, false);
      compareKeys(table, table.reversedAliases, true);
    }
    // Full names first: a bare name of one program may read like the full name of another (`vispy:fire` of cmap).
    return [whole, bare].flatMap((places) => places.sort((a, b) => rankOf(a) - rankOf(b)));
  };
}

const asItStands = (name: string): string => name;
const sourceOf = (key: string): string => key.slice(0, key.indexOf(':'));
const loosely = (name: string): string => name.toLowerCase().replaceAll('grey', 'gray').replaceAll(' ', '_');

/**
 * Finds the table that a name stands for: `viridis`, `matplotlib:jet`, `cmocean:thermal`; `_r` after it turns the
 * table round, `:16` after that draws it in 16 steps. A name that is in the library as it stands always wins
 * (`colorbrewer:Blues_5`, `dark:salmon_r`). Case, grey/gray and spaces matter only where they decide.
 *
 * @throws UsageError when no table has the name; it offers similar ones
 */
export function resolveName(library: Library, name: string): ResolvedName {
  const found = find(library, name, asItStands) ?? find(library, name, loosely);
  if (found === undefined) {
    const similar = similarNames(library, name);
    throw new UsageError(
      `Expected the name of a colourmap, got '${name}'.${similar.length > 0 ? ` Did you mean ${similar.join(', ')}?` : ''} 'unhue colourmaps PATTERN' lists them.`,
      'colourmap',
    );
  }
  const [place, ...others] = found.places;
  const { table, key } = place!;
  const rivals = new Map<number, string>();
  const copies = new Set([table.index]);
  for (const other of others) {
    if (rivals.has(other.table.index) || copies.has(other.table.index)) continue;
    if (differ(table, place!.reversed, other)) rivals.set(other.table.index, other.key);
    else copies.add(other.table.index);
  }
  // One that departs from what the others agree on does not make the name ambiguous.
  const isAmbiguous = rivals.size >= copies.size;
  return {
    table,
    key,
    reversed: place!.reversed !== found.reversed,
    ...(found.steps === undefined ? {} : { steps: found.steps }),
    ...(isAmbiguous && {
      note: `'${name}' means different colourmaps in different programs: took ${key}; there are also ${listed([...rivals.values()])}.`,
    }),
  };
}

function differ(table: NamedTable, reversed: boolean, other: Place): boolean {
  const turned = reversed !== other.reversed;
  return other.table === table ? turned : !drawsSameMap(other.table, table, turned);
}

interface Found {
  readonly places: readonly Place[];
  readonly reversed: boolean;
  readonly steps?: number;
}

function find(library: Library, name: string, spelling: (name: string) => string): Found | undefined {
  const search = searchOf(library, spelling);
  const [, withoutSteps = name, steps] = /^(.+):(\d+)$/.exec(name) ?? [];
  const [, forward] = /^(.+)_r$/.exec(withoutSteps) ?? [];
  const whole = lookUp(search, name, spelling);
  if (whole !== undefined) return { places: whole, reversed: false };
  const inSteps = steps === undefined ? {} : { steps: Number(steps) };
  const plain = steps === undefined ? undefined : lookUp(search, withoutSteps, spelling);
  if (plain !== undefined) return { places: plain, reversed: false, ...inSteps };
  const turned = forward === undefined ? undefined : lookUp(search, forward, spelling);
  return turned === undefined ? undefined : { places: turned, reversed: true, ...inSteps };
}

function lookUp(
  search: Search,
  name: string,
  spelling: (name: string) => string,
): readonly Place[] | undefined {
  const places = search(spelling(name));
  if (places.length > 0) return places;
  // `cmo.thermal`, `mpl:jet`: the program by its short name, with a point as in Python.
  const [, program, rest] = /^([^:.]+)[:.](.+)$/.exec(name) ?? [];
  if (program === undefined) return undefined;
  const source = nicknames[program.toLowerCase()] ?? program;
  const ofProgram = search(spelling(`${source}:${rest}`));
  return ofProgram.length > 0 ? ofProgram : undefined;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5);
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ');
}

/** Names that contain the one asked for, or are within two letters of it. */
function similarNames(library: Library, name: string): string[] {
  const wanted = loosely(name.replace(/:\d+$/, '').replace(/_r$/, '').replace(/^.*:/, ''));
  const scored: { key: string; score: number }[] = [];
  for (const table of library.tables) {
    const bare = loosely(table.name);
    const score = bare.includes(wanted) && wanted.length > 2 ? 1 : editDistance(bare, wanted, 2);
    if (score <= Math.min(2, wanted.length / 3)) scored.push({ key: `${table.source}:${table.name}`, score });
  }
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, 4)
    .map(({ key }) => key);
}

/** Letters to change, add or drop between two words; Infinity when more than `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]! <= limit ? row[b.length]! : Number.POSITIVE_INFINITY;
}

/** The colourmap that a resolved name stands for; its name is the full one, such as `matplotlib:jet_r:16`. */
export function colourmapOf({ table, key, reversed, steps }: ResolvedName): Colourmap {
  // The key may be an alias for the table turned round; what the reader asked for is `key`, turned or not.
  const turned = reversed !== (table.reversedAliases?.includes(key) ?? false);
  return colourmapFromTable(table.rgb, {
    reversed,
    ...(steps === undefined ? {} : { steps }),
    discrete: table.discrete === true,
    cyclic: table.kind === 'cyclic',
    entries: interpolating.has(sourceOf(key)) ? 'samples' : 'levels',
    name: `${key}${turned ? '_r' : ''}${steps === undefined ? '' : `:${steps}`}`,
  });
}

/**
 * The named colourmap, with a note for the reader when the name is ambiguous.
 *
 * @throws UsageError when no table has the name
 */
export async function namedColourmap(name: string): Promise<{ colourmap: Colourmap; note?: string }> {
  const resolved = resolveName(await loadLibrary(), name);
  return {
    colourmap: colourmapOf(resolved),
    ...(resolved.note === undefined ? {} : { note: resolved.note }),
  };
}
