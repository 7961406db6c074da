import { PixelKind } from '../model/pixelKind.js';
import type { Grid } from '../model/types.js';
import { coordinatesAlong } from './coordinates/coordinates.js';

/** What a grid says of a place. */
export interface ValueAt {
  /** NaN where masked, or outside of the grid. */
  readonly value: number;
  readonly sigma: number;
  readonly kind: keyof typeof PixelKind | 'outside';
}

const kindNames = Object.keys(PixelKind) as (keyof typeof PixelKind)[];
const nowhere: ValueAt = { value: Number.NaN, sigma: Number.NaN, kind: 'outside' };

/**
 * What a grid says of places in its coordinates: the value of the pixel, or cell, in which each lies. Nothing is
 * interpolated: within a pixel the figure shows one colour.
 *
 * @param points x and y of each
 */
export function valuesAt(grid: Grid, points: readonly (readonly [number, number])[]): ValueAt[] {
  const column = indexAlong(grid, 'x');
  const row = indexAlong(grid, 'y');
  const { width, values, sigma, mask, kind } = grid;
  return points.map(([x, y]) => {
    const [c, r] = [column(x), row(y)];
    if (c === undefined || r === undefined) return nowhere;
    const i = r * width + c;
    const name = kindNames[kind?.[i] ?? (mask[i] === 1 ? PixelKind.data : PixelKind.noData)]!;
    return mask[i] === 1
      ? { value: values[i]!, sigma: sigma[i]!, kind: name }
      : { value: Number.NaN, sigma: Number.NaN, kind: name };
  });
}

/** Finds the pixel in which a coordinate lies; its first border belongs to it, and of the last one both do. */
function indexAlong(grid: Grid, side: 'x' | 'y'): (coordinate: number) => number | undefined {
  const borders = bordersAlong(grid, side);
  const n = borders.length - 1;
  const sign = borders[n]! >= borders[0]! ? 1 : -1;
  return (coordinate) => {
    const c = sign * coordinate;
    if (!(c >= sign * borders[0]! && c <= sign * borders[n]!)) return undefined;
    let [low, high] = [0, n];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (c >= sign * borders[middle]!) low = middle;
      else high = middle;
    }
    return low;
  };
}

/** Coordinates of the borders between the pixels along a side, the grid's edges included. */
export function bordersAlong(grid: Grid, side: 'x' | 'y'): Float64Array {
  const n = grid[side].length;
  const coordinate = coordinatesAlong(grid, side);
  return Float64Array.from({ length: n + 1 }, (_, k) => coordinate(k));
}
