import { PixelKind } from '../model/pixelKind.js';
import type { Grid, GridAxis } from '../model/types.js';
import { cellValues } from './cells.js';
import { commonKind } from './commonKind.js';
import { coordinateAt } from './coordinates/coordinates.js';

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
  const { xAxis, yAxis, kind } = pixels;
  return {
    ...pixels,
    width: columns,
    height: rows,
    values,
    sigma,
    mask,
    ...(kind && { kind: cellKinds(pixels, kind, mask, { xEdges, yEdges }) }),
    x: centres(xEdges, pixels.x),
    y: centres(yEdges, pixels.y),
    ...(xAxis && { xAxis: axisOfCells(xAxis, xEdges, pixels.width) }),
    ...(yAxis && { yAxis: axisOfCells(yAxis, yEdges, pixels.height) }),
  };
}

/** The axis between the first and the last border. */
function axisOfCells(axis: GridAxis, borders: ArrayLike<number>, pixels: number): GridAxis {
  const at = (border: number) => coordinateAt(axis, border / pixels);
  return { ...axis, edges: [at(borders[0]!), at(borders[borders.length - 1]!)] };
}

/** Data where a cell has a value; else what most of its pixels show. */
function cellKinds(
  { width, height }: Grid,
  kinds: Uint8Array,
  mask: Uint8Array,
  { xEdges, yEdges }: CellBorders,
): Uint8Array {
  const columns = xEdges.length - 1;
  return mask.map((valid, cell) => {
    if (valid === 1) return PixelKind.data;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    return commonKind(kinds, width, {
      left: Math.max(0, Math.floor(xEdges[column]!)),
      right: Math.min(width, Math.ceil(xEdges[column + 1]!)),
      top: Math.max(0, Math.floor(yEdges[row]!)),
      bottom: Math.min(height, Math.ceil(yEdges[row + 1]!)),
    });
  });
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
