import { UsageError } from '../../model/errors.js';
import type { Decoded, Scale } from '../../model/types.js';

/** How positions on a colourmap become values. */
export interface ValueScale {
  readonly scale: Scale;
  /** Values at position 0 and at position 1; `low` may be the larger one. */
  readonly range: readonly [number, number];
  /** Of a symmetric logarithm: |value| at which its linear middle ends. */
  readonly threshold?: number;
  /** Known points of the scale, at least two; between them it is interpolated, and the range only bounds it. */
  readonly ticks?: readonly (readonly [position: number, value: number])[];
}

/** Values and their standard errors; NaN where masked. */
export interface ScaledValues {
  readonly values: Float64Array;
  readonly sigma: Float32Array;
}

/** Positions 0…1 left as they are. */
export const positionScale: ValueScale = { scale: 'linear', range: [0, 1] };

/**
 * Checks that a scale can exist.
 *
 * @throws UsageError naming the setting otherwise
 */
export function validateScale({ scale, range, threshold, ticks }: ValueScale): void {
  const [low, high] = range;
  if (!Number.isFinite(low) || !Number.isFinite(high) || low === high)
    throw new UsageError(`range expects two different numbers, but received ${low},${high}`, 'range', {
      code: 'range-empty',
    });
  if (scale === 'log' && !(low > 0 && high > 0))
    throw new UsageError(
      `scale log expects a range of positive numbers, but received ${low},${high}; symlog is for a range through zero`,
      'scale',
      { code: 'range-not-positive' },
    );
  if (scale === 'symlog' && !(threshold !== undefined && threshold > 0))
    throw new UsageError(
      `threshold of a symlog scale expects a positive number, at which its linear middle ends, but received ${threshold ?? 'none'}`,
      'threshold',
    );
  if (ticks !== undefined) {
    const sorted = [...ticks].sort((a, b) => a[0] - b[0]);
    const steps = sorted
      .slice(1)
      .map((tick, i) => [tick[0] - sorted[i]![0], tick[1] - sorted[i]![1]] as const);
    const monotonic = steps.every(([dt, dv]) => dt > 0 && dv * steps[0]![1] > 0);
    if (ticks.length < 2 || !monotonic)
      throw new UsageError(
        `ticks expect at least two (position, value) pairs whose values rise or fall throughout, but received ${JSON.stringify(ticks)}`,
        'ticks',
      );
  }
}

/**
 * Turns positions into data values, and their standard errors with the slope of the scale; NaN stays NaN. Over a range as wide as 1
 * the standard errors are the very array that was given.
 *
 * A symmetric logarithm is matplotlib's `SymLogNorm` (base 10, `linscale` 1): linear within ±threshold, where it
 * takes as much room as 10/9 of a decade, logarithmic outside.
 *
 * @param scale validated by `validateScale`
 */
export function scaleValues(decoded: Pick<Decoded, 't' | 'sigma'>, scale: ValueScale): ScaledValues {
  const { t, sigma: sigmaT } = decoded;
  const n = t.length;
  const values = new Float64Array(n);
  if (scale.scale === 'linear' && scale.ticks === undefined) {
    const low = scale.range[0];
    const span = scale.range[1] - low;
    const width = Math.abs(span);
    if (low === 0 && span === 1) values.set(t);
    else for (let i = 0; i < n; i++) values[i] = low + t[i]! * span;
    if (width === 1) return { values, sigma: sigmaT };
    const sigma = new Float32Array(n);
    for (let i = 0; i < n; i++) sigma[i] = sigmaT[i]! * width;
    return { values, sigma };
  }
  const sigma = new Float32Array(n);
  const valueAt = valueFunction(scale);
  // Wide enough to be free of rounding, narrow beside anything a colourmap can resolve.
  const step = 1e-4;
  for (let i = 0; i < n; i++) {
    const position = t[i]!;
    values[i] = valueAt(position);
    sigma[i] = (sigmaT[i]! * Math.abs(valueAt(position + step) - valueAt(position - step))) / (2 * step);
  }
  return { values, sigma };
}

/** The value at a position, as a function; positions beyond 0…1 continue the law. */
export function valueFunction({ scale, range, threshold = 1, ticks }: ValueScale): (t: number) => number {
  const { forward, inverse } = transforms(scale, threshold);
  if (ticks !== undefined) {
    const points = [...ticks].sort((a, b) => a[0] - b[0]).map(([t, v]) => [t, forward(v)] as const);
    return (t) => {
      let k = 1;
      while (k < points.length - 1 && t > points[k]![0]) k++;
      const [t0, u0] = points[k - 1]!;
      const [t1, u1] = points[k]!;
      return inverse(u0 + ((t - t0) / (t1 - t0)) * (u1 - u0));
    };
  }
  const low = forward(range[0]);
  const span = forward(range[1]) - low;
  return (t) => inverse(low + t * span);
}

/** The function that makes a scale linear, and its inverse. */
function transforms(scale: Scale, threshold: number) {
  if (scale === 'linear') return { forward: (v: number) => v, inverse: (u: number) => u };
  if (scale === 'log') return { forward: Math.log, inverse: Math.exp };
  const middle = 10 / 9;
  return {
    forward: (v: number) =>
      Math.abs(v) <= threshold
        ? (v / threshold) * middle
        : Math.sign(v) * (middle + Math.log10(Math.abs(v) / threshold)),
    inverse: (u: number) =>
      Math.abs(u) <= middle
        ? (u / middle) * threshold
        : Math.sign(u) * threshold * 10 ** (Math.abs(u) - middle),
  };
}
