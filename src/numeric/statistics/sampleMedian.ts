import { median } from './statistics.js';

/** Median of those of the values that are kept, from a sample of some 20,000 spread evenly; NaN if none is. */
export function sampleMedian(values: ArrayLike<number>, keep: (i: number) => boolean): number {
  const stride = Math.max(1, Math.floor(values.length / 20000));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += stride) if (keep(i)) sample.push(values[i]!);
  return sample.length === 0 ? Number.NaN : median(sample);
}
