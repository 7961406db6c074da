import { interpolateRow, type Lattice } from '../../../numeric/fields/lattice.js';
import { locallyQuadratic, reach } from '../../../numeric/fields/localQuadratic.js';
import { halved, type Plane, refinedRows } from '../../../numeric/fields/pyramid.js';
import { filled } from '../../../numeric/filled.js';
import { evenSigma } from './evenSigma.js';
import { type ScaleChoice, tile } from './scaleChoice.js';

/** Grids of means: the cells of the fifth are as large as the squares that share a choice. */
export const grids = 5;
/** A grid with fewer cells along a side than the window is border all over. */
export const leastCells = 2 * reach + 1;
/** A level is as wide as this many of its standard errors. */
export const levelPerSigma = 1 / evenSigma;

/** A field, the smooth answers on its grids of means, and the way back. */
export interface ScaleGrids {
  /** The smooth answers on the grids of 2 × 2, 4 × 4 … means; none of a field that is too small. */
  readonly fits: readonly Plane[];
  /**
   * Moves the field's values to the smooth answers of the grids chosen, no farther than their levels reach, in place. The answers
   * are used up.
   *
   * @param errors standard errors of the answers, in widths of the level
   * @returns pixels moved
   */
  readonly settle: (choice: ScaleChoice, errors: Lattice) => number;
}

/**
 * Grids in plain code.
 *
 * @param field middles of the levels; NaN = masked
 * @param sigma their standard errors: `evenSigma` of a level; replaced where the value is
 */
export function plainGrids(field: Plane, sigma: Float32Array): ScaleGrids {
  const fits: Plane[] = [];
  let grid = field;
  for (let k = 1; k <= grids; k++) {
    grid = halved(grid);
    if (Math.min(grid.width, grid.height) < leastCells) break;
    fits.push(locallyQuadratic(grid));
  }
  return { fits, settle: (choice, errors) => settle(field, sigma, fits, choice, errors) };
}

function settle(
  { values, width, height }: Plane,
  sigma: Float32Array,
  fits: readonly Plane[],
  choice: ScaleChoice,
  errors: Lattice,
): number {
  const refined = refinedRows(blended(fits, choice), width);
  const error = new Float32Array(width);
  let moved = 0;
  for (let y = 0; y < height; y++) {
    const runs = chosenRuns(choice, y, width);
    if (runs.length === 0) continue;
    const line = refined(y);
    interpolateRow(errors, y, error);
    for (const [from, to] of runs) moved += moveWithin(values, sigma, y * width, line, error, from, to);
  }
  return moved;
}

/** The columns of a row, from and to, that have an answer on any grid. */
export function chosenRuns({ grid, across }: ScaleChoice, y: number, width: number): [number, number][] {
  const runs: [number, number][] = [];
  const row = Math.floor(y / tile) * across;
  for (let tx = 0; tx < across; tx++) {
    if (grid[row + tx] === 0) continue;
    const first = tx;
    while (tx < across && grid[row + tx] !== 0) tx++;
    runs.push([first * tile, Math.min(width, tx * tile)]);
  }
  return runs;
}

/** How much of the coarser grids' answers a place on grid k takes: all where a coarser one was chosen, without seams. */
export const coarserShares = ({ grid, across, down }: ScaleChoice, k: number): Lattice => ({
  values: filled(new Float32Array(grid.length), (g) => (grid[g]! > k ? 1 : 0)),
  across,
  down,
  size: tile >> k,
});

/** The answers of all grids in one on the first: in each square that of the grid chosen. In place. */
function blended(fits: readonly Plane[], choice: ScaleChoice): Plane {
  let coarse = fits[fits.length - 1]!;
  for (let k = fits.length - 1; k >= 1; k--) {
    const own = fits[k - 1]!;
    const { values, width, height } = own;
    const shares = coarserShares(choice, k);
    const refined = refinedRows(coarse, width);
    const share = new Float32Array(width);
    for (let y = 0, i = 0; y < height; y++) {
      if (!interpolateRow(shares, y, share)) {
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
  let moved = 0;
  for (let x = from, i = o + from; x < to; x++, i++) {
    const middle = values[i]!;
    const level = levelPerSigma * sigma[i]!;
    const low = middle - level / 2;
    const high = middle + level / 2;
    let value = answer[x]!;
    if (Number.isNaN(value - middle)) continue;
    if (value < low) value = low;
    if (value > high) value = high;
    values[i] = value;
    sigma[i] = level * error[x]!;
    moved++;
  }
  return moved;
}
