import { lengthOf } from '../numeric/curves/lengthOf.js';
import { median } from '../numeric/statistics/statistics.js';
/**
 * Euclidean distances between all pairs of n colours: an n × n row-major, symmetric matrix with a zero diagonal.
 *
 * @param colours 3n coordinates
 */
export function pairwiseDistances(colours: Float64Array): Float64Array {
  const n = colours.length / 3;
  const distances = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const d = lengthOf(
        colours[3 * i]! - colours[3 * j]!,
        colours[3 * i + 1]! - colours[3 * j + 1]!,
        colours[3 * i + 2]! - colours[3 * j + 2]!,
      );
      distances[i * n + j] = d;
      distances[j * n + i] = d;
    }
  }
  return distances;
}

/** Median over the n colours of the distance to the nearest other one: the natural unit of a palette. 0 if n < 2. */
export function medianNearestDistance(distances: Float64Array, n: number): number {
  if (n < 2) return 0;
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      if (i !== j && distances[i * n + j]! < nearest[i]!) nearest[i] = distances[i * n + j]!;
  return median(nearest);
}
