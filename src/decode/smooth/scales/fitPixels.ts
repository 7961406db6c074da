import { locallyQuadratic, reach } from '../../../numeric/fields/localQuadratic.js';
import type { Plane } from '../../../numeric/fields/pyramid.js';
import { evenSigma } from './evenSigma.js';
import { pixelError } from './levelSigma.js';
import { tile } from './scaleChoice.js';

/** The field is judged around each pixel in squares of this half side: the window of the fit. */
const judgeReach = reach;
/**
 * An answer that puts more than this share of the pixels out of their level is wrong by as much of a level: no better
 * than the level's middle, which is wrong by a quarter on average.
 */
const roughOut = 0.15;

/**
 * Smooths a run of squares in place by the fit on the pixels themselves, where no coarser grid will do: short waves,
 * the surroundings of jumps and of marks. What the fit puts out of its level too often keeps the middles.
 *
 * @param sigma standard errors of the middles (`evenSigma` of a level); replaced where the value is
 * @param left first column of the run, `right` its end; `top` its first row
 * @param rough smooth all the same where the fit puts many pixels out
 * @returns pixels replaced
 */
export function fitPixels(
  { values, width, height }: Plane,
  sigma: Float32Array,
  left: number,
  right: number,
  top: number,
  rough: boolean,
): number {
  const bottom = Math.min(height, top + tile);
  const x0 = Math.max(0, left - reach);
  const x1 = Math.min(width, right + reach);
  const y0 = Math.max(0, top - reach);
  const y1 = Math.min(height, bottom + reach);
  const w = x1 - x0;
  const around = new Float32Array(w * (y1 - y0));
  for (let y = y0; y < y1; y++) around.set(values.subarray(y * width + x0, y * width + x1), (y - y0) * w);
  const middles = { values: around, width: w, height: y1 - y0 };
  const fit = locallyQuadratic(middles, top - y0, bottom - y0);
  const shares = outAround(values, sigma, fit.values, width, left, right, top, bottom, x0, w);
  let replaced = 0;
  for (let y = top, o = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, o++) {
      const i = y * width + x;
      const move = fit.values[(y - top) * w + x - x0]! - values[i]!;
      const share = shares[o]!;
      if (Number.isNaN(move) || (share > roughOut && !rough)) continue;
      const level = sigma[i]! / evenSigma;
      values[i]! += Math.min(level / 2, Math.max(-level / 2, move));
      sigma[i] = level * pixelError(middles, x - x0, y - y0, level, share);
      replaced++;
    }
  }
  return replaced;
}

/** Share of the pixels around each of the run's that the fit puts out of their level. */
function outAround(
  values: Float32Array,
  sigma: Float32Array,
  fit: Float32Array,
  width: number,
  left: number,
  right: number,
  top: number,
  bottom: number,
  x0: number,
  w: number,
): Float32Array {
  const columns = right - left;
  const shares = new Float32Array(columns * (bottom - top));
  // Per column over the rows around: pixels with an answer, and those it puts out counted 2¹⁶ each.
  const sums = new Int32Array(columns);
  const add = (y: number, sign: number): void => {
    if (y < top || y >= bottom) return;
    for (let x = left; x < right; x++) {
      const i = y * width + x;
      const move = Math.abs(fit[(y - top) * w + x - x0]! - values[i]!);
      if (!Number.isNaN(move)) sums[x - left]! += sign * (move > sigma[i]! / (2 * evenSigma) ? 65537 : 1);
    }
  };
  for (let y = top; y < top + judgeReach; y++) add(y, 1);
  for (let y = top, o = 0; y < bottom; y++) {
    add(y + judgeReach, 1);
    add(y - judgeReach - 1, -1);
    let sum = 0;
    for (let x = 0; x < Math.min(judgeReach, columns); x++) sum += sums[x]!;
    for (let x = 0; x < columns; x++, o++) {
      if (x + judgeReach < columns) sum += sums[x + judgeReach]!;
      if (x > judgeReach) sum -= sums[x - judgeReach - 1]!;
      shares[o] = (sum >>> 16) / (sum & 65535);
    }
  }
  return shares;
}
