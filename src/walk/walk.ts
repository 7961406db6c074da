import { luma } from '../raster/colours/colourSpace.js';

export interface WalkThresholds {
  /** Colours closer than this to the one just reached are the same place on the locus: they are passed over. */
  readonly near: number;
  /** A step longer than this leaves the locus. */
  readonly far: number;
}

/** The walk's defaults, as multiples of the palette's median nearest-neighbour distance. */
export const usualThresholds = {
  /** Two palette colours a quarter of the typical gap apart are one place of the locus. */
  near: 0.25,
  /** A step of eight typical gaps leaves it: the steepest stretches of maps in use step six times their median. */
  far: 8,
} as const;

/** What a walk visited. */
export interface Walked {
  /** Indices of the colours on the locus, in order. */
  readonly order: Uint32Array;
  /** The colours that a walk was started from, first to last: more than one where the first stayed short. */
  readonly starts: readonly number[];
  /** Colours that no walk reached, or that only shorter ones did. */
  readonly leftOut: Uint32Array;
}

/**
 * Walks the colour locus greedily: from the start always to the nearest colour not yet visited. Where no colour is
 * left within `far` the walk has reached the end of the locus or has strayed onto an outlier; it steps back, one colour
 * at a time, and tries on from there, and the longest way seen is the locus. If colours that no walk has reached
 * outnumber the way found, it starts once more from the first of them.
 *
 * This is the ordering of the notebook “recovering data from images” (Matt Hall, Agile Scientific), with its
 * thresholds, made deterministic: equal distances go to the lower index.
 *
 * @param distances n × n matrix
 * @param starts the colours to start from, most wanted first (the darkest colour, for the method as published)
 * @returns the longest walk; colours off the locus are left out of it
 */
export function walkLocus(
  distances: Float64Array,
  n: number,
  starts: ArrayLike<number>,
  thresholds: WalkThresholds,
): Walked {
  const visited = new Uint8Array(n);
  let longest: number[] = [];
  const tried: number[] = [];
  for (let s = 0; s < starts.length; s++) {
    const start = starts[s]!;
    if (visited[start]) continue;
    if (visited.reduce((left, v) => left - v, n) <= longest.length) break;
    tried.push(start);
    const way = [start];
    visited[start] = 1;
    let best = way.slice();
    while (way.length > 0) {
      const next = step(distances, n, way[way.length - 1]!, visited, thresholds);
      if (next < 0) {
        if (way.length > best.length) best = way.slice();
        way.pop();
        continue;
      }
      visited[next] = 1;
      way.push(next);
    }
    if (best.length > longest.length) longest = best;
  }
  const onWay = new Set(longest);
  return {
    order: Uint32Array.from(longest),
    starts: tried,
    leftOut: Uint32Array.from({ length: n }, (_, i) => i).filter((i) => !onWay.has(i)),
  };
}

/** The nearest unvisited colour between near and far, or −1; colours nearer than `near` are marked as visited. */
function step(
  distances: Float64Array,
  n: number,
  from: number,
  visited: Uint8Array,
  { near, far }: WalkThresholds,
): number {
  let next = -1;
  let shortest = far;
  for (let j = 0; j < n; j++) {
    if (visited[j]) continue;
    const d = distances[from * n + j]!;
    if (d < near) visited[j] = 1;
    else if (d <= shortest && (next < 0 || d < shortest)) {
      next = j;
      shortest = d;
    }
  }
  return next;
}

/** Indices of 3n colours from the darkest to the lightest (Rec. 601 luma). */
export function darkestFirst(colours: Float64Array): Uint32Array {
  const n = colours.length / 3;
  const lightness = Float64Array.from({ length: n }, (_, i) =>
    luma(colours[3 * i]!, colours[3 * i + 1]!, colours[3 * i + 2]!),
  );
  return Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => lightness[a]! - lightness[b]! || a - b);
}
