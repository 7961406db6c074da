import { boxMean } from '../../numeric/fields/boxMean.js';
import { uniformVariance } from '../../numeric/statistics/statistics.js';
import { windowReach } from './smooth.js';

/**
 * Of the squared distance from the curve, which has two directions, what is to be expected along it, were all directions alike.
 * Lossy coders leave twice as much: they err least in the chroma that the distance weighs, and maps run along luma.
 */
const alongPart = 2 * 0.5;
/**
 * The mean of a dither pattern keeps only what is wider than the pattern. What a surface leaves of it says how rough the field is; so many
 * times that square is what the mean has lost: measured on fields of known truth.
 */
const lostToPattern = 6;

/**
 * Variance to expect of smoothed arcs: the noise about the curve, what smoothing moved (which is noise where the field is
 * smooth, and the field where it is not), rounding, and what a mean over a dither pattern loses.
 *
 * @param arcs before smoothing; NaN = masked
 * @param residual distances from the curve
 * @param scatter mean squared distance of the arcs from the local surfaces
 * @returns width × height, in squared units of arc
 */
export function scatteredVariance(
  {
    width,
    height,
    dithered,
  }: { readonly width: number; readonly height: number; readonly dithered: boolean },
  arcs: Float32Array,
  residual: Float32Array,
  smooth: Float32Array,
  scatter: Float32Array,
): Float32Array {
  const own = arcs.map((s, p) => alongPart * residual[p]! ** 2 + (smooth[p]! - s) ** 2);
  const variance = boxMean(own, width, height, windowReach);
  const lost = dithered ? lostToPattern : 0;
  for (let p = 0; p < variance.length; p++)
    variance[p]! += uniformVariance + (lost > 0 ? lost * (scatter[p]! || 0) : 0);
  return variance;
}
