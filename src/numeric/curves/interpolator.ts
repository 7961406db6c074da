import { interpolated } from './polyline.js';

/** Stretches for each segment: most hold the end of none. */
const finer = 2;

/**
 * `interpolated` for many numbers: stretches of equal length know the segment that they begin in, from which it is a step or
 * two to a number's own.
 *
 * @param parameters n ≥ 2 ascending ones; the values likewise
 */
export function interpolator(parameters: Float64Array, values: Float64Array): (at: number) => number {
  const n = parameters.length;
  const first = parameters[0]!;
  const last = parameters[n - 1]!;
  if (!(last > first)) return (at) => interpolated(parameters, values, at);
  const count = finer * n;
  const perUnit = count / (last - first);
  const begins = new Int32Array(count + 1);
  for (let k = 0, i = 0; k <= count; k++) {
    while (i < n - 2 && parameters[i + 1]! <= first + k / perUnit) i++;
    // Rounding must not begin beyond a number's own segment.
    begins[k] = Math.max(0, i - 1);
  }
  return (at) => {
    if (!(at > first)) return Number.isNaN(at) ? at : values[0]!;
    if (at >= last) return values[n - 1]!;
    let i = begins[((at - first) * perUnit) | 0]!;
    while (parameters[i + 1]! <= at) i++;
    return (
      values[i]! +
      ((at - parameters[i]!) / (parameters[i + 1]! - parameters[i]!)) * (values[i + 1]! - values[i]!)
    );
  };
}
