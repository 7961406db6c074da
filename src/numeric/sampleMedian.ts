/** The noise of a picture about its colourmap. */

/** Median of some of the values, by a histogram-free partial sort of a sample of at most 20,000. */
export function sampleMedian(values: ArrayLike<number>, keep: (i: number) => boolean): number {
  const stride = Math.max(1, Math.floor(values.length / 20000));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += stride) if (keep(i)) sample.push(values[i]!);
  if (sample.length === 0) return Number.NaN;
  const sorted = Float64Array.from(sample).sort();
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
