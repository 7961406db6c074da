import { toWorkingSpace } from '../raster/colourSpace.js';
import type { BarTable } from './barTable.js';
import type { BarEnd } from './fromColourbarLevels.js';
import type { Library, NamedTable } from './library.js';

/** Tables with fewer entries are drawn in bands or interpolated: their entries are not a bar's levels. */
const leastEntries = 128;
/** Rows asked first, to pass over the thousands of tables that are quite different. */
const probes = 9;
/** A row's colour is off by no more than this (RGB units) once a JPEG's noise is out of it. */
const probeError = 16;
/** How far (rows) an entry may be from where the ends, themselves a few rows off, put it. */
const slack = 4;
/**
 * Largest root mean square distance (chroma-weighted space) of a bar's trend from the table that it shows: half a unit in
 * luma and one in chroma, as the bars of JPEGs of quality 75 have it. A map that is no farther from the table reads the
 * same.
 */
const mostError = 1.7;
/** Other tables that fit nearly as well must read the same, to half a level: copies that are rounded otherwise. */
const rivalError = 1.3;
const sameReading = 0.002;
/** Frames are snapped to pixels, and boxes drawn by hand: ends farther than this from those seen are another map's. */
const mostShift = 3;
/** Gauss–Newton steps for the two ends; they converge in three. */
const rounds = 4;

/**
 * Recognises the named table that a JPEG's bar was drawn with, where one explains its colours to what compression leaves,
 * and nothing else does that reads other values. The table's colours then stand for the bar's noisy ones, and the
 * whole bar says where it begins and ends: to a tenth of a pixel, where its frame is good to a half.
 *
 * @param colours 3n colours of the bar's rows, their noise taken out
 * @param from row of the bar's box at which they begin
 */
export function barTableLossy(
  colours: Float64Array,
  from: number,
  ends: { low: BarEnd; high: BarEnd },
  library: Library,
): BarTable | undefined {
  const rows = colours.length / 3;
  if (rows < leastEntries / 4) return undefined;
  const points = toWorkingSpace(colours, 'chroma-weighted');
  const span = ends.high.at - ends.low.at;
  const found: (BarTable & { error: number })[] = [];
  for (const table of library.tables) {
    if (table.n < leastEntries || table.discrete === true) continue;
    for (const reversed of [false, true]) {
      if (!passes(colours, from, table, reversed, ends.low.at, span)) continue;
      const placed = placedEnds(points, from, levelsOf(table, reversed), ends.low.at, ends.high.at);
      const off = Math.max(Math.abs(placed.low - ends.low.at), Math.abs(placed.high - ends.high.at));
      if (placed.error <= mostError && off <= mostShift) found.push({ table, reversed, ...placed });
    }
  }
  if (found.length === 0) return undefined;
  const least = Math.min(...found.map(({ error }) => error));
  const rivals = found.filter(({ error }) => error <= rivalError * least);
  const ranks = new Map([...library.sources.keys()].map((source, rank) => [source, rank]));
  // Of copies in several programs the best known is meant, however it rounds.
  const best = rivals.reduce((a, b) => (ranks.get(b.table.source)! < ranks.get(a.table.source)! ? b : a));
  return rivals.every((rival) => readsTheSame(best, rival)) ? best : undefined;
}

/** Whether a table has about the bar's colour wherever it is asked. */
function passes(
  colours: Float64Array,
  from: number,
  { rgb, n }: NamedTable,
  reversed: boolean,
  low: number,
  span: number,
): boolean {
  const rows = colours.length / 3;
  for (let k = 1; k <= probes; k++) {
    const i = Math.floor((k * rows) / (probes + 1));
    const expected = (n * (from + i + 0.5 - low)) / span - 0.5;
    const reach = Math.ceil((slack * n) / span);
    let least = Number.POSITIVE_INFINITY;
    for (let e = Math.round(expected) - reach; e <= expected + reach; e++) {
      if (e < 0 || e >= n) continue;
      const o = 3 * (reversed ? n - 1 - e : e);
      least = Math.min(
        least,
        (colours[3 * i]! - rgb[o]!) ** 2 +
          (colours[3 * i + 1]! - rgb[o + 1]!) ** 2 +
          (colours[3 * i + 2]! - rgb[o + 2]!) ** 2,
      );
    }
    if (least > probeError * probeError) return false;
  }
  return true;
}

/** A table's levels, low to high, in the chroma-weighted space. */
function levelsOf({ rgb, n }: NamedTable, reversed: boolean): Float64Array {
  const turned = Float64Array.from({ length: 3 * n }, (_, i) =>
    reversed ? rgb[3 * (n - 1 - Math.floor(i / 3)) + (i % 3)]! : rgb[i]!,
  );
  return toWorkingSpace(turned, 'chroma-weighted');
}

/** The ends between which the levels fit the rows best, and how well. */
function placedEnds(
  points: Float64Array,
  from: number,
  levels: Float64Array,
  low: number,
  high: number,
): { low: number; high: number; error: number } {
  const rows = points.length / 3;
  const n = levels.length / 3;
  const at = (x: number, c: number): number => {
    const place = Math.min(n - 1, Math.max(0, x));
    const i = Math.min(n - 2, Math.floor(place));
    return levels[3 * i + c]! + (place - i) * (levels[3 * i + 3 + c]! - levels[3 * i + c]!);
  };
  let error = 0;
  for (let round = 0; round <= rounds; round++) {
    // Normal equations of both ends' shifts.
    let [a, b, d, u, v] = [0, 0, 0, 0, 0];
    error = 0;
    const span = high - low;
    for (let i = 0; i < rows; i++) {
      const p = (from + i + 0.5 - low) / span;
      const x = n * p - 0.5;
      for (let c = 0; c < 3; c++) {
        const r = points[3 * i + c]! - at(x, c);
        const perRow = ((at(x + 2, c) - at(x - 2, c)) / 4) * (n / span);
        const byLow = (p - 1) * perRow;
        const byHigh = -p * perRow;
        error += r * r;
        a += byLow * byLow;
        b += byLow * byHigh;
        d += byHigh * byHigh;
        u += byLow * r;
        v += byHigh * r;
      }
    }
    const determinant = a * d - b * b;
    if (round === rounds || !(determinant > 0)) break;
    low += (d * u - b * v) / determinant;
    high += (a * v - b * u) / determinant;
  }
  return { low, high, error: Math.sqrt(error / rows) };
}

/** Whether two tables have their colours at the same places of the bar, to the nearest of each other's. */
function readsTheSame(a: BarTable, b: BarTable): boolean {
  if (a.table === b.table && a.reversed === b.reversed) return true;
  const levels = levelsOf(a.table, a.reversed);
  const other = levelsOf(b.table, b.reversed);
  const n = levels.length / 3;
  const m = other.length / 3;
  let sum = 0;
  for (let k = 0; k < n; k++) {
    const row = a.low + ((k + 0.5) / n) * (a.high - a.low);
    const expected = (m * (row - b.low)) / (b.high - b.low) - 0.5;
    const reach = Math.ceil(m / 32);
    let least = Number.POSITIVE_INFINITY;
    let place = expected;
    for (let e = Math.round(expected) - reach; e <= expected + reach; e++) {
      if (e < 0 || e >= m) continue;
      const d =
        Math.hypot(
          levels[3 * k]! - other[3 * e]!,
          levels[3 * k + 1]! - other[3 * e + 1]!,
          levels[3 * k + 2]! - other[3 * e + 2]!,
        ) +
        Math.abs(e - expected) / m;
      if (d >= least) continue;
      least = d;
      place = e;
    }
    sum += ((place - expected) / m) ** 2;
  }
  // Nearest entries are found to half an entry.
  return Math.sqrt(sum / n) <= sameReading + 0.5 / m;
}
