import { boxMean } from '../../numeric/fields/boxMean.js';

/** Half side of the square over which the disagreement is averaged. */
const disagreementRadius = 3;
/**
 * What a squared error is made of: so much of the squared distance from the pixel-wise answer, which is noise of the same
 * origin, and so much of the variance that quantisation leaves. Where a field has jumps no Gaussian prior fits, the steps of the
 * solver end early and errors have tails; a smooth field's waves go on across blocks, whose neighbours then tell of it too.
 * Measured on fields of known truth.
 */
export interface ErrorParts {
  readonly disagreement: number;
  readonly quantisation: number;
}

export const errorParts = {
  jumps: { disagreement: 1.4, quantisation: 1.6 },
  smooth: { disagreement: 0.6, quantisation: 0.95 },
  /** One value for many pixels is known better than its blocks. */
  cells: { disagreement: 0.35, quantisation: 0 },
} satisfies Readonly<Record<string, ErrorParts>>;

/** Misplacement by a hundredth of a pixel, and the rounding of everything, squared. */
const perGradient = 1e-4;
const leastVariance = 4e-7;

/** The variance of each 8 × 8 block of an area in which a plot's first pixel is at `left` and `top`. */
export interface Unknown {
  readonly variance: Float32Array;
  /** Blocks in a row. */
  readonly across: number;
  readonly left: number;
  readonly top: number;
}

/**
 * Standard error from how far joint and pixel-wise answers differ around a pixel, and from what quantisation leaves unknown.
 *
 * @param unknown variance of t that quantisation leaves
 */
export function jointSigma(
  t: Float32Array,
  start: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  unknown: Unknown,
  parts: ErrorParts,
): Float32Array {
  const square = new Float32Array(t.length).fill(Number.NaN);
  for (let i = 0; i < t.length; i++) if (mask[i] === 1) square[i] = (t[i]! - start[i]!) ** 2;
  const mean = boxMean(square, width, height, disagreementRadius);
  const sigma = new Float32Array(t.length);
  for (let y = 0; y < height; y++) {
    const blocks = unknown.across * ((y + unknown.top) >> 3);
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const gx = x > 0 && x + 1 < width ? (t[i + 1]! - t[i - 1]!) / 2 : 0;
      const gy = y > 0 && y + 1 < height ? (t[i + width]! - t[i - width]!) / 2 : 0;
      const noise =
        parts.disagreement * (mean[i]! || 0) +
        parts.quantisation * unknown.variance[blocks + ((x + unknown.left) >> 3)]!;
      sigma[i] = Math.sqrt(noise + perGradient * (gx * gx + gy * gy) + leastVariance);
    }
  }
  return sigma;
}
