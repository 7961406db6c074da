import { UsageError } from '../../model/errors.js';
import type { GridAxis, GridFrame } from '../../model/types.js';
import type { Setting } from '../../model/warning.js';

/** One axis of a plot area: the coordinates of its two edges and where they lie, in pixels from the first pixel's start. */
export interface AxisEdges {
  /** Coordinates at the left and right, or at the top and bottom edge. */
  readonly range: readonly [number, number];
  /** Pixel coordinates of the two edges, 0 and the number of pixels unless they are known better. */
  readonly at?: readonly [number, number];
  readonly scale?: 'linear' | 'log';
  /** Of the coordinates, where they are known; of dates CF's `seconds since …`. */
  readonly units?: string;
}

/**
 * Coordinates of the centres of `count` pixels in a row or column: pixel i is centred on i + ½.
 *
 * @throws UsageError if a logarithmic axis has an edge that is not positive
 */
export function pixelCentres(count: number, axis: AxisEdges, setting: Setting = 'x'): Float64Array {
  const coordinateAt = lawOf(count, axis, setting);
  return Float64Array.from({ length: count }, (_, i) => coordinateAt(i + 0.5));
}

/**
 * What a grid of `count` pixels in a row or column says of its axis.
 *
 * @throws UsageError if a logarithmic axis has an edge that is not positive
 */
export function gridAxis(count: number, axis: AxisEdges, setting: Setting = 'x'): GridAxis {
  const coordinateAt = lawOf(count, axis, setting);
  const { scale = 'linear', units } = axis;
  return {
    scale,
    edges: [coordinateAt(0), coordinateAt(count)],
    ...(units !== undefined && { units }),
  };
}

/** The coordinate at a place in pixels from the first pixel's start. */
function lawOf(count: number, axis: AxisEdges, setting: Setting): (place: number) => number {
  const { range, at = [0, count], scale = 'linear' } = axis;
  if (scale === 'log' && !(range[0] > 0 && range[1] > 0))
    throw new UsageError(
      `${setting} expects positive edges on a logarithmic axis, but received ${range[0]},${range[1]}`,
      setting,
    );
  return (place) => coordinateAt({ scale, edges: range }, (place - at[0]) / (at[1] - at[0]));
}

/** The coordinate at a share of the way from a grid's first edge to its last, 0…1. */
export function coordinateAt({ scale, edges }: GridAxis, share: number): number {
  const [first, last] = edges;
  return scale === 'log' ? first * (last / first) ** share : first + share * (last - first);
}

/** Where a coordinate lies between a grid's first edge (0) and its last (1); NaN where a logarithm has no place for it. */
export function shareAt({ scale, edges }: GridAxis, coordinate: number): number {
  const [first, last] = edges;
  return scale === 'log'
    ? Math.log(coordinate / first) / Math.log(last / first)
    : (coordinate - first) / (last - first);
}

/** The axis along one side of a grid, of pixels from the plot area's corner where nothing else is known. */
export function axisAlong(grid: GridFrame, side: 'x' | 'y'): GridAxis {
  const known = side === 'x' ? grid.xAxis : grid.yAxis;
  if (known) return known;
  const centres = grid[side];
  const n = centres.length;
  const half = n > 1 ? (centres[n - 1]! - centres[0]!) / (n - 1) / 2 : 0.5;
  return { scale: 'linear', edges: [centres[0]! - half, centres[n - 1]! + half] };
}

/** Centres may be off an even spacing by this share of a step: rounding, not unequal cells. */
const uneven = 1e-3;

/**
 * The signed distance from one centre to the next along a side of a grid; undefined where it is not the same
 * everywhere: on a logarithmic axis, and with data cells of unequal size.
 */
export function evenStep(grid: GridFrame, side: 'x' | 'y'): number | undefined {
  const { scale, edges } = axisAlong(grid, side);
  if (scale === 'log') return undefined;
  const centres = grid[side];
  const step = (edges[1] - edges[0]) / centres.length;
  const isEven = centres.every(
    (c, i) => Math.abs(c - edges[0] - (i + 0.5) * step) <= uneven * Math.abs(step),
  );
  return isEven ? step : undefined;
}

/** The coordinate at places in pixels from the first pixel's start, between the centres of unequal cells as well. */
export function coordinatesAlong(grid: GridFrame, side: 'x' | 'y'): (place: number) => number {
  const axis = axisAlong(grid, side);
  const centres = grid[side];
  const n = centres.length;
  if (axis.scale === 'log' || evenStep(grid, side) !== undefined)
    return (place) => coordinateAt(axis, place / n);
  const [first, last] = axis.edges;
  return (place) => {
    const k = Math.floor(place - 0.5);
    // The outer halves of the first and last cell end at the grid's edges.
    if (k < 0) return first + 2 * place * (centres[0]! - first);
    if (k >= n - 1) return last + 2 * (n - place) * (centres[n - 1]! - last);
    return centres[k]! + (place - 0.5 - k) * (centres[k + 1]! - centres[k]!);
  };
}
