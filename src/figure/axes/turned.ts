import type { Raster } from '../../model/types.js';
import type { Calibration } from '../labels/law.js';
import type { Edge, Edges, Side } from '../layout/frame.js';
import type { AxisReading } from './axis.js';

/** Tiles of this many pixels each way are turned one by one: rows and columns of one stay in the cache. */
const TILE = 32;

/**
 * A quarter turn clockwise, so that text written upward (R's axes) reads from left to right. Pixel (x, y) of a
 * picture `height` tall comes to (height − 1 − y, x).
 */
export function turnedRaster({ width, height, data }: Raster): Raster {
  const source = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const target = new Uint32Array(width * height);
  for (let top = 0; top < height; top += TILE)
    for (let left = 0; left < width; left += TILE)
      for (let x = left; x < Math.min(width, left + TILE); x++)
        for (let y = top; y < Math.min(height, top + TILE); y++)
          target[x * height + height - 1 - y] = source[y * width + x]!;
  return { width: height, height: width, data: new Uint8ClampedArray(target.buffer) };
}

/** The same rectangle in the turned picture. */
export function turnedEdges(edges: Edges, height: number): Edges {
  const flipped = (e: Edge): Edge => ({
    at: height - e.at,
    outer: height - e.outer,
    inner: height - e.inner,
    thickness: e.thickness,
  });
  return {
    left: flipped(edges.bottom),
    top: edges.left,
    right: flipped(edges.top),
    bottom: edges.right,
  };
}

/** The side of the turned rectangle at which an upright side comes to lie. */
export const turnedSide = (side: 'left' | 'right'): Side => (side === 'left' ? 'top' : 'bottom');

/** A reading of the turned picture, back in the coordinates of the upright one. */
export function turnedBack(reading: AxisReading, side: Side, height: number): AxisReading {
  const { law } = reading;
  const back = <T extends { readonly at: number }>(ticks: readonly T[]): T[] =>
    ticks.map((tick) => ({ ...tick, at: height - tick.at })).reverse();
  const upright: Calibration | null =
    law === null
      ? null
      : {
          ...law,
          slope: -law.slope,
          intercept: law.intercept + law.slope * height,
          read: back(law.read),
          dropped: back(law.dropped),
        };
  return { ...reading, side, law: upright, ticks: reading.ticks.map((at) => height - at).reverse() };
}
