import type { Locus } from '../../locus/locus.js';
import { interpolated, segmentAt } from '../../numeric/polyline.js';
import { smoothestWithin } from './interval.js';
import { boxMean, smoothQuadratic } from './smooth.js';

export interface FieldSmoothing {
  readonly applied: boolean;
  /** How: within each level's interval, by the measured noise, or by the mean of a dither pattern. */
  readonly how: 'none' | 'interval' | 'noise' | 'dither';
  /** Share of the valid pixels that moved (interval), or of the noise variance taken out (noise). */
  readonly share: number;
}

/** Of the scatter about the curve, which has two directions, the part along it that becomes error. */
export const alongShare = 0.7;

/** Positions from arcs, smoothed where that is permitted, with their standard errors. */
export function finishField(
  locus: Locus,
  field: Float32Array,
  residual: Float32Array,
  arcs: Float64Array,
  positions: Float64Array,
  width: number,
  height: number,
  smooth: 'auto' | 'off' | 'on',
): { t: Float32Array; deviation: Float32Array; smoothed: FieldSmoothing } {
  const length = arcs[arcs.length - 1]!;
  const dithered = locus.dithered ? ('dither' as const) : ('none' as const);
  if (locus.exact) {
    const bounds = levelBounds(positions);
    const lower = new Float32Array(field.length).fill(Number.NaN);
    const upper = new Float32Array(field.length).fill(Number.NaN);
    const deviation = new Float32Array(field.length).fill(Number.NaN);
    const t = new Float32Array(field.length).fill(Number.NaN);
    // Neighbours are often of one level: it is looked for once a run.
    for (let p = 0; p < field.length; p++) {
      const s = field[p]!;
      if (Number.isNaN(s)) continue;
      if (p > 0 && s === field[p - 1]) {
        t[p] = t[p - 1]!;
        lower[p] = lower[p - 1]!;
        upper[p] = upper[p - 1]!;
        deviation[p] = deviation[p - 1]!;
        continue;
      }
      t[p] = interpolated(arcs, positions, s);
      const k = nearestIndex(positions, t[p]!);
      lower[p] = Math.min(t[p]!, bounds[k]!);
      upper[p] = Math.max(t[p]!, bounds[k + 1]!);
      deviation[p] = (upper[p]! - lower[p]!) / Math.sqrt(12);
    }
    if (smooth === 'off') return { t, deviation, smoothed: { applied: false, how: dithered, share: 0 } };
    const { values, sigma, share } = smoothestWithin(lower, upper, width, height, smooth);
    return {
      t: values,
      deviation: sigma,
      smoothed: { applied: share > 0, how: share > 0 ? 'interval' : 'none', share },
    };
  }
  const variance = new Float32Array(field.length);
  for (let p = 0; p < variance.length; p++)
    variance[p] = Number.isNaN(field[p]!) ? Number.NaN : (residual[p]! * alongShare) ** 2;
  const local = boxMean(variance, width, height);
  const { values, share } =
    smooth === 'off' ? { values: field, share: 0 } : smoothQuadratic(field, local, width, height);
  const proportional = arcs.every((s, i) => positions[i] === s / length);
  const t = new Float32Array(field.length);
  const deviation = new Float32Array(field.length);
  for (let p = 0; p < t.length; p++) {
    const s = Math.min(length, Math.max(0, values[p]!));
    t[p] = proportional ? s / length : interpolated(arcs, positions, s);
    deviation[p] = Number.isNaN(field[p]!) ? Number.NaN : Math.sqrt(local[p]!) / length;
  }
  return {
    t,
    deviation,
    smoothed: { applied: share > 0, how: share > 0 ? 'noise' : dithered, share },
  };
}

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
