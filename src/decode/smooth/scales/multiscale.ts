import { interpolateRow } from '../../../numeric/fields/lattice.js';
import { locallyQuadratic, reach } from '../../../numeric/fields/localQuadratic.js';
import { halved, type Plane, refinedRows } from '../../../numeric/fields/pyramid.js';
import type { DecodeStage } from '../../picture/decoding.js';
import { evenSigma } from '../evenSigma.js';
import { fitPixels } from './fitPixels.js';
import { errorLattice } from './levelSigma.js';
import { chooseScales, type ScaleChoice, tile } from './scaleChoice.js';

/** Grids of means: the cells of the fifth are as large as the squares that share a choice. */
const grids = 5;
/** A grid with fewer cells along a side than the window is border all over. */
const leastCells = 2 * reach + 1;
/**
 * How far a pixel's smooth value is decided by others, at the most. The answer goes down from the coarsest grid by neighbouring cells of
 * each (62 pixels in all); what each grid has of it runs linearly between squares (32), whose choice is that of their neighbours, too (32 and
 * the square itself, 32), by answers from neighbouring cells (32) of fits that look for unmasked ones up to eight cells away (256).
 */
export const smoothReach = 14 * tile;
/** Blocks of a picture have its grids where they begin at multiples of this. */
export const gridStep = 1 << grids;

/** Beyond this share out on the first grid, the fit on the pixels themselves is not tried either. */
const mostOutOfFirst = 0.4;

/**
 * Replaces the middles of levels by a smooth field within them, in place: each place is averaged as far as its pixels
 * stay in their levels.
 *
 * @param field middles; NaN = masked
 * @param sigma standard errors of the middles (`evenSigma` of a level); replaced where the value is
 * @param rough smooth even where no fit keeps the pixels in their levels
 * @returns pixels replaced
 */
export function smoothByScales(
  field: Plane,
  sigma: Float32Array,
  rough: boolean,
  without: readonly DecodeStage[] = [],
): number {
  const { values, width, height } = field;
  const fits = fitGrids(field);
  if (fits.length === 0) return 0;
  const choice = chooseScales(field, sigma, fits);
  const { across, down, grid, out } = choice;
  const errors = errorLattice(fits, choice, width, height);
  let replaced = 0;
  // First the squares that need the pixels around them, before those are replaced.
  const wanted = (s: number): boolean =>
    !without.includes('fit on pixels') && grid[s] === 0 && (rough || out[s]! <= mostOutOfFirst);
  for (let ty = 0; ty < down; ty++)
    for (let tx = 0; tx < across; tx++) {
      const first = tx;
      while (tx < across && wanted(ty * across + tx)) tx++;
      if (tx === first) continue;
      const right = Math.min(width, tx * tile);
      replaced += fitPixels(field, sigma, first * tile, right, ty * tile, rough);
    }
  const refined = refinedRows(blended(fits, choice), width);
  const error = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / tile) * across;
    if (grid.subarray(row, row + across).every((k) => k === 0)) continue;
    const line = refined(y);
    interpolateRow(errors, y, error);
    for (let tx = 0; tx < across; tx++) {
      if (grid[row + tx] === 0) continue;
      const end = Math.min(width, (tx + 1) * tile);
      replaced += moveWithin(values, sigma, y * width, line, error, tx * tile, end);
    }
  }
  return replaced;
}

const perSigma = 1 / evenSigma;

/** Moves the columns of a row that begins at pixel `o` to the smooth answer, no farther than their levels reach. */
function moveWithin(
  values: Float32Array,
  sigma: Float32Array,
  o: number,
  answer: Float32Array,
  error: Float32Array,
  from: number,
  to: number,
): number {
  let replaced = 0;
  for (let x = from, i = o + from; x < to; x++, i++) {
    const middle = values[i]!;
    const level = perSigma * sigma[i]!;
    const low = middle - level / 2;
    const high = middle + level / 2;
    let value = answer[x]!;
    if (Number.isNaN(value - middle)) continue;
    if (value < low) value = low;
    if (value > high) value = high;
    values[i] = value;
    sigma[i] = level * error[x]!;
    replaced++;
  }
  return replaced;
}

/** The smooth answers on the grids of 2 × 2, 4 × 4 … means. */
function fitGrids(field: Plane): Plane[] {
  const fits: Plane[] = [];
  let grid = field;
  for (let k = 1; k <= grids; k++) {
    grid = halved(grid);
    if (Math.min(grid.width, grid.height) < leastCells) break;
    fits.push(locallyQuadratic(grid));
  }
  return fits;
}

/** The answers of all grids in one on the first: in each square that of the grid chosen, without seams. In place. */
function blended(fits: readonly Plane[], choice: ScaleChoice): Plane {
  const { across, down, grid } = choice;
  let coarse = fits[fits.length - 1]!;
  for (let k = fits.length - 1; k >= 1; k--) {
    const own = fits[k - 1]!;
    const { values, width, height } = own;
    const coarser = {
      values: Float32Array.from(grid, (g) => (g > k ? 1 : 0)),
      across,
      down,
      size: tile >> k,
    };
    const refined = refinedRows(coarse, width);
    const share = new Float32Array(width);
    for (let y = 0, i = 0; y < height; y++) {
      if (!interpolateRow(coarser, y, share)) {
        i += width;
        continue;
      }
      const line = refined(y);
      for (let x = 0; x < width; x++, i++) {
        const move = line[x]! - values[i]!;
        if (!Number.isNaN(move)) values[i]! += share[x]! * move;
      }
    }
    coarse = own;
  }
  return coarse;
}
