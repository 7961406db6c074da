import type { Box, Raster } from '../model/types.js';
import {
  inverseMap,
  mappedPoint,
  ontoQuadrilateral,
  type Point,
  type ProjectiveMap,
  type Quadrilateral,
} from './projective.js';

/** A tilted picture as it would be seen from straight above. */
export interface StraightPicture {
  /** Each pixel has the colour of one pixel of the picture: colours are not mixed. */
  readonly raster: Raster;
  /** 1 for pixels that show nothing of the picture; width × height. */
  readonly outside: Uint8Array;
  /** The plot area: upright, its edges as long as the mean of the quadrilateral's opposite sides; where it is known. */
  readonly plot?: Box;
  /** From places in the straight picture to places in the tilted one. */
  readonly map: ProjectiveMap;
}

/** What surrounds the plot area is kept up to so many of its widths and heights to each side: bars and labels. */
const margin = 1.5;

/**
 * Straightens a picture whose plot area is a quadrilateral, by the projective map that makes that a rectangle. The nearest
 * pixel is taken, never a mixture: between two colours of a colourmap lies none of it.
 *
 * @param corners of the plot area, a convex quadrilateral, clockwise from its top left
 */
export function straightened(
  { width, height, data }: Raster,
  corners: Quadrilateral,
): StraightPicture & { readonly plot: Box } {
  const side = (k: number): number => {
    const [[x0, y0], [x1, y1]] = [corners[k]!, corners[(k + 1) % 4]!];
    return Math.hypot(x1 - x0, y1 - y0);
  };
  const across = Math.max(1, Math.round((side(0) + side(2)) / 2));
  const down = Math.max(1, Math.round((side(1) + side(3)) / 2));
  const fromPlot = ontoQuadrilateral(across, down, corners);
  const around = extent(inverseMap(fromPlot), width, height, across, down);
  const [w, h] = [around.right - around.left, around.bottom - around.top];
  const map = shifted(fromPlot, around.left, around.top);
  const straight = new Uint8ClampedArray(4 * w * h);
  const outside = new Uint8Array(w * h);
  for (let y = 0, i = 0; y < h; y++)
    for (let x = 0; x < w; x++, i++) {
      const [u, v] = mappedPoint(map, [x + 0.5, y + 0.5]);
      if (!(u >= 0 && v >= 0 && u < width && v < height)) outside[i] = 1;
      // Beyond the picture its outermost pixels go on: paper stays paper, and no edge is made.
      const column = Math.min(width - 1, Math.max(0, Math.floor(u) || 0));
      const row = Math.min(height - 1, Math.max(0, Math.floor(v) || 0));
      const from = 4 * (row * width + column);
      straight.set(data.subarray(from, from + 4), 4 * i);
    }
  const plot = {
    left: -around.left,
    top: -around.top,
    right: across - around.left,
    bottom: down - around.top,
  };
  return { raster: { width: w, height: h, data: straight }, outside, plot, map };
}

/** A picture that is upright as it lies. */
export function asItLies(raster: Raster): StraightPicture {
  const outside = new Uint8Array(raster.width * raster.height);
  return { raster, outside, map: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
}

/** The part of the straight plane, about a plot area of the given size, that shows the picture. */
function extent(toPlot: ProjectiveMap, width: number, height: number, across: number, down: number): Box {
  const edge: Point[] = [];
  // A picture's corner may lie beyond the horizon; points along its edges tell how far it reaches on this side.
  const steps = 16;
  for (let k = 0; k <= steps; k++) {
    const [x, y] = [(width * k) / steps, (height * k) / steps];
    edge.push([x, 0], [x, height], [0, y], [width, y]);
  }
  const seen = edge.map((point) => mappedPoint(toPlot, point)).filter(([x]) => !Number.isNaN(x));
  const clamp = (v: number, low: number, high: number): number => Math.min(high, Math.max(low, v));
  const xs = seen.map(([x]) => x);
  const ys = seen.map(([, y]) => y);
  return {
    left: Math.floor(clamp(Math.min(...xs), -margin * across, 0)),
    top: Math.floor(clamp(Math.min(...ys), -margin * down, 0)),
    right: Math.ceil(clamp(Math.max(...xs), across, (1 + margin) * across)),
    bottom: Math.ceil(clamp(Math.max(...ys), down, (1 + margin) * down)),
  };
}

/** The same map for places that are counted from another origin. */
function shifted(m: ProjectiveMap, x: number, y: number): ProjectiveMap {
  const moved = m.slice();
  for (const row of [0, 3, 6]) moved[row + 2]! += m[row]! * x + m[row + 1]! * y;
  return moved;
}

/** The smallest box of whole pixels of the tilted picture that holds a box of the straight one. */
export function boxInPicture(map: ProjectiveMap, box: Box, { width, height }: Raster): Box {
  return hull(
    [
      [box.left, box.top],
      [box.right, box.top],
      [box.right, box.bottom],
      [box.left, box.bottom],
    ].map(([x, y]) => mappedPoint(map, [x!, y!])),
    width,
    height,
  );
}

/** The box of the straight picture that holds a box of the tilted one. */
export function boxInStraight({ map, raster }: StraightPicture, box: Box): Box {
  return boxInPicture(inverseMap(map), box, raster);
}

function hull(points: readonly Point[], width: number, height: number): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const within = (v: number, most: number): number => Math.min(most, Math.max(0, v));
  return {
    left: within(Math.floor(Math.min(...xs) + 1e-6), width - 1),
    top: within(Math.floor(Math.min(...ys) + 1e-6), height - 1),
    right: within(Math.ceil(Math.max(...xs) - 1e-6), width),
    bottom: within(Math.ceil(Math.max(...ys) - 1e-6), height),
  };
}
