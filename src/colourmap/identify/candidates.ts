import { filled } from '../../numeric/filled.js';
import { weighChroma } from '../../raster/colours/colourSpace.js';
import type { Library, NamedTable } from '../library/library.js';
import type { ColourSample } from './colourSample.js';
import { type TableCurve, tableCurve } from './tableCurve.js';
import { fitTable, mostBits, type TableFit } from './tableFit.js';

/** Colours that every table is tried on. */
const coarseColours = 48;
/** Tables that go on from the first look at most: more than any family with its neighbours has. */
const shortlist = 80;
/** And at least: a list of ten maps, some under several names. */
const shortest = 24;
/** Beyond those only what comes this near to the best, in bits: thrice what two samples of a picture's colours differ by. */
const hopeless = 4;
/** Tables that differ by less than one of 100 levels (rms) read the same. */
const sameReading = 0.01;
/** Colours within thrice the scatter (and the rounding) are explained. */
const explainedScatters = 3;
export const explainedLeast = 3;

/** A table that may be the picture's, and how it fits. */
export interface Candidate {
  readonly table: NamedTable;
  readonly fit: TableFit;
  /** n positions 0…1 read from the sample with this table as stored. */
  readonly t: Float64Array;
  /** The picture's field jumps where this closed map is cut, and not where another one is. */
  misplacedCut?: boolean;
}

/** The tables that fit best, best first. */
export function bestTables(
  library: Library,
  points: Float64Array,
  sample: ColourSample,
  few: boolean,
): Candidate[] {
  const curves = tableCurves(library);
  const coarse = thinnedSample(points, sample.weights, coarseColours);
  // The most promising first: what remains when the rest cannot reach the shortlist's last is not looked at.
  const hopes = library.tables
    .filter((table) => !table.discrete || (few && table.n > 2))
    .map((table) => {
      const each = new Float64Array(coarse.weights.length);
      const curve = curves[table.index]!;
      return { table, each, most: mostBits(curve, !table.discrete, coarse.points, coarse.weights, each) };
    })
    .sort((a, b) => b.most - a.most);
  const best: { table: NamedTable; bits: number }[] = [];
  for (const { table, each, most } of hopes) {
    const least = leastOf(best);
    if (most < least) break;
    const curve = curves[table.index]!;
    const fit = fitTable(curve, !table.discrete, coarse.points, coarse.weights, least, each);
    if (fit === undefined) continue;
    const { bits } = fit;
    const behind = best.findIndex((b) => b.bits < bits || (b.bits === bits && b.table.index > table.index));
    best.splice(behind < 0 ? best.length : behind, 0, { table, bits });
    while (best.length > shortest && best.at(-1)!.bits < leastOf(best)) best.pop();
  }
  return best
    .map(({ table }) => {
      const fit = fitTable(curves[table.index]!, !table.discrete, points, sample.weights)!;
      return {
        table,
        fit,
        t: filled(new Float64Array(fit.entry.length), (k) => (fit.entry[k]! + 0.5) / table.n),
      };
    })
    .sort((a, b) => b.fit.bits - a.fit.bits);
}

/** The bits that a table needs to get among the best, which are in order. */
function leastOf(best: readonly { readonly bits: number }[]): number {
  const last = best[shortlist - 1]?.bits ?? Number.NEGATIVE_INFINITY;
  const listed = best[shortest - 1]?.bits;
  return listed === undefined ? last : Math.max(last, Math.min(listed, best[0]!.bits - hopeless));
}

const curveCache = new WeakMap<Library, readonly TableCurve[]>();

/**
 * The library's tables in the fit space. A renderer cuts or rounds the colour to bytes, and so did whoever made the
 * table: a quarter of a level more than the byte is near both.
 */
function tableCurves(library: Library): readonly TableCurve[] {
  let curves = curveCache.get(library);
  if (curves === undefined) {
    const between = filled(new Float64Array(256), (v) => (v > 0 && v < 255 ? v + 0.25 : v));
    // Half a million colours: each table in one array of its own, and no other.
    curves = library.tables.map(({ rgb }) => {
      const vertices = new Float64Array(rgb.length);
      for (let i = 0; i < rgb.length; i++) vertices[i] = between[rgb[i]!]!;
      return tableCurve(weighChroma(vertices));
    });
    curveCache.set(library, curves);
  }
  return curves;
}

/** Every so-manieth colour by weight: the sample is in the order of the colour cube's cells, so all of it is seen. */
function thinnedSample(
  points: Float64Array,
  weights: Float64Array,
  limit: number,
): { points: Float64Array; weights: Float64Array } {
  if (weights.length <= limit) return { points, weights };
  const chosen: number[] = [];
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const before = Math.floor(sum * limit);
    sum += weights[k]!;
    if (Math.floor(sum * limit) > before) chosen.push(k);
  }
  return {
    points: Float64Array.from(
      chosen.flatMap((k) => [points[3 * k]!, points[3 * k + 1]!, points[3 * k + 2]!]),
    ),
    weights: new Float64Array(chosen.length).fill(1 / chosen.length),
  };
}

/** Whether two tables read the same positions from the picture, perhaps one of them turned round. */
export function readsTheSame(a: Candidate, b: Candidate, sample: ColourSample): boolean {
  let forward = 0;
  let backward = 0;
  for (let k = 0; k < sample.weights.length; k++) {
    const w = sample.weights[k]!;
    // Foreign colours are masked, whatever they would read.
    if (a.fit.distance[k]! > 3 * a.fit.sigma + explainedLeast) continue;
    forward += w * (a.t[k]! - b.t[k]!) ** 2;
    backward += w * (a.t[k]! - (1 - b.t[k]!)) ** 2;
  }
  return Math.min(forward, backward) <= sameReading ** 2;
}

/** Distance from a map within which a colour is its own, where the picture's colours scatter so much. */
export function explainedWithin(scatter: number): number {
  return Math.max(explainedLeast, explainedScatters * scatter);
}
