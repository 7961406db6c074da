import { orderStatistic } from './orderStatistic.js';

/** Standard deviation of a Gaussian whose absolute deviations have the median 1: 1/Φ⁻¹(¾). */
export const gaussianPerMedian = 1.4826;

/** Variance of what is spread evenly over an interval of width 1, such as what rounding to whole numbers leaves; and its root. */
export const uniformVariance = 1 / 12;
export const uniformDeviation = 1 / Math.sqrt(12);

/** The middle value, or the mean of the two middle ones; 0 of none. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** From the least to the greatest of some values; −∞ of none. */
export const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** The value below which a share q (0…1) of the values lies, interpolated between neighbours; 0 of none. */
export function quantile(values: ArrayLike<number>, q: number): number {
  const n = values.length;
  if (n === 0) return 0;
  const own = new Float64Array(values);
  const i = Math.floor(q * (n - 1));
  const f = q * (n - 1) - i;
  const below = orderStatistic(own, i);
  // What is not below it lies behind it.
  return f > 0 ? below * (1 - f) + orderStatistic(own.subarray(i + 1), 0) * f : below;
}

/** The same of values in ascending order. */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return 0;
  const at = q * (sorted.length - 1);
  const i = Math.floor(at);
  const f = at - i;
  return f > 0 ? sorted[i]! * (1 - f) + sorted[i + 1]! * f : sorted[i]!;
}
