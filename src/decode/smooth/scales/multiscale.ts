import type { Plane } from '../../../numeric/fields/pyramid.js';
import type { DecodeStage } from '../../picture/decoding.js';
import { fitPixels } from './fitPixels.js';
import { errorLattice } from './levelSigma.js';
import { chooseScales, tile } from './scaleChoice.js';
import { grids } from './scaleGrids.js';
import { scaleGrids } from './scaleKernels.js';

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
  const { width, height } = field;
  const { fits, settle } = scaleGrids(field, sigma);
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
  return replaced + settle(choice, errors);
}
