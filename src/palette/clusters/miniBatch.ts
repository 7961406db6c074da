import { squaredDistance } from './lloyd.js';

/** Points of a batch, and batches: enough that the centres of a palette no longer move by a level. */
const batchSize = 1024;
const batches = 100;

/**
 * Mini-batch k-means (Sculley 2010, doi:10.1145/1772690.1772862): each batch draws points by their weights and moves the
 * nearest centres towards them, by less the more points a centre has had. Its time does not grow with the picture.
 *
 * @param points 3n coordinates
 * @param weights n positive numbers
 * @param k how many centres, at most n
 * @param random where batches are drawn from
 * @returns 3k coordinates
 */
export function miniBatch(
  points: Float64Array,
  weights: ArrayLike<number>,
  k: number,
  random: () => number,
): Float64Array {
  const draw = drawnByWeight(weights, random);
  const centres = seeds(points, k, draw, random);
  const seen = new Float64Array(k);
  const nearest = new Uint32Array(batchSize);
  const batch = new Uint32Array(batchSize);
  for (let round = 0; round < batches; round++) {
    for (let b = 0; b < batchSize; b++) {
      batch[b] = draw();
      nearest[b] = nearestOf(points, batch[b]!, centres, k);
    }
    for (let b = 0; b < batchSize; b++) {
      const c = nearest[b]!;
      const rate = 1 / ++seen[c]!;
      for (let d = 0; d < 3; d++)
        centres[3 * c + d]! += rate * (points[3 * batch[b]! + d]! - centres[3 * c + d]!);
    }
  }
  return centres;
}

/** Draws indices with probability in proportion to their weights. */
export function drawnByWeight(weights: ArrayLike<number>, random: () => number): () => number {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < sums.length; i++) {
    total += weights[i]!;
    sums[i] = total;
  }
  return () => {
    const target = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** k-means++ among the points of a first batch. */
function seeds(points: Float64Array, k: number, draw: () => number, random: () => number): Float64Array {
  const count = Math.max(batchSize, 4 * k);
  const sample = Uint32Array.from({ length: count }, draw);
  const centres = new Float64Array(3 * k);
  const gaps = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let chosen = 0;
  for (let c = 0; c < k; c++) {
    const point = sample[chosen]!;
    centres.set(points.subarray(3 * point, 3 * point + 3), 3 * c);
    let total = 0;
    for (let s = 0; s < count; s++) {
      gaps[s] = Math.min(gaps[s]!, squaredDistance(points, sample[s]!, centres, c));
      total += gaps[s]!;
    }
    let target = random() * total;
    chosen = 0;
    while (chosen < count - 1 && target >= gaps[chosen]!) target -= gaps[chosen++]!;
  }
  return centres;
}

function nearestOf(points: Float64Array, i: number, centres: Float64Array, k: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c++) {
    const d = squaredDistance(points, i, centres, c);
    if (d < least) {
      least = d;
      nearest = c;
    }
  }
  return nearest;
}
