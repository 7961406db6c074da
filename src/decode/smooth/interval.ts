import type { DecodeStage } from '../picture/decoding.js';
import { kink, stencilsOf } from './curvature/curvature.js';
import { relax } from './curvature/relax.js';
import { evenSigma } from './scales/evenSigma.js';
import { polishedError } from './scales/levelSigma.js';
import { smoothByScales } from './scales/multiscale.js';

/**
 * A smooth field that lies within per-pixel bounds. A lossless picture says of each pixel only that its value lies in
 * one level of the colourmap; where the field is smooth, the neighbours' levels say where in it.
 */

/** Smaller fields (native cells, mostly) are polished: it takes hundredths of a second. */
const mostPolished = 1 << 17;
/** Less than this share smoothed is a rough field with a flat corner: not worth polishing, unless it is tiny. */
const leastShare = 0.02;
const tiny = 1 << 12;
/**
 * Steps of the accelerated projected gradient. Few on purpose: they remove what the fits leave of the levels' staircase,
 * while the remaining energy belongs to the field itself, which has curvature of its own (rmse on fields of known truth
 * is lowest at 10–40 steps).
 */
const steps = 16;
/**
 * On a smooth field the bounds rarely act, and the error at a bound (width/√3) is twice that of the middle
 * (width/√12): the smooth answer pays while fewer than about one pixel in six is clipped or kinked.
 */
const roughShare = 0.15;
/** Roughness is judged in squares of this half side: large enough for a share to mean something. */
const judgeRadius = 7;

/**
 * Replaces the middles of levels by a smooth field within the levels, in place. `auto` leaves the middles where the
 * field is too rough to gain, `on` does not.
 *
 * @param values middles of the levels, width × height; NaN = masked
 * @param sigma their standard errors, `evenSigma` of a level's width each; replaced where the value is
 * @returns number of pixels replaced
 */
export function smoothLevels(
  values: Float32Array,
  sigma: Float32Array,
  width: number,
  height: number,
  how: 'auto' | 'on' = 'auto',
  without: readonly DecodeStage[] = [],
): number {
  const small = values.length <= mostPolished;
  const middles = small ? values.slice() : values;
  const even = small ? sigma.slice() : sigma;
  const byScales = !without.includes('multiscale');
  const replaced = byScales ? smoothByScales({ values, width, height }, sigma, how === 'on', without) : 0;
  const rough = byScales && replaced < leastShare * values.length && values.length > tiny;
  return !small || rough || without.includes('polish')
    ? replaced
    : polish(values, sigma, middles, even, width, height, how);
}

/**
 * Lowers the squared second differences (∂xx² + ∂yy² + 2∂xy²) of a smooth field within its levels, in place.
 *
 * @returns pixels whose values are smooth; the others are put back to the middles
 */
function polish(
  values: Float32Array,
  sigma: Float32Array,
  middles: Float32Array,
  even: Float32Array,
  width: number,
  height: number,
  how: 'auto' | 'on',
): number {
  const lower = new Float32Array(values.length);
  const upper = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    lower[i] = middles[i]! - even[i]! / (2 * evenSigma);
    upper[i] = middles[i]! + even[i]! / (2 * evenSigma);
  }
  const stencils = stencilsOf(lower, upper, width, height);
  // No NaN may spread from masked pixels.
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) values[i] = 0;
  relax(values, lower, upper, stencils, width, steps);
  const calm = how === 'on' ? undefined : calmSquares(values, lower, upper, stencils, width, height);
  let kept = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(middles[i]!)) values[i] = Number.NaN;
    else if (calm !== undefined && calm[i] === 0) {
      values[i] = middles[i]!;
      sigma[i] = even[i]!;
    } else {
      if (even[i]! > 0) sigma[i] = (even[i]! / evenSigma) * polishedError(sigma[i]! / even[i]!);
      kept++;
    }
  }
  return kept;
}

/**
 * Pixels (1) that keep their smooth values: fewer than `roughShare` of the valid pixels in the square around them are
 * clipped by their bounds or at a kink. Running sums: the square costs four additions a pixel.
 */
function calmSquares(
  values: Float32Array,
  lower: Float32Array,
  upper: Float32Array,
  stencils: Uint8Array,
  width: number,
  height: number,
): Uint8Array {
  const calm = new Uint8Array(values.length);
  // Per column over the rows of the square: valid pixels, and rough ones counted 2¹⁶ each.
  const columns = new Uint32Array(width);
  const add = (y: number, sign: number): void => {
    if (y < 0 || y >= height) return;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const low = lower[i]!;
      const high = upper[i]!;
      if (!(high >= low)) continue;
      const margin = 1e-3 * (high - low);
      const v = values[i]!;
      const rough = v <= low + margin || v >= high - margin || (stencils[i]! & kink) !== 0;
      columns[x]! += sign * (rough ? 65537 : 1);
    }
  };
  for (let y = 0; y < judgeRadius; y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    add(y + judgeRadius, 1);
    add(y - judgeRadius - 1, -1);
    let sum = 0;
    for (let x = 0; x < Math.min(judgeRadius, width); x++) sum += columns[x]!;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (x + judgeRadius < width) sum += columns[x + judgeRadius]!;
      if (x > judgeRadius) sum -= columns[x - judgeRadius - 1]!;
      const rough = sum >>> 16;
      const valid = sum & 65535;
      if (upper[i]! >= lower[i]! && rough <= roughShare * valid) calm[i] = 1;
    }
  }
  return calm;
}
