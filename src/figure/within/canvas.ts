import type { Box, Raster, Rgb } from '../../model/types.js';
import { commonColour, maxDifference } from '../layout/ink/page.js';
import { boxArea } from '../layout/ink/rectangle.js';

/** What something is drawn on: an area of one colour, and the box around it. */
export interface Canvas {
  readonly colour: Rgb;
  readonly box: Box;
}

/** A canvas that is more of the picture than this is its page. */
const mostOfPicture = 0.97;

export const isWholePicture = ({ box }: Pick<Canvas, 'box'>, { width, height }: Raster): boolean =>
  boxArea(box) > mostOfPicture * width * height;

/** Distances (pixels) from a box at which its surroundings are looked at: beyond a frame and its rims. */
const near = 3;
const far = 8;
/** Share of the surroundings that has the canvas' colour: labels and ticks take some of the rest. */
const leastShare = 0.5;
/** What a canvas may vary by, in any channel. */
export const tolerance = { exact: 4, lossy: 14 };

/**
 * What a box is drawn on: the colour that most of its surroundings have, and the box around all the pixels of that colour
 * that hang together with those. Undefined where the surroundings have no common colour: then the box lies on data.
 *
 * @param lossy the picture went through a lossy codec
 */
export function canvasAround(raster: Raster, box: Box, lossy: boolean): Canvas | undefined {
  const { width, height } = raster;
  const ring: number[] = [];
  for (let y = Math.max(0, box.top - far); y < Math.min(height, box.bottom + far); y++)
    for (let x = Math.max(0, box.left - far); x < Math.min(width, box.right + far); x++) {
      const isInside =
        x >= box.left - near && x < box.right + near && y >= box.top - near && y < box.bottom + near;
      if (!isInside) ring.push(y * width + x);
    }
  if (ring.length === 0) return undefined;
  const colour = commonColour(
    raster,
    ring.map((p) => 4 * p),
  );
  const slack = lossy ? tolerance.lossy : tolerance.exact;
  const isCanvas = (p: number): boolean => maxDifference(raster, 4 * p, colour) <= slack;
  const seeds = ring.filter(isCanvas);
  if (seeds.length < leastShare * ring.length) return undefined;
  return { colour, box: extent(raster, seeds, colour, slack) };
}

/** The box around all the pixels of a colour, give or take a slack, that hang together with some of them. */
function extent(raster: Raster, seeds: readonly number[], [r, g, b]: Rgb, slack: number): Box {
  const { width, height, data } = raster;
  const seen = new Uint8Array(width * height);
  // Each pixel is put there once at most.
  const stack = new Int32Array(width * height);
  stack.set(seeds);
  let count = seeds.length;
  for (const p of seeds) seen[p] = 1;
  let [left, top, right, bottom] = [width, height, 0, 0];
  const visit = (q: number): void => {
    if (seen[q] === 1) return;
    const o = 4 * q;
    if (Math.abs(data[o]! - r) > slack || Math.abs(data[o + 1]! - g) > slack) return;
    if (Math.abs(data[o + 2]! - b) > slack) return;
    seen[q] = 1;
    stack[count++] = q;
  };
  while (count > 0) {
    const p = stack[--count]!;
    const x = p % width;
    const y = (p - x) / width;
    if (x < left) left = x;
    if (x >= right) right = x + 1;
    if (y < top) top = y;
    if (y >= bottom) bottom = y + 1;
    if (x > 0) visit(p - 1);
    if (x + 1 < width) visit(p + 1);
    if (y > 0) visit(p - width);
    if (y + 1 < height) visit(p + width);
  }
  return { left, top, right, bottom };
}
