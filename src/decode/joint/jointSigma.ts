import { boxMean } from '../../numeric/boxMean.js';

/** Half side of the square over which the disagreement is averaged. */
const disagreementRadius = 3;
/**
 * What the squared error of the joint answer is of its squared distance from the pixel-wise one, which is noise of the
 * same origin: measured on fields of known truth, freely and with one value per cell.
 */
export const freePart = 1.6;
export const cellsPart = 0.35;
/** Misplacement by a hundredth of a pixel, and the rounding of everything, squared. */
const perGradient = 1e-4;
const leastVariance = 4e-7;

/** Standard error from how far joint and pixel-wise answers differ around a pixel. */
export function disagreementSigma(
  t: Float32Array,
  start: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  part: number,
): Float32Array {
  const square = new Float32Array(t.length).fill(Number.NaN);
  for (let i = 0; i < t.length; i++) if (mask[i] === 1) square[i] = (t[i]! - start[i]!) ** 2;
  const mean = boxMean(square, width, height, disagreementRadius);
  const sigma = new Float32Array(t.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const gx = x > 0 && x + 1 < width ? (t[i + 1]! - t[i - 1]!) / 2 : 0;
      const gy = y > 0 && y + 1 < height ? (t[i + width]! - t[i - width]!) / 2 : 0;
      sigma[i] = Math.sqrt(part * (mean[i]! || 0) + perGradient * (gx * gx + gy * gy) + leastVariance);
    }
  }
  return sigma;
}
