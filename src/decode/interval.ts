import { kink, relaxAccelerated, relaxInPlace, stencilsOf } from './curvature.js';
import { halfGridOf, plateauShare, spreadEverywhere, spreadOverPlateaus } from './halfGrid.js';

/**
 * The smoothest field that lies within per-pixel bounds. A lossless picture says of each pixel only that its value
 * lies in one level of the colourmap; where the field is smooth, the neighbours' levels say where in it.
 */

export interface SmoothWithin {
  /** Values within the bounds; the middle of the bounds where the field is rough; NaN where masked. */
  readonly values: Float32Array;
  /** 1 where the smooth value was kept, 0 where the middle stayed. */
  readonly smoothed: Uint8Array;
  /** Share of the valid pixels that were smoothed. */
  readonly share: number;
}

/**
 * Steps of the accelerated projected gradient. Few on purpose: they remove the staircase of the levels, while the
 * remaining energy belongs to the field itself, which has curvature of its own (rmse on fields of known truth is
 * lowest at 30–60 steps). Larger plateaus are reached through the coarser grids.
 */
const steps = 40;
/** Halvings of the grid: four reach plateaus of some hundred pixels. */
const halvings = 4;
/**
 * Smaller fields (native cells, mostly) are solved on their own grid: it takes a fraction of a second, and fields that
 * are flat here and steep there lose their steep parts on the half grid (twice the error on the truth figures).
 */
const leastHalved = 1 << 18;
/** A half grid with a shorter side than this has more border than field. */
const leastSide = 32;
/**
 * A field of which so many pixels lie on plateaus shows no detail that its half grid would lose, and is solved there:
 * more accurately than on its own grid, where 40 steps do not cross a plateau, and in a fraction of the time. With
 * fewer plateaus the half grid's answer soon becomes the worse one.
 */
const leastPlateaus = 1 / 16;
/** Passes that fit the answer of the half grid to the bounds of the full one. */
const finishingPasses = 1;
/** Without plateaus a field is a texture; beyond this many pixels it is left at its levels' middles: 40 steps take 10 s at 25 megapixels. */
const mostSteep = 1 << 23;
/**
 * On a smooth field the bounds rarely act, and the error at a bound (width/√3) is twice that of the middle
 * (width/√12): the smooth answer pays while fewer than about one pixel in six is clipped or kinked.
 */
const roughShare = 0.15;
/** Roughness is judged in squares of this half side: large enough for a share to mean something. */
const judgeRadius = 7;

/**
 * Minimises the squared second differences (∂xx² + ∂yy² + 2∂xy²) of a field subject to bounds, by projected
 * gradient with Nesterov's acceleration (Beck & Teboulle 2009, doi:10.1137/080716542), coarse grid to fine.
 *
 * Intervals need not have equal widths. Values, bounds and result share one unit.
 *
 * @param lower lower bound of each pixel, width × height; NaN = masked
 * @param upper upper bound of each pixel, at least `lower`; NaN = masked
 */
export function smoothestWithin(
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
): SmoothWithin {
  const pixels = width * height;
  const stencils = stencilsOf(lower, upper, width, height);
  // A first look at the kinks alone: a rough field is not worth solving for.
  let kinks = 0;
  let known = 0;
  for (let i = 0; i < pixels; i++) {
    if (Number.isNaN(lower[i]!)) continue;
    known++;
    if ((stencils[i]! & kink) !== 0) kinks++;
  }
  // Beyond a half, squares with few kinks can only be specks.
  const values =
    known === 0 || kinks > known / 2
      ? undefined
      : smoothField(lower, upper, stencils, width, height, halvings);
  if (values === undefined) {
    const middles = new Float32Array(pixels);
    for (let i = 0; i < pixels; i++) middles[i] = (lower[i]! + upper[i]!) / 2;
    return { values: middles, smoothed: new Uint8Array(pixels), share: 0 };
  }
  const smoothed = calmSquares(values, lower, upper, stencils, width, height);
  let kept = 0;
  for (let i = 0; i < pixels; i++) {
    if (smoothed[i] === 1) kept++;
    else values[i] = (lower[i]! + upper[i]!) / 2;
  }
  return { values, smoothed, share: kept / known };
}

/** Values within the bounds (the middles where masked), solved on the half grid where that loses nothing. */
function smoothField(
  lower: Float32Array,
  upper: Float32Array,
  stencils: Uint8Array,
  width: number,
  height: number,
  depth: number,
): Float32Array | undefined {
  const halve = depth > 0 && width * height >= leastHalved && Math.min(width, height) >= 2 * leastSide;
  if (!halve || plateauShare(lower, width, height) < leastPlateaus)
    return width * height > mostSteep ? undefined : solve(lower, upper, stencils, width, height, depth);
  const half = halfGridOf(lower, upper, width, height);
  const halfStencils = stencilsOf(half.lower, half.upper, half.width, half.height);
  const coarse = smoothField(half.lower, half.upper, halfStencils, half.width, half.height, depth - 1);
  if (coarse === undefined) return undefined;
  const values = middlesOf(lower, upper);
  spreadEverywhere(values, lower, upper, width, height, half, coarse, halfStencils);
  relaxInPlace(values, lower, upper, stencils, width, finishingPasses);
  return values;
}

/** Values within the bounds, from a start interpolated from the solution on half the grid. */
function solve(
  lower: Float32Array,
  upper: Float32Array,
  stencils: Uint8Array,
  width: number,
  height: number,
  depth: number,
): Float32Array {
  const values = middlesOf(lower, upper);
  if (depth > 0 && Math.min(width, height) >= 16) {
    const half = halfGridOf(lower, upper, width, height);
    const halfStencils = stencilsOf(half.lower, half.upper, half.width, half.height);
    const coarse = solve(half.lower, half.upper, halfStencils, half.width, half.height, depth - 1);
    spreadOverPlateaus(values, lower, upper, width, height, half, coarse);
  }
  relaxAccelerated(values, lower, upper, stencils, width, steps);
  return values;
}

/** Middles of the bounds; 0 where masked, so that no NaN spreads. */
function middlesOf(lower: Float32Array, upper: Float32Array): Float32Array {
  const middles = new Float32Array(lower.length);
  for (let i = 0; i < middles.length; i++) {
    const m = (lower[i]! + upper[i]!) / 2;
    middles[i] = Number.isNaN(m) ? 0 : m;
  }
  return middles;
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
