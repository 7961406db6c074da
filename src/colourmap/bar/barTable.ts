import type { BarEnd } from '../../bar/barEnds.js';
import { type BarProfile, isNoisy } from '../../bar/barProfile.js';
import type { Library, NamedTable } from '../library/library.js';
import { fittedEnds } from './barTableFit.js';

/** A named table that a bar shows from its first colour to its last, and where on the bar it begins and ends. */
export interface BarTable {
  readonly table: NamedTable;
  /** The table's first colour is at the high end. */
  readonly reversed: boolean;
  /** Rows of the bar's box (fractional). */
  readonly low: number;
  readonly high: number;
  /** Of a noisy bar: the table's colours, in the bar's direction, as brightly rounded as the bar's. */
  readonly colours?: Float64Array;
}

/** Tables with fewer entries are drawn in bands or interpolated: their entries are not a bar's levels. */
const leastEntries = 128;
/** Two programs may round one colour differently in every channel. */
const roundingDistance = 1.75;
/** The same for the trend of a noisy bar, whose ends are not known yet. */
const noisyDistance = 10;
/** Mean squared distance of two copies of a table that were rounded differently, at most (⅔ in each channel). */
const copyError = 2;
/** Of a noisy bar: how much worse a copy may fit (the table that a bar was drawn with is rarely twice as near). */
const noisyCopy = 1.3;
/** And below this any fits: rounding alone is .29. */
const roundedFit = 0.4;
/** Share of the rows that must show an entry of the table; rims and letters are what is left. */
const leastShare = 0.9;
/** Share of the colours that the table would show on the bar's rows: one drawn in fewer steps shows fewer. */
const leastShown = 0.9;
/** Rows asked first, to pass over the thousands of tables that are quite different. */
const probes = 9;
/** How far (rows) an entry may be from where the ends, themselves a few rows off, put it. */
const slack = 5;
/** Frames in the page's colour hide this much of an end, in pixels. */
const hiddenEnd = 3.5;
/** Part of a bar's length that a box may miss where the bar's colour runs into the page's. */
const mostMelted = 0.08;
/** A row's middle lies within half an entry of its entry's; renderers round borders to pixels, by a little more. */
const placeError = 0.8;
/** Share of the rows whose place must agree so: neighbouring entries of one colour are told apart by chance. */
const leastPlaced = 0.75;

/**
 * Recognises the named table that a bar was drawn with, where it shows one from end to end. Each row of a lossless bar
 * then tells, to the rounding of its colour, which entry it shows, and the line through them where the bar begins and
 * ends: to a twentieth of a pixel, without the doubt by a whole level that frames leave. A noisy bar is fitted as a
 * whole, and gets the table's colours for its own.
 *
 * @param profile of a noisy bar the one without its noise
 * @returns nothing where no table, or none but one drawn in part, explains the bar
 */
export function barTable(
  profile: BarProfile,
  ends: { low: BarEnd; high: BarEnd },
  library: Library,
): BarTable | undefined {
  const { colours: rows, from, to } = profile;
  if (to - from < leastEntries / 4) return undefined;
  const lossy = isNoisy(profile);
  const probeDistance = lossy ? noisyDistance : roundingDistance;
  const melting = mostMelted * (to - from);
  const reach = slack + (ends.low.melts || ends.high.melts ? melting : 0);
  const isNear = (at: number, end: BarEnd): boolean =>
    Math.abs(at - end.at) <= hiddenEnd + 2 * end.spread + (end.melts ? melting : 0);
  const found: (BarTable & { readonly error: number })[] = [];
  for (const table of library.tables) {
    if (table.n < leastEntries || table.discrete === true) continue;
    for (const reversed of [false, true]) {
      const scale = table.n / (ends.high.at - ends.low.at);
      const nearest = (i: number) =>
        nearestEntry(rows, i, table, reversed, scale * (i + 0.5 - ends.low.at) - 0.5, reach * scale);
      let passes = true;
      for (let k = 1; k <= probes && passes; k++)
        passes = nearest(from + Math.floor((k * (to - 1 - from)) / (probes + 1))).distance <= probeDistance;
      if (!passes) continue;
      const placed = lossy
        ? fittedEnds(rows, from, to, table.rgb, reversed, ends)
        : shownEnds(rows, from, to, table, reversed, nearest);
      if (placed === undefined || !isNear(placed.low, ends.low) || !isNear(placed.high, ends.high)) continue;
      found.push({ table, reversed, ...placed });
    }
  }
  // Of copies in several programs the best known is named, however it rounds.
  const least = Math.min(...found.map(({ error }) => error));
  const most = lossy ? Math.max(roundedFit, noisyCopy * least) : Math.max(copyError, least);
  const copies = found.filter(({ error }) => error <= most);
  const ranks = new Map([...library.sources.keys()].map((source, rank) => [source, rank]));
  const rank = ({ table }: BarTable): number => ranks.get(table.source)!;
  return copies.length > 0 ? copies.reduce((a, b) => (rank(b) < rank(a) ? b : a)) : undefined;
}

/** The entry with the colour of row i, among those within reach of where it is expected; ties go to the nearer one. */
function nearestEntry(
  colours: Float64Array,
  i: number,
  { rgb, n }: NamedTable,
  reversed: boolean,
  expected: number,
  reach: number,
): { entry: number; distance: number } {
  let least = Number.POSITIVE_INFINITY;
  let entry = -1;
  const first = Math.max(0, Math.floor(expected - reach));
  const last = Math.min(n - 1, Math.ceil(expected + reach));
  for (let k = first; k <= last; k++) {
    const o = 3 * (reversed ? n - 1 - k : k);
    const square =
      (colours[3 * i]! - rgb[o]!) ** 2 +
      (colours[3 * i + 1]! - rgb[o + 1]!) ** 2 +
      (colours[3 * i + 2]! - rgb[o + 2]!) ** 2;
    if (square < least || (square === least && Math.abs(k - expected) < Math.abs(entry - expected))) {
      least = square;
      entry = k;
    }
  }
  return { entry, distance: Math.sqrt(least) };
}

/** The entries that the table would show on the rows. */
function rowEntries(
  from: number,
  to: number,
  n: number,
  reversed: boolean,
  { low, high }: { low: number; high: number },
): number[] {
  return Array.from({ length: to - from }, (_, k) => {
    const entry = Math.min(n - 1, Math.max(0, Math.floor((n * (from + k + 0.5 - low)) / (high - low))));
    return reversed ? n - 1 - entry : entry;
  });
}

/** How many different colours the given entries have. */
const coloursOf = (rgb: ArrayLike<number>, entries: readonly number[]): number =>
  new Set(entries.map((k) => (rgb[3 * k]! << 16) | (rgb[3 * k + 1]! << 8) | rgb[3 * k + 2]!)).size;

/**
 * The straight line through the entries that the rows show, as rows at which the table begins and ends; the error is
 * the mean squared distance.
 */
function shownEnds(
  colours: Float64Array,
  from: number,
  to: number,
  { rgb, n }: NamedTable,
  reversed: boolean,
  nearest: (i: number) => { entry: number; distance: number },
): { low: number; high: number; error: number } | undefined {
  const rows: number[] = [];
  const entries: number[] = [];
  let error = 0;
  for (let i = from; i < to; i++) {
    const { entry, distance } = nearest(i);
    if (!(distance <= roundingDistance)) continue;
    rows.push(i + 0.5);
    entries.push(entry + 0.5);
    error += distance * distance;
  }
  const count = rows.length;
  if (count < leastShare * (to - from)) return undefined;
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / count;
  const row = mean(rows);
  const entry = mean(entries);
  let across = 0;
  let along = 0;
  rows.forEach((r, k) => {
    across += (r - row) * (entries[k]! - entry);
    along += (r - row) ** 2;
  });
  const slope = across / along;
  const low = row - entry / slope;
  const high = low + n / slope;
  const placed = rows.filter((r, k) => Math.abs(slope * (r - low) - entries[k]!) <= placeError).length;
  if (placed < leastPlaced * count) return undefined;
  const shown = Array.from({ length: to - from }, (_, k) => from + k);
  const expected = coloursOf(rgb, rowEntries(from, to, n, reversed, { low, high }));
  return coloursOf(colours, shown) < leastShown * expected ? undefined : { low, high, error: error / count };
}
