import { arcLengths, pointsAt } from '../../numeric/curves/polyline.js';

/** Ends farther apart than this share of the length do not make a ring. */
const mostApart = 0.2;

/** Whether the two ends of an ordered polyline come so near each other that it may be a ring (phase maps). */
export function mayBeClosed(vertices: Float64Array): boolean {
  const arcs = arcLengths(vertices);
  const n = arcs.length;
  if (n < 4) return false;
  const gap = Math.hypot(
    vertices[0]! - vertices[3 * n - 3]!,
    vertices[1]! - vertices[3 * n - 2]!,
    vertices[2]! - vertices[3 * n - 1]!,
  );
  return gap < mostApart * arcs[n - 1]!;
}

/** The ring as a polyline whose last vertex repeats the first. */
export function closeRing(vertices: Float64Array): Float64Array {
  return Float64Array.from([...vertices, ...vertices.subarray(0, 3)]);
}

export interface Cut {
  /** Where to cut, as a share of the ring's length. */
  readonly at: number;
  /** Pixels that lie on the wrong side of the cut for the patch they are in. */
  readonly cost: number;
  /** The same for the best cut in the stretch that closed the ring. */
  readonly costAtClosure: number;
  /** The same for a cut at a median place. */
  readonly typical: number;
}

/** Places tried at first; then eight times finer about the best. */
const coarse = 96;
const finer = 8;
/** Half the band around a cut, as a share of the ring: a steep field still has pixels on both sides. */
const halfBand = 1 / 16;
/** Patches keep their shape on a grid this coarse. */
const mostPixels = 60_000;

/**
 * Finds where a ring of colours was cut open to make a colourmap of it. The field runs across every place of the ring
 * but that one: there, patches of pixels near the cut lie wholly before or wholly after it. For each of 96 places,
 * the connected patches of pixels within a sixteenth of the ring are found, and the smaller side of each counted; then
 * again more finely about the best. (Counting pairs of neighbours on two sides would not do: noise flickers across
 * any cut.)
 *
 * @param places width × height positions on the ring, 0…1; NaN where unknown
 * @param closure the share of the ring, at its end, that was added to close it
 */
export function findCut(places: Float32Array, width: number, height: number, closure: number): Cut {
  const every = Math.max(1, Math.ceil(Math.sqrt((width * height) / mostPixels)));
  const columns = Math.floor(width / every);
  const rows = Math.floor(height / every);
  const cuts = coarse * finer;
  const grid: BinnedGrid = {
    bins: new Int16Array(columns * rows).fill(-1),
    inBin: Array.from({ length: cuts }, () => []),
    stamp: new Int16Array(columns * rows).fill(-1),
    columns,
    rows,
    cuts,
  };
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const place = places[y * every * width + x * every]!;
      if (Number.isNaN(place)) continue;
      const bin = Math.min(cuts - 1, Math.floor(place * cuts));
      grid.bins[y * columns + x] = bin;
      grid.inBin[bin]!.push(y * columns + x);
    }
  }
  const costs = Float64Array.from({ length: coarse }, (_, k) => costOf(k * finer, grid));
  const typical = costs.slice().sort()[coarse >> 1]!;
  const least = Math.min(...costs);
  // About the coarse winner (the middle of the longest stretch of equals), and the stretch itself.
  const start = middleOfRun(costs, least) * finer;
  const from = start - 3 * finer;
  const fine = Float64Array.from({ length: 6 * finer + 1 }, (_, k) => costOf((from + k + cuts) % cuts, grid));
  const best = (from + middleOfRun(fine, Math.min(...fine)) + cuts) % cuts;
  let costAtClosure = costs[0]!;
  for (let cut = Math.floor((1 - closure) * coarse); cut < coarse; cut++)
    costAtClosure = Math.min(costAtClosure, costs[cut]!);
  return { at: best / cuts, cost: Math.min(...fine), costAtClosure, typical };
}

interface BinnedGrid {
  readonly bins: Int16Array;
  readonly inBin: readonly number[][];
  readonly stamp: Int16Array;
  readonly columns: number;
  readonly rows: number;
  readonly cuts: number;
}

/**
 * Middle of the longest run of the least value in a cycle: an unvisited stretch costs nothing anywhere, and its middle
 * is the best guess of where the map begins and ends.
 */
function middleOfRun(costs: Float64Array, least: number): number {
  const n = costs.length;
  let longest = 0;
  let middle = costs.indexOf(least);
  for (let start = 0; start < n; start++) {
    let run = 0;
    while (run < n && costs[(start + run) % n] === least) run++;
    if (run > longest) {
      longest = run;
      middle = (start + (run >> 1)) % n;
    }
  }
  return middle;
}

/** Sum over the patches about a cut of the pixels on their smaller side. */
function costOf(cut: number, grid: BinnedGrid): number {
  const half = Math.round(halfBand * grid.cuts);
  grid.stamp.fill(-1);
  let cost = 0;
  for (let k = -half; k < half; k++)
    for (const seed of grid.inBin[(cut + k + grid.cuts) % grid.cuts]!)
      if (grid.stamp[seed] !== cut) cost += smallerSide(seed, cut, half, grid);
  return cost;
}

/** Pixels on the smaller side of the cut, in the patch of the band that holds `seed`. */
function smallerSide(
  seed: number,
  cut: number,
  half: number,
  { bins, stamp, columns, rows, cuts }: BinnedGrid,
): number {
  const stack = [seed];
  stamp[seed] = cut;
  let before = 0;
  let after = 0;
  while (stack.length > 0) {
    const p = stack.pop()!;
    if ((bins[p]! - cut + cuts) % cuts < half) after++;
    else before++;
    const x = p % columns;
    for (const q of [x > 0 ? p - 1 : p, x < columns - 1 ? p + 1 : p, p - columns, p + columns]) {
      if (q < 0 || q >= columns * rows || stamp[q] === cut || bins[q]! < 0) continue;
      if ((bins[q]! - cut + cuts + half) % cuts >= 2 * half) continue;
      stamp[q] = cut;
      stack.push(q);
    }
  }
  return Math.min(before, after);
}

/**
 * Cuts a ring (last vertex = first) open at a share of its length, keeping its vertices. Between exact colours there is
 * nothing to cut through: `exact` cuts the nearest segment out, otherwise its two parts stay at the two ends.
 */
export function cutRing(ring: Float64Array, at: number, exact: boolean): Float64Array {
  const arcs = arcLengths(ring);
  const n = arcs.length;
  const s = at * arcs[n - 1]!;
  const place = exact ? [] : pointsAt(ring, arcs, Float64Array.of(s));
  let next = 0;
  while (next < n - 1 && arcs[next]! <= s) next++;
  return Float64Array.from([
    ...place,
    ...ring.subarray(3 * next, 3 * (n - 1)),
    ...ring.subarray(0, 3 * next),
    ...place,
  ]);
}
