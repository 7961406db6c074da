import { arcLengths, pointsAt } from '../curve/polyline.js';

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
  /** The same for a cut where the ring was closed, at 0. */
  readonly costAtStart: number;
  /** The same for a cut at a median place. */
  readonly typical: number;
}

const cuts = 96;
/** Half the band around a cut, in 96ths: 6 % of the length, so that a steep field still has pixels on both sides. */
const halfBand = 6;
/** Patches keep their shape on a grid this coarse. */
const mostPixels = 60_000;

/**
 * Finds where a ring of colours was cut open to make a colourmap of it. The field runs across every place of the ring
 * but that one: there, patches of pixels near the cut lie wholly before or wholly after it. For each of 96 places,
 * the connected patches of pixels within 6 % of it are found, and the smaller side of each counted. (Counting pairs of
 * neighbours on two sides would not do: noise flickers across any cut.)
 *
 * @param places width × height positions on the ring, 0…1; NaN where unknown
 */
export function findCut(places: Float32Array, width: number, height: number): Cut {
  const every = Math.max(1, Math.ceil(Math.sqrt((width * height) / mostPixels)));
  const columns = Math.floor(width / every);
  const rows = Math.floor(height / every);
  const bins = new Int16Array(columns * rows).fill(-1);
  const inBin: number[][] = Array.from({ length: cuts }, () => []);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const place = places[y * every * width + x * every]!;
      if (Number.isNaN(place)) continue;
      const bin = Math.min(cuts - 1, Math.floor(place * cuts));
      bins[y * columns + x] = bin;
      inBin[bin]!.push(y * columns + x);
    }
  }
  const stamp = new Int16Array(bins.length).fill(-1);
  const costs = new Float64Array(cuts);
  for (let cut = 0; cut < cuts; cut++) {
    for (let k = -halfBand; k < halfBand; k++) {
      for (const seed of inBin[(cut + k + cuts) % cuts]!) {
        if (stamp[seed] === cut) continue;
        costs[cut]! += smallerSide(seed, cut, bins, stamp, columns, rows);
      }
    }
  }
  const typical = costs.slice().sort()[cuts >> 1]!;
  // An unvisited stretch costs nothing anywhere: its middle is the best guess of where the map begins and ends.
  const least = Math.min(...costs);
  let best = costs.indexOf(least);
  let longest = 0;
  for (let start = 0; start < cuts; start++) {
    let run = 0;
    while (run < cuts && costs[(start + run) % cuts] === least) run++;
    if (run > longest) {
      longest = run;
      best = (start + (run >> 1)) % cuts;
    }
  }
  return { at: best / cuts, cost: least, costAtStart: costs[0]!, typical };
}

/** Pixels on the smaller side of the cut, in the patch of the band that holds `seed`. */
function smallerSide(
  seed: number,
  cut: number,
  bins: Int16Array,
  stamp: Int16Array,
  columns: number,
  rows: number,
): number {
  const stack = [seed];
  stamp[seed] = cut;
  let before = 0;
  let after = 0;
  while (stack.length > 0) {
    const p = stack.pop()!;
    if ((bins[p]! - cut + cuts) % cuts < halfBand) after++;
    else before++;
    const x = p % columns;
    for (const q of [x > 0 ? p - 1 : p, x < columns - 1 ? p + 1 : p, p - columns, p + columns]) {
      if (q < 0 || q >= columns * rows || stamp[q] === cut || bins[q]! < 0) continue;
      const offset = (bins[q]! - cut + cuts + halfBand) % cuts;
      if (offset >= 2 * halfBand) continue;
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
