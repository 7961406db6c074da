/** Points with weights, in groups about their centres. */
export interface Clusters {
  /** 3k coordinates. */
  readonly centres: Float64Array;
  /** Which centre each of the n points belongs to, the nearest. */
  readonly labels: Uint32Array;
  /** Σ weight × squared distance to the nearest centre, of each cluster. */
  readonly costs: Float64Array;
  /** The same of all of them together. */
  readonly cost: number;
}

/**
 * Lloyd's k-means on weighted points, with Hamerly's bounds (2010, doi:10.1137/1.9781611972801.12): a point whose centre
 * is surely nearer than any other is not compared with the others. A centre that no point is left to goes to the point
 * that costs the most.
 *
 * @param points 3n coordinates
 * @param weights n positive numbers
 * @param start 3k coordinates, left as they are
 * @param rounds the most; it ends earlier where no point changes its cluster
 */
export function lloyd(
  points: Float64Array,
  weights: ArrayLike<number>,
  start: Float64Array,
  rounds: number,
): Clusters {
  const n = points.length / 3;
  const k = start.length / 3;
  const centres = start.slice();
  const labels = new Uint32Array(n);
  // Bounds of distances: to its own centre from above, to every other from below.
  const upper = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const lower = new Float64Array(n);
  const half = new Float64Array(k);
  for (let round = 0; round < rounds; round++) {
    halfGaps(centres, half);
    let changed = round === 0 ? n : 0;
    for (let i = 0; i < n; i++) {
      const own = labels[i]!;
      const bound = Math.max(half[own]!, lower[i]!);
      if (upper[i]! <= bound) continue;
      upper[i] = Math.sqrt(squaredDistance(points, i, centres, own));
      if (upper[i]! <= bound) continue;
      if (nearestTwo(points, i, centres, labels, upper, lower)) changed++;
    }
    if (changed === 0) break;
    const moves = moveCentres(points, weights, centres, labels);
    loosen(labels, moves, upper, lower);
  }
  return clustersAbout(points, weights, centres);
}

/** The clusters of points about given centres, each with its nearest. */
export function clustersAbout(
  points: Float64Array,
  weights: ArrayLike<number>,
  centres: Float64Array,
): Clusters {
  const n = points.length / 3;
  const labels = new Uint32Array(n);
  const costs = new Float64Array(centres.length / 3);
  let cost = 0;
  for (let i = 0; i < n; i++) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < costs.length; c++) {
      const d = squaredDistance(points, i, centres, c);
      if (d < least) {
        least = d;
        nearest = c;
      }
    }
    labels[i] = nearest;
    costs[nearest]! += weights[i]! * least;
    cost += weights[i]! * least;
  }
  return { centres, labels, costs, cost };
}

/** Squared distance of point i of one list from point j of another, three coordinates each. */
export function squaredDistance(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number): number {
  const x = a[3 * i]! - b[3 * j]!;
  const y = a[3 * i + 1]! - b[3 * j + 1]!;
  const z = a[3 * i + 2]! - b[3 * j + 2]!;
  return x * x + y * y + z * z;
}

/** Half the distance from each centre to the next: a point within it is nearest to this centre. */
function halfGaps(centres: Float64Array, half: Float64Array): void {
  half.fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < half.length; a++)
    for (let b = 0; b < a; b++) {
      const d = Math.sqrt(squaredDistance(centres, a, centres, b)) / 2;
      if (d < half[a]!) half[a] = d;
      if (d < half[b]!) half[b] = d;
    }
}

/** Gives point i its nearest centre and exact bounds; says whether it is another one than before. */
function nearestTwo(
  points: Float64Array,
  i: number,
  centres: Float64Array,
  labels: Uint32Array,
  upper: Float64Array,
  lower: Float64Array,
): boolean {
  let nearest = 0;
  let first = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  const x = points[3 * i]!;
  const y = points[3 * i + 1]!;
  const z = points[3 * i + 2]!;
  for (let c = 0, o = 0; o < centres.length; c++, o += 3) {
    const dx = x - centres[o]!;
    const dy = y - centres[o + 1]!;
    const dz = z - centres[o + 2]!;
    const d = dx * dx + dy * dy + dz * dz;
    if (d < first) {
      second = first;
      first = d;
      nearest = c;
    } else if (d < second) second = d;
  }
  const moved = labels[i] !== nearest;
  labels[i] = nearest;
  upper[i] = Math.sqrt(first);
  lower[i] = Math.sqrt(second);
  return moved;
}

/** Puts every centre at the weighted mean of its points; returns how far each went. */
function moveCentres(
  points: Float64Array,
  weights: ArrayLike<number>,
  centres: Float64Array,
  labels: Uint32Array,
): Float64Array {
  const k = centres.length / 3;
  const sums = new Float64Array(4 * k);
  for (let i = 0; i < labels.length; i++) {
    const w = weights[i]!;
    const o = 4 * labels[i]!;
    sums[o]! += w;
    sums[o + 1]! += w * points[3 * i]!;
    sums[o + 2]! += w * points[3 * i + 1]!;
    sums[o + 3]! += w * points[3 * i + 2]!;
  }
  const before = centres.slice();
  for (let c = 0; c < k; c++) {
    const weight = sums[4 * c]!;
    if (weight === 0) {
      const i = costliest(points, weights, before, labels);
      centres.set(points.subarray(3 * i, 3 * i + 3), 3 * c);
      labels[i] = c;
    } else for (let d = 0; d < 3; d++) centres[3 * c + d] = sums[4 * c + 1 + d]! / weight;
  }
  return Float64Array.from({ length: k }, (_, c) => Math.sqrt(squaredDistance(before, c, centres, c)));
}

/** The point whose weighted squared distance from its centre is the largest. */
function costliest(
  points: Float64Array,
  weights: ArrayLike<number>,
  centres: Float64Array,
  labels: Uint32Array,
): number {
  let worst = 0;
  let most = -1;
  for (let i = 0; i < labels.length; i++) {
    const cost = weights[i]! * squaredDistance(points, i, centres, labels[i]!);
    if (cost > most) {
      most = cost;
      worst = i;
    }
  }
  return worst;
}

/** Widens the bounds by how far the centres went. */
function loosen(labels: Uint32Array, moves: Float64Array, upper: Float64Array, lower: Float64Array): void {
  let farthest = 0;
  for (const move of moves) farthest = Math.max(farthest, move);
  for (let i = 0; i < labels.length; i++) {
    upper[i]! += moves[labels[i]!]!;
    lower[i]! -= farthest;
  }
}
