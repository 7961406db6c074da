import type { Box, Raster } from '../../../model/types.js';
import { boxArea, unite } from '../ink/rectangle.js';
import { isPicture, mergedPieces } from '../ink/seams.js';
import { cellsOfGrid, filled } from './cellsOfGrid.js';

/**
 * Pieces of data put together: the cells of a grid, however far apart, and what no more than a seam parts, unless it parts pictures;
 * what is solid of them adds up.
 *
 * @param pieces boxes of ink with their number of solid pixels
 */
export function piecesOfPlots<T extends { readonly box: Box; readonly solid: number }>(
  raster: Raster,
  pieces: readonly T[],
): T[] {
  const cells = pieces.filter(({ box, solid }) => solid >= filled * boxArea(box) && !isPicture(raster, box));
  const grid = cellsOfGrid(cells.map(({ box }) => box));
  const whole = new Map<number, T>();
  const joined = new Set<T>();
  cells.forEach((cell, k) => {
    const host = whole.get(grid[k]!);
    if (grid[k]! < 0) return;
    whole.set(
      grid[k]!,
      host ? { ...host, box: unite(host.box, cell.box), solid: host.solid + cell.solid } : cell,
    );
    joined.add(cell);
  });
  return mergedPieces(raster, [...whole.values(), ...pieces.filter((piece) => !joined.has(piece))]);
}
