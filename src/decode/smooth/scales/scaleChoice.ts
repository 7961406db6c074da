import type { Plane } from '../../../numeric/fields/pyramid.js';
import { evenSigma } from './evenSigma.js';

/**
 * How far a field may be averaged, from place to place. The picture itself is the judge: where errors are spread
 * evenly over levels, an answer that is wrong by a tenth of a level leaves a tenth of the pixels outside their own.
 */

/** Side of the squares of pixels that share one choice: a cell of the coarsest grid. */
export const tile = 32;
/** Every fourth pixel of every eighth row is asked: 32 of a square, some hundreds with its neighbours. */
const strideAcross = 4;
const strideDown = 8;
/**
 * Departures by less than this part of a level are forgiven. The fit's own noise makes them, and
 * where a valley runs along the border between two levels they are many and mean nothing.
 */
const forgiven = 0.05;
/** With more than this share of the pixels out of their level, the fit is wrong by a tenth of a level. */
const mostOut = 0.02;
/** A coarser grid may put this much more out than the best: one pixel in those asked. */
const tolerance = 0.002;
/** With more than this share out no coarser grid can do better: it need not be asked. */
const hopeless = 0.4;

export interface ScaleChoice {
  /** Squares along a row and down a column. */
  readonly across: number;
  readonly down: number;
  /** For each square the coarsest grid (1 = means of 2 × 2) that keeps its pixels in their levels; 0: none does. */
  readonly grid: Uint8Array;
  /** Share of its pixels that this grid (the first, if none will do) puts out of their level. */
  readonly out: Float32Array;
  /** Mean width of its levels. */
  readonly level: Float32Array;
}

/**
 * @param field middles of the levels; NaN = masked
 * @param sigma standard errors of the middles: `evenSigma` of a level
 * @param fits smooth answers on the grids of 2 × 2, 4 × 4 … means
 */
export function chooseScales(field: Plane, sigma: Float32Array, fits: readonly Plane[]): ScaleChoice {
  const across = Math.ceil(field.width / tile);
  const down = Math.ceil(field.height / tile);
  const squares = across * down;
  const open = new Uint8Array(squares).fill(1);
  const level = new Float32Array(squares);
  const shares = fits.map((fit, index) => {
    const counts = countOut(field, sigma, fit, index + 1, open, across);
    for (let s = 0; s < squares; s++) {
      if (index === 0) level[s] = counts.levels[s]! / Math.max(1, counts.asked[s]!);
      if (counts.out[s]! > hopeless * counts.asked[s]!) open[s] = 0;
    }
    return sharesAround(counts, across, down);
  });
  const grid = new Uint8Array(squares);
  const out = new Float32Array(squares);
  for (let s = 0; s < squares; s++) {
    const least = shares.reduce((share, of) => Math.min(share, of[s]!), 1);
    const most = Math.min(mostOut, least + tolerance);
    out[s] = shares[0]![s]!;
    shares.forEach((share, index) => {
      if (share[s]! > most) return;
      grid[s] = index + 1;
      out[s] = share[s]!;
    });
  }
  return { across, down, grid, out, level };
}

interface Counts {
  readonly asked: Float32Array;
  readonly out: Float32Array;
  /** Sum of the widths of the levels of those asked. */
  readonly levels: Float32Array;
}

/** Of the sampled pixels of each open square, those that have an answer on grid k, and those it puts out of their level. */
function countOut(
  { values, width, height }: Plane,
  sigma: Float32Array,
  { values: c, width: w, height: h }: Plane,
  k: number,
  open: Uint8Array,
  across: number,
): Counts {
  const asked = new Float32Array(open.length);
  const out = new Float32Array(open.length);
  const levels = new Float32Array(open.length);
  const size = 1 << k;
  /** Mean of u² over the pixels of a cell, whose sides are 1. */
  const spread = (1 - 1 / (size * size)) / 12;
  for (let y = strideDown >> 1; y < height; y += strideDown) {
    const row = y >> k;
    if (row < 1 || row + 1 >= h) continue;
    const v = (y + 0.5) / size - row - 0.5;
    for (let x = strideAcross >> 1; x < width; x += strideAcross) {
      const s = Math.floor(y / tile) * across + Math.floor(x / tile);
      const column = x >> k;
      const i = y * width + x;
      const m = values[i]!;
      if (open[s] === 0 || Number.isNaN(m) || column < 1 || column + 1 >= w) continue;
      const u = (x + 0.5) / size - column - 0.5;
      // The quadratic that has the fit's values as its means over cells.
      const o = row * w + column;
      const own = c[o]!;
      const left = c[o - 1]!;
      const right = c[o + 1]!;
      const above = c[o - w]!;
      const below = c[o + w]!;
      const value =
        own +
        (u * (right - left) + v * (below - above)) / 2 +
        ((u * u - spread) * (right - 2 * own + left) + (v * v - spread) * (below - 2 * own + above)) / 2 +
        (u * v * (c[o + w + 1]! - c[o + w - 1]! - c[o - w + 1]! + c[o - w - 1]!)) / 4;
      if (Number.isNaN(value)) continue;
      asked[s]!++;
      const level = sigma[i]! / evenSigma;
      levels[s]! += level;
      if (Math.abs(value - m) > (0.5 + forgiven) * level) out[s]!++;
    }
  }
  return { asked, out, levels };
}

/** Share out in each square and, with less weight, its eight neighbours; 1 where nobody was asked in the square itself. */
function sharesAround({ out, asked }: Counts, across: number, down: number): Float32Array {
  const shares = new Float32Array(out.length);
  for (let ty = 0; ty < down; ty++)
    for (let tx = 0; tx < across; tx++) {
      let o = 0;
      let n = 0;
      for (let y = Math.max(0, ty - 1); y <= Math.min(down - 1, ty + 1); y++)
        for (let x = Math.max(0, tx - 1); x <= Math.min(across - 1, tx + 1); x++) {
          const weight = (y === ty ? 2 : 1) * (x === tx ? 2 : 1);
          o += weight * out[y * across + x]!;
          n += weight * asked[y * across + x]!;
        }
      const own = ty * across + tx;
      shares[own] = asked[own] === 0 ? 1 : o / n;
    }
  return shares;
}
