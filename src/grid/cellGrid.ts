import type { Grid } from '../model/types.js';
import { cellValues } from './cells.js';

/** Borders of data cells, in pixels from the left and from the top edge of a grid of pixels; ascending. */
export interface CellBorders {
  readonly xEdges: ArrayLike<number>;
  readonly yEdges: ArrayLike<number>;
}

/** Borders of `rows` × `columns` cells of one size over a whole grid. */
export function equalCells(width: number, height: number, rows: number, columns: number): CellBorders {
  const borders = (count: number, pixels: number) =>
    Float64Array.from({ length: count + 1 }, (_, i) => (i * pixels) / count);
  return { xEdges: borders(columns, width), yEdges: borders(rows, height) };
}

/** The grid of native data cells that a grid of pixels shows: one value a cell, coordinates of the cells' centres. */
export function cellGrid(pixels: Grid, { xEdges, yEdges }: CellBorders): Grid {
  const { rows, columns, values, sigma, mask } = cellValues(pixels, xEdges, yEdges);
  return {
    ...pixels,
    width: columns,
    height: rows,
    values,
    sigma,
    mask,
    x: centres(xEdges, pixels.x),
    y: centres(yEdges, pixels.y),
  };
}

/** Coordinates half-way between borders, by the coordinates of the pixel centres (pixel i is centred on i + ½). */
function centres(edges: ArrayLike<number>, coordinates: Float64Array): Float64Array {
  const n = coordinates.length;
  return Float64Array.from({ length: edges.length - 1 }, (_, i) => {
    const at = (edges[i]! + edges[i + 1]!) / 2 - 0.5;
    const k = Math.min(Math.max(Math.floor(at), 0), Math.max(0, n - 2));
    const [a, b] = [coordinates[k]!, coordinates[Math.min(k + 1, n - 1)]!];
    return a + (at - k) * (b - a);
  });
}
