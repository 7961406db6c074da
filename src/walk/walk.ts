export interface WalkThresholds {
  /** Colours closer than this to the one just reached are the same place on the locus: they are passed over. */
  readonly near: number;
  /** A step longer than this leaves the locus. */
  readonly far: number;
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
 * @returns indices of the colours on the locus in order; colours off the locus are missing
 */
export function walkLocus(
  distances: Float64Array,
  n: number,
  starts: ArrayLike<number>,
  thresholds: WalkThresholds,
): Uint32Array {
  const visited = new Uint8Array(n);
  let longest: number[] = [];
  for (let s = 0; s < starts.length; s++) {
    const start = starts[s]!;
    if (visited[start]) continue;
    if (visited.reduce((left, v) => left - v, n) <= longest.length) break;
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
  return Uint32Array.from(longest);
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
  const luma = Float64Array.from(
    { length: n },
    (_, i) => 0.299 * colours[3 * i]! + 0.587 * colours[3 * i + 1]! + 0.114 * colours[3 * i + 2]!,
  );
  return Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => luma[a]! - luma[b]! || a - b);
}
