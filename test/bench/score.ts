import type { Scale } from '../../src/model/types.js';

/**
 * How good a recovery is, measured against the truth. Everything here is a pure function of arrays of equal length
 * (row-major over the plot box). `truth` is NaN where there is no data; `values` are ignored where `mask` is 0.
 */

/**
 * Isotonic regression by pool-adjacent-violators: the non-decreasing sequence nearest to `y` in weighted least squares.
 * Barlow et al., Statistical Inference under Order Restrictions (1972).
 */
export function isotonicFit(y: Float64Array, weights: Float64Array): Float64Array {
  const mean = new Float64Array(y.length);
  const weight = new Float64Array(y.length);
  const end = new Uint32Array(y.length);
  let blocks = 0;
  for (let i = 0; i < y.length; i++) {
    mean[blocks] = y[i]!;
    weight[blocks] = weights[i]!;
    end[blocks] = i + 1;
    while (blocks > 0 && mean[blocks - 1]! >= mean[blocks]!) {
      const total = weight[blocks - 1]! + weight[blocks]!;
      mean[blocks - 1] = (mean[blocks - 1]! * weight[blocks - 1]! + mean[blocks]! * weight[blocks]!) / total;
      weight[blocks - 1] = total;
      end[blocks - 1] = end[blocks]!;
      blocks--;
    }
    blocks++;
  }
  const fit = new Float64Array(y.length);
  for (let b = 0, i = 0; b < blocks; b++) for (; i < end[b]!; i++) fit[i] = mean[b]!;
  return fit;
}

/**
 * The error of a recovery that knows the order but not the values: root mean square over the pixels that hold data,
 * relative to `range`, after the best monotone relabelling of `positions` in either direction. Equal positions get equal
 * values. A pixel that holds data and was not recovered counts as the mean of the truth.
 */
export function relabelledError(
  truth: Float64Array,
  positions: ArrayLike<number>,
  mask: Uint8Array,
  range: number,
): number {
  const held = indicesWhere(truth.length, (i) => !Number.isNaN(truth[i]!));
  const mean = meanAt(truth, held);
  const recovered = held.filter((i) => mask[i] === 1 && !Number.isNaN(positions[i]!));
  let lost = 0;
  for (const i of held) lost += (truth[i]! - mean) ** 2;
  for (const i of recovered) lost -= (truth[i]! - mean) ** 2;
  const order = recovered.sort((a, b) => positions[a]! - positions[b]!);
  const { y, weights, within } = pooledTies(truth, positions, order);
  const squares = Math.min(squaredMisfit(y, weights), squaredMisfit(y.toReversed(), weights.toReversed()));
  return Math.sqrt((Math.max(0, lost) + within + squares) / held.length) / range;
}

/** The values at each distinct position as their mean, their number, and the squares that remain inside the groups. */
function pooledTies(truth: Float64Array, positions: ArrayLike<number>, order: Uint32Array) {
  const y: number[] = [];
  const weights: number[] = [];
  let within = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    let sum = 0;
    while (end < order.length && positions[order[end]!] === positions[order[start]!])
      sum += truth[order[end++]!]!;
    const mean = sum / (end - start);
    for (let k = start; k < end; k++) within += (truth[order[k]!]! - mean) ** 2;
    y.push(mean);
    weights.push(end - start);
  }
  return { y: Float64Array.from(y), weights: Float64Array.from(weights), within };
}

function squaredMisfit(y: Float64Array, weights: Float64Array): number {
  const fit = isotonicFit(y, weights);
  let squares = 0;
  for (let i = 0; i < y.length; i++) squares += weights[i]! * (y[i]! - fit[i]!) ** 2;
  return squares;
}

/** Limits of the colourmap in data units and what lies between. */
export interface DataRange {
  readonly low: number;
  readonly high: number;
  readonly scale: Scale;
}

/** A value as a share of the range: 0 at `low`, 1 at `high`, in log10 for a log scale. Nothing is clipped. */
export function shareOfRange(value: number, { low, high, scale }: DataRange): number {
  return scale === 'log' ? Math.log10(value / low) / Math.log10(high / low) : (value - low) / (high - low);
}

/** The pixels at which a recovery with a known range is judged: data, inside the range, nothing drawn over. */
export function cleanPixels(truth: Float64Array, overlay: Uint8Array | null, range: DataRange): Uint32Array {
  // The truth is stored in 16 bits: at the very limits it may round a hair outside.
  const slack = 1e-4;
  return indicesWhere(truth.length, (i) => {
    const share = shareOfRange(truth[i]!, range);
    return share >= -slack && share <= 1 + slack && overlay?.[i] !== 1;
  });
}

/** Root mean square error relative to the range, nothing forgiven, over those of `pixels` that were recovered. */
export function rangeError(
  truth: Float64Array,
  values: ArrayLike<number>,
  mask: Uint8Array,
  range: DataRange,
  pixels: Uint32Array,
): number {
  let squares = 0;
  let n = 0;
  for (const i of pixels) {
    if (mask[i] !== 1) continue;
    squares += (shareOfRange(values[i]!, range) - shareOfRange(truth[i]!, range)) ** 2;
    n++;
  }
  return Math.sqrt(squares / n);
}

/** The share of `pixels` that were recovered. */
export function coverage(mask: Uint8Array, pixels: Uint32Array): number {
  let n = 0;
  for (const i of pixels) n += mask[i]!;
  return n / pixels.length;
}

/** The share of the pixels without data or drawn over that were left unmasked; 0 where there are none. */
export function wronglyUnmasked(truth: Float64Array, overlay: Uint8Array | null, mask: Uint8Array): number {
  const bad = indicesWhere(truth.length, (i) => Number.isNaN(truth[i]!) || overlay?.[i] === 1);
  return bad.length === 0 ? 0 : coverage(mask, bad);
}

/** The share of the drawn-over pixels that were left unmasked with an error above `tolerance` of the range. */
export function overlayLies(
  truth: Float64Array,
  overlay: Uint8Array,
  values: ArrayLike<number>,
  mask: Uint8Array,
  range: DataRange,
  tolerance = 0.05,
): number {
  const drawn = indicesWhere(truth.length, (i) => overlay[i] === 1 && !Number.isNaN(truth[i]!));
  if (drawn.length === 0) return 0;
  const lies = drawn.filter(
    (i) =>
      mask[i] === 1 &&
      !(Math.abs(shareOfRange(values[i]!, range) - shareOfRange(truth[i]!, range)) <= tolerance),
  );
  return lies.length / drawn.length;
}

/** Spearman's rank correlation over the pixels that hold data and were recovered; equal values share their mean rank. */
export function rankCorrelation(truth: Float64Array, values: ArrayLike<number>, mask: Uint8Array): number {
  const both = indicesWhere(
    truth.length,
    (i) => mask[i] === 1 && !Number.isNaN(truth[i]!) && !Number.isNaN(values[i]!),
  );
  const a = ranks(Float64Array.from(both, (i) => truth[i]!));
  const b = ranks(Float64Array.from(both, (i) => values[i]!));
  const middle = (both.length + 1) / 2;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - middle) * (b[i]! - middle);
    aa += (a[i]! - middle) ** 2;
    bb += (b[i]! - middle) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Ranks from 1; equal values share the mean of theirs. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const result = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let k = start; k < end; k++) result[order[k]!] = (start + 1 + end) / 2;
  }
  return result;
}

/** Shares of the recovered `pixels` whose error is below one and below two of their own standard errors. */
export function sigmaCalibration(
  truth: Float64Array,
  values: ArrayLike<number>,
  sigma: ArrayLike<number>,
  mask: Uint8Array,
  pixels: Uint32Array,
): { readonly within1: number; readonly within2: number } {
  const recovered = pixels.filter((i) => mask[i] === 1);
  const within = (k: number) =>
    recovered.filter((i) => Math.abs(values[i]! - truth[i]!) < k * sigma[i]!).length / recovered.length;
  return { within1: within(1), within2: within(2) };
}

/** The n + 1 edges of n equal bands of a range, in data units. */
export function equalBands(range: DataRange, n: number): Float64Array {
  return Float64Array.from({ length: n + 1 }, (_, i) =>
    range.scale === 'log'
      ? range.low * (range.high / range.low) ** (i / n)
      : range.low + (i / n) * (range.high - range.low),
  );
}

/** The share of the recovered `pixels` whose value lies in the same band as the truth; `edges` ascend, in data units. */
export function bandAccuracy(
  truth: Float64Array,
  values: ArrayLike<number>,
  mask: Uint8Array,
  edges: ArrayLike<number>,
  pixels: Uint32Array,
): number {
  const bands = edges.length - 1;
  const bandOf = (value: number) => {
    let band = 0;
    while (band < bands - 1 && value >= edges[band + 1]!) band++;
    return band;
  };
  const recovered = pixels.filter((i) => mask[i] === 1);
  return recovered.filter((i) => bandOf(values[i]!) === bandOf(truth[i]!)).length / recovered.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** A markdown table; numbers are printed with four decimals, anything else as it is. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const text = (cell: string | number) =>
    typeof cell === 'string' ? cell : Number.isInteger(cell) ? String(cell) : cell.toFixed(4);
  return [
    line(head),
    line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(row.map(text))),
  ].join('\n');
}

function indicesWhere(n: number, accept: (i: number) => boolean): Uint32Array {
  const indices = new Uint32Array(n);
  let found = 0;
  for (let i = 0; i < n; i++) if (accept(i)) indices[found++] = i;
  return indices.slice(0, found);
}

function meanAt(values: Float64Array, indices: Uint32Array): number {
  let sum = 0;
  for (const i of indices) sum += values[i]!;
  return sum / indices.length;
}
