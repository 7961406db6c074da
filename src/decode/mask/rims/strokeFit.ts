/**
 * A straight stroke through a small window of ink shares, as anti-aliasing draws it: each pixel's share is the area of
 * it that the stroke covers.
 */
export interface Stroke {
  /** Where the stroke's middle crosses the central line of pixels, in pixels across it. */
  readonly offset: number;
  /** How far the middle moves across per pixel along. */
  readonly slope: number;
  /** Width, measured across. */
  readonly width: number;
  /** Root mean square of what the stroke leaves unexplained. */
  readonly residual: number;
}

/** Pixels on either side of the centre, along the stroke and across it. */
export const along = 2;
export const across = 3;
/** Slanted strokes take six rounds from a level start; no edge moves by less than this share of a pixel. */
const rounds = 8;
const still = 0.002;
/** Keeps what a window leaves open (the width of a stroke wider than it) where it is. */
const ridge = 0.05;
/** Steeper strokes are fitted along the other axis. */
const steepest = 1.2;
/** An edge exactly along the pixel rows has no derivative there; so little slope gives it one. */
const leastSlope = 0.15;

/**
 * Fits offset, slope and width by Gauss–Newton; the offset is bound to its pixel and the neighbours, the slope to 50°.
 *
 * @param shares (2·along + 1) × (2·across + 1) shares of ink, across fastest; NaN where unknown
 * @param usual the width to begin with
 * @returns undefined if no stroke of up to 50° goes through the middle
 */
export function fitStroke(shares: Float64Array, usual: number): Stroke | undefined {
  let offset = 0;
  let slope = 0;
  let width = usual;
  let residual = Number.POSITIVE_INFINITY;
  let step = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= rounds; round++) {
    // Normal equations of the three unknowns.
    let a00 = 0;
    let a01 = 0;
    let a02 = 0;
    let a11 = 0;
    let a12 = 0;
    let a22 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let squares = 0;
    let count = 0;
    for (let k = -along, i = 0; k <= along; k++) {
      const middle = offset + slope * k;
      for (let j = -across; j <= across; j++, i++) {
        const share = shares[i]!;
        if (Number.isNaN(share) || Math.abs(j - middle) > across) continue;
        const upper = middle + width / 2 - j + 0.5;
        const lower = middle - width / 2 - j + 0.5;
        const off = share - (covered(upper, slope) - covered(lower, slope));
        const du = growth(upper, slope);
        const dl = growth(lower, slope);
        const d0 = du - dl;
        const d1 = k * d0;
        const d2 = (du + dl) / 2;
        count++;
        squares += off * off;
        a00 += d0 * d0;
        a01 += d0 * d1;
        a02 += d0 * d2;
        a11 += d1 * d1;
        a12 += d1 * d2;
        a22 += d2 * d2;
        b0 += d0 * off;
        b1 += d1 * off;
        b2 += d2 * off;
      }
    }
    residual = Math.sqrt(squares / (count || 1));
    if (round === rounds || step < still) break;
    a00 += ridge;
    a11 += ridge;
    a22 += ridge;
    const det = a00 * (a11 * a22 - a12 * a12) - a01 * (a01 * a22 - a12 * a02) + a02 * (a01 * a12 - a11 * a02);
    const x0 =
      (b0 * (a11 * a22 - a12 * a12) - a01 * (b1 * a22 - a12 * b2) + a02 * (b1 * a12 - a11 * b2)) / det;
    const x1 =
      (a00 * (b1 * a22 - a12 * b2) - b0 * (a01 * a22 - a12 * a02) + a02 * (a01 * b2 - b1 * a02)) / det;
    const x2 =
      (a00 * (a11 * b2 - b1 * a12) - a01 * (a01 * b2 - b1 * a02) + b0 * (a01 * a12 - a11 * a02)) / det;
    step = Math.abs(x0) + Math.abs(x1) + Math.abs(x2);
    offset = Math.min(1, Math.max(-1, offset + x0));
    slope = Math.min(steepest, Math.max(-steepest, slope + x1));
    width = Math.min(2 * across, Math.max(0.2, width + x2));
  }
  return Math.abs(slope) < steepest && Math.abs(offset) < 1 ? { offset, slope, width, residual } : undefined;
}

/** The share of the pixel `j` across from the centre that a stroke covers. */
export function strokeShare({ offset, slope, width }: Stroke, j: number): number {
  const middle = offset - j + 0.5;
  return covered(middle + width / 2, slope) - covered(middle - width / 2, slope);
}

/** Area of the unit pixel below an edge at height `at` in its middle. */
function covered(at: number, slope: number): number {
  const m = Math.max(leastSlope, Math.abs(slope));
  return (ramp(at + m / 2) - ramp(at - m / 2)) / m;
}

/** Derivative of `covered` with height. */
function growth(at: number, slope: number): number {
  const m = Math.max(leastSlope, Math.abs(slope));
  return (Math.min(1, Math.max(0, at + m / 2)) - Math.min(1, Math.max(0, at - m / 2))) / m;
}

/** Integral of x clipped to 0…1. */
function ramp(x: number): number {
  return x <= 0 ? 0 : x < 1 ? (x * x) / 2 : x - 0.5;
}
