import { segmentAt } from '../../../numeric/curves/polyline.js';

/** Borders half-way between levels; the outermost lie as far out as their neighbours lie in. */
export function levelBounds(positions: Float64Array): Float64Array {
  const n = positions.length;
  const bounds = new Float64Array(n + 1);
  for (let i = 1; i < n; i++) bounds[i] = (positions[i - 1]! + positions[i]!) / 2;
  bounds[0] = Math.max(0, 2 * positions[0]! - bounds[1]!);
  bounds[n] = Math.min(1, 2 * positions[n - 1]! - bounds[n - 1]!);
  return bounds;
}

/** Index of the entry nearest to a value. */
export function nearestIndex(ascending: Float64Array, value: number): number {
  const low = segmentAt(ascending, value);
  const high = Math.min(low + 1, ascending.length - 1);
  return value - ascending[low]! < ascending[high]! - value ? low : high;
}
