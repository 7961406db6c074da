import { kink } from './curvature.js';

/** Bounds on the grid of 2 × 2 means. */
export interface HalfGrid {
  readonly width: number;
  readonly height: number;
  readonly lower: Float32Array;
  readonly upper: Float32Array;
}

/** The 2 × 2 means of a field's bounds; an odd last row or column has no part. One masked pixel masks its mean. */
export function halfGridOf(
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
): HalfGrid {
  const half = { width: width >> 1, height: height >> 1 };
  const low = new Float32Array(half.width * half.height);
  const high = new Float32Array(half.width * half.height);
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const i = 2 * y * width + 2 * x;
      // One masked pixel masks the mean: its bounds would be those of another place.
      low[y * half.width + x] = (lower[i]! + lower[i + 1]! + lower[i + width]! + lower[i + width + 1]!) / 4;
      high[y * half.width + x] = (upper[i]! + upper[i + 1]! + upper[i + width]! + upper[i + width + 1]!) / 4;
    }
  }
  return { ...half, lower: low, upper: high };
}

/**
 * The coarse answer starts only pixels whose neighbours at this distance have their own level: on steeper ground the
 * fine grid reaches far enough, and coarse curvature would only blur it.
 */
const plateauRadius = 1;

/** Puts the coarse answer on the plateaus of the field, interpolated linearly and held to the bounds. */
export function spreadOverPlateaus(
  values: Float32Array,
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
  half: HalfGrid,
  coarse: Float32Array,
): void {
  const { lower: low } = half;
  for (let y = 0; y < height; y++) {
    const v = Math.min(Math.max((y - 0.5) / 2, 0), half.height - 1);
    const y0 = Math.min(Math.floor(v), half.height - 2);
    const fy = v - y0;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!onPlateau(lower, i, x, y, width, height)) continue;
      const u = Math.min(Math.max((x - 0.5) / 2, 0), half.width - 1);
      const x0 = Math.min(Math.floor(u), half.width - 2);
      const fx = u - x0;
      const o = y0 * half.width + x0;
      const o2 = o + half.width;
      if (Number.isNaN(low[o]! + low[o + 1]! + low[o2]! + low[o2 + 1]!) || Number.isNaN(lower[i]!)) continue;
      const value =
        (coarse[o]! * (1 - fx) + coarse[o + 1]! * fx) * (1 - fy) +
        (coarse[o2]! * (1 - fx) + coarse[o2 + 1]! * fx) * fy;
      values[i] = Math.min(Math.max(value, lower[i]!), upper[i]!);
    }
  }
}

function onPlateau(
  lower: Float32Array,
  i: number,
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  const left = Math.max(0, x - plateauRadius) - x + i;
  const right = Math.min(width - 1, x + plateauRadius) - x + i;
  const top = i + (Math.max(0, y - plateauRadius) - y) * width;
  const bottom = i + (Math.min(height - 1, y + plateauRadius) - y) * width;
  return lower[left]! === lower[right]! && lower[top]! === lower[bottom]!;
}

/** Share of the inner pixels, the masked ones among them, that lie on plateaus. */
export function plateauShare(lower: Float32Array, width: number, height: number): number {
  let count = 0;
  for (let y = plateauRadius; y < height - plateauRadius; y++)
    for (let x = plateauRadius; x < width - plateauRadius; x++)
      if (onPlateau(lower, y * width + x, x, y, width, height)) count++;
  return count / (width * height);
}

/**
 * Puts the coarse answer everywhere that it has a smooth stretch of 4 × 4, interpolated by cubics (Lagrange) and held
 * to the bounds; other pixels keep what they have.
 *
 * @param stencils of the half grid
 */
export function spreadEverywhere(
  values: Float32Array,
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
  half: HalfGrid,
  coarse: Float32Array,
  stencils: Uint8Array,
): void {
  const smooth = smoothStretches(half, stencils);
  const columns = cubicWeights(width, half.width);
  const rows = cubicWeights(height, half.height);
  const blended = new Float32Array(half.width);
  for (let y = 0; y < height; y++) {
    const o = rows.first[y]! * half.width;
    const [a, b, c, d] = rows.weights.subarray(4 * y, 4 * y + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    for (let x = 0; x < half.width; x++)
      blended[x] =
        a * coarse[o + x]! +
        b * coarse[o + half.width + x]! +
        c * coarse[o + 2 * half.width + x]! +
        d * coarse[o + 3 * half.width + x]!;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const first = columns.first[x]!;
      if (smooth[o + first] === 0 || Number.isNaN(lower[i]!)) continue;
      const w = 4 * x;
      const value =
        columns.weights[w]! * blended[first]! +
        columns.weights[w + 1]! * blended[first + 1]! +
        columns.weights[w + 2]! * blended[first + 2]! +
        columns.weights[w + 3]! * blended[first + 3]!;
      values[i] = Math.min(Math.max(value, lower[i]!), upper[i]!);
    }
  }
}

/** 1 where the 4 × 4 means to the lower right are all there and have no kink in their middle. */
function smoothStretches({ width, height, lower }: HalfGrid, stencils: Uint8Array): Uint8Array {
  const smooth = new Uint8Array(width * height);
  for (let y = 0; y + 3 < height; y++) {
    // Columns in a row that are there and without a kink.
    let run = 0;
    for (let x = 0; x < width; x++) {
      let good = true;
      for (let k = 0; k < 4 && good; k++) {
        const i = (y + k) * width + x;
        good = !Number.isNaN(lower[i]!) && (stencils[i]! & kink) === 0;
      }
      run = good ? run + 1 : 0;
      if (run >= 4) smooth[y * width + x - 3] = 1;
    }
  }
  return smooth;
}

/** For each of `length` pixels the first of the four means about it, and their weights. */
function cubicWeights(length: number, halfLength: number): { first: Int32Array; weights: Float32Array } {
  const first = new Int32Array(length);
  const weights = new Float32Array(4 * length);
  for (let x = 0; x < length; x++) {
    // An odd last pixel lies beyond the last mean's own: it gets what its neighbour gets.
    const u = Math.min((x - 0.5) / 2, halfLength - 0.75);
    const start = Math.min(Math.max(Math.floor(u) - 1, 0), halfLength - 4);
    const f = u - start - 1;
    first[x] = start;
    weights[4 * x] = (-f * (f - 1) * (f - 2)) / 6;
    weights[4 * x + 1] = ((f + 1) * (f - 1) * (f - 2)) / 2;
    weights[4 * x + 2] = (-(f + 1) * f * (f - 2)) / 2;
    weights[4 * x + 3] = ((f + 1) * f * (f - 1)) / 6;
  }
  return { first, weights };
}
