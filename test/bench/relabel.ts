import { isotonicFit } from './score.js';

/** Positions are relabelled by the means of this many groups of equal size, with straight lines between. */
const groups = 64;

/**
 * Values and standard errors of a recovery that knows the order only: its positions through the monotone law, rising or
 * falling, that fits the truth best, and its errors times that law's slope. What relabelledError measures needs no
 * errors; whether they are the right size can be seen only so.
 *
 * @returns as many entries as `truth`; NaN where nothing was recovered or there is no truth anywhere
 */
export function relabelled(
  truth: Float64Array,
  positions: ArrayLike<number>,
  sigma: ArrayLike<number>,
  mask: Uint8Array,
): { readonly values: Float64Array; readonly sigma: Float64Array } {
  const { at, value } = monotoneLaw(truth, positions, mask);
  const values = new Float64Array(truth.length).fill(Number.NaN);
  const errors = new Float64Array(truth.length).fill(Number.NaN);
  if (at.length < 2) return { values, sigma: errors };
  for (let i = 0; i < truth.length; i++) {
    if (mask[i] !== 1) continue;
    const t = positions[i]!;
    let k = 0;
    let last = at.length - 2;
    while (k < last) {
      const middle = (k + last + 1) >> 1;
      if (at[middle]! <= t) k = middle;
      else last = middle - 1;
    }
    const slope = (value[k + 1]! - value[k]!) / (at[k + 1]! - at[k]!);
    values[i] = value[k]! + slope * (t - at[k]!);
    errors[i] = Math.abs(slope) * sigma[i]!;
  }
  return { values, sigma: errors };
}

/** The law at ascending, distinct positions. */
function monotoneLaw(
  truth: Float64Array,
  positions: ArrayLike<number>,
  mask: Uint8Array,
): { at: number[]; value: ArrayLike<number> } {
  const order = Uint32Array.from(truth.keys())
    .filter((i) => mask[i] === 1 && !Number.isNaN(truth[i]!) && !Number.isNaN(positions[i]!))
    .sort((a, b) => positions[a]! - positions[b]!);
  const at: number[] = [];
  const means: number[] = [];
  const counts: number[] = [];
  for (let start = 0; start < order.length; ) {
    let end = Math.min(order.length, start + Math.ceil(order.length / groups));
    // Equal positions stay together: they get one value.
    while (end < order.length && positions[order[end]!] === positions[order[end - 1]!]) end++;
    const members = order.subarray(start, end);
    at.push(members.reduce((sum, i) => sum + positions[i]!, 0) / members.length);
    means.push(members.reduce((sum, i) => sum + truth[i]!, 0) / members.length);
    counts.push(members.length);
    start = end;
  }
  const weights = Float64Array.from(counts);
  const rising = isotonicFit(Float64Array.from(means), weights);
  const falling = isotonicFit(
    Float64Array.from(means, (v) => -v),
    weights,
  ).map((v) => -v);
  const misfit = (fit: Float64Array) =>
    fit.reduce((sum, v, k) => sum + weights[k]! * (v - means[k]!) ** 2, 0);
  return { at, value: misfit(rising) <= misfit(falling) ? rising : falling };
}
