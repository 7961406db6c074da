import type { Box, Raster, Rgb } from '../../model/types.js';
import { convexHull, crossings, type Polygon } from '../../numeric/curves/convexHull.js';
import { crop } from '../../raster/crop.js';
import { components } from './ink/components.js';
import { commonColour, inkMask, maxDifference, type Page } from './ink/page.js';

/** Anti-aliased borders mix data and page within a pixel. */
const SOFT = 1;
/** Lines around maps are no thicker than this share of the smaller side. */
const THICKEST = 0.03;
/** Two colours of one line are as near as this; a line has as large a share of the way round. */
const SAME_LINE = 48;
const MOST_OF_LINE = 0.8;
/** Ellipses fill π/4 of their box, maps with flat poles up to nine tenths, rectangles with cut corners more. */
const LEAST_FILL = 0.7;
const MOST_FILL = 0.94;
/** Where two shapes agree: their common area beside that of both. Pixels on the border alone make one to three hundredths. */
const LEAST_SYMMETRY = 0.95;

/**
 * The border of data that fill no rectangle but an ellipse, a circle or another shape with four rounded corners (Mollweide's and
 * Robinson's maps, polar maps, radar frames): a polygon in pixels of the picture, which the line around it does not touch.
 * Null where the data fill their box, or leave it raggedly, as those with holes do.
 *
 * Only a convex shape that mirrors itself in both axes is taken: then whatever lies outside is the page, though it has a
 * colour of the data.
 *
 * @param plotBox where the data are
 */
export function plotOutline(raster: Raster, page: Page, plotBox: Box): Polygon | null {
  const part = crop(raster, plotBox);
  const { width, height } = part;
  const ink = inkMask(part, page.colour, page.tolerance);
  // Labels in the corners hang together with nothing.
  const { labels, list } = components(ink, width, height);
  const large = new Set(
    list.filter(({ area }) => area >= smallest * width * height).map(({ label }) => label),
  );
  const rim: [number, number][] = [];
  for (let y = 0; y < height; y++) {
    const is = (x: number): boolean => large.has(labels[y * width + x]!);
    let left = 0;
    while (left < width && !is(left)) left++;
    if (left === width) continue;
    let right = width;
    while (!is(right - 1)) right--;
    rim.push([left, y], [left, y + 1], [right, y], [right, y + 1]);
  }
  if (rim.length === 0) return null;
  const hull = convexHull(rim);
  if (!isRound(hull, width, height)) return null;
  const line = lineThickness(part, hull);
  return shrunk(hull, line + SOFT, width, height).map(
    ([x, y]) => [x + plotBox.left, y + plotBox.top] as const,
  );
}

/** Components of a smaller share of the box are labels and stray marks. */
const smallest = 0.01;

/** Whether a shape has four rounded corners, all alike. */
function isRound(hull: Polygon, width: number, height: number): boolean {
  let area = 0;
  let both = 0;
  let either = 0;
  for (let y = 0; y < height; y++) {
    const [left, right] = crossings(hull, y + 0.5);
    const [below, beyond] = crossings(hull, height - y - 0.5);
    if (!(right > left) || !(beyond > below)) return false;
    area += right - left;
    // Beside its images in both mirrors at once, the row turned round and the row as far from the other side.
    const lefts = [left, width - right, below, width - beyond];
    const rights = [right, width - left, beyond, width - below];
    both += Math.max(0, Math.min(...rights) - Math.max(...lefts));
    either += Math.max(...rights) - Math.min(...lefts);
  }
  const fill = area / (width * height);
  return fill >= LEAST_FILL && fill <= MOST_FILL && both >= LEAST_SYMMETRY * either;
}

/** Thickness of the line that is drawn along a shape's border, 0 without one. */
function lineThickness(part: Raster, hull: Polygon): number {
  const { width, height } = part;
  const most = Math.ceil(THICKEST * Math.min(width, height)) + 1;
  let line: Rgb | undefined;
  for (let depth = 1; depth <= most; depth++) {
    const offsets = pixelsAlong(shrunk(hull, depth - 0.5, width, height), width, height);
    const colour = line ?? commonColour(part, offsets);
    const own = offsets.filter((o) => maxDifference(part, o, colour) <= SAME_LINE).length;
    if (own >= MOST_OF_LINE * offsets.length) line = colour;
    // The outermost pixels are half page: the line's own colour shows one further in, if at all.
    else if (depth > 1) return line === undefined ? 0 : depth - 1;
  }
  // What goes on like this is data of one colour.
  return 0;
}

/** Byte offsets of the pixels that a polygon runs through, about one a pixel. */
function pixelsAlong(polygon: Polygon, width: number, height: number): number[] {
  const offsets: number[] = [];
  polygon.forEach(([ax, ay], k) => {
    const [bx, by] = polygon[(k + 1) % polygon.length]!;
    const steps = Math.max(1, Math.round(Math.hypot(bx - ax, by - ay)));
    for (let i = 0; i < steps; i++) {
      const x = Math.min(width - 1, Math.max(0, Math.floor(ax + ((bx - ax) * i) / steps)));
      const y = Math.min(height - 1, Math.max(0, Math.floor(ay + ((by - ay) * i) / steps)));
      offsets.push(4 * (y * width + x));
    }
  });
  return offsets;
}

/** A convex shape whose border moved inwards by so many pixels. */
function shrunk(hull: Polygon, by: number, width: number, height: number): Polygon {
  const [cx, cy] = [width / 2, height / 2];
  return hull.map(([x, y]) => [
    cx + (x - cx) * Math.max(0, 1 - by / (width / 2)),
    cy + (y - cy) * Math.max(0, 1 - by / (height / 2)),
  ]);
}
