import { rowColours } from '../../../bar/barProfile.js';
import { isDitheredBar } from '../../../bar/ditheredBar.js';
import { axesOf } from '../../../bar/readBar.js';
import type { Box, Raster } from '../../../model/types.js';
import { boxHeight, boxWidth } from '../ink/rectangle.js';
import { SHORTEST } from './changesColour.js';
import { longSides, type Orientation } from './pieces.js';

/** What a bar is like across: long for its thickness, and of one colour along each of its lines. */

/** A bar is at least this thick, in pixels. */
export const THINNEST = 5;
/** One beside small panels may be thinner, with or without a frame, but is many times as long then. */
const THIN = { pixels: 3, times: 15 };
/** A bar is at least this many times as long as it is thick. */
export const STOUTEST = 1.8;

/** How thin a bar of some length may be. */
export const leastThickness = (length: number): number =>
  length >= THIN.times * THIN.pixels ? THIN.pixels : THINNEST;

/** Of a bar thinner than this, pixels, the lines of its frame and their rims are most: so many on each side, but for the middle. */
const MOSTLY_FRAME = { thickness: 10, lines: 4, times: 10 };

/** What is between the long sides of a thin bar's frame; thicker ones, and what is as short as a letter's stroke, as they are. */
export function withoutFrame(rectangle: Box, orientation: Orientation): Box {
  const [high, low] = longSides({ orientation });
  const thickness = rectangle[high] - rectangle[low];
  const length = orientation === 'vertical' ? boxHeight(rectangle) : boxWidth(rectangle);
  if (thickness >= MOSTLY_FRAME.thickness || length < MOSTLY_FRAME.times * thickness) return rectangle;
  const lines = Math.min(MOSTLY_FRAME.lines, (thickness - 1) >> 1);
  return { ...rectangle, [low]: rectangle[low] + lines, [high]: rectangle[high] - lines };
}

/** Of the lines across what may be a piece of a bar, so many have one colour. */
const MOST_LINES = 0.85;

/** Whether the lines across a rectangle have one colour each, but for the pattern that a palette's dither makes of the colours of a bar. */
export const isBarLike = (
  raster: Raster,
  rectangle: Box,
  orientation: Orientation,
  noisy: boolean,
): boolean =>
  isUniform(raster, rectangle, orientation, noisy, MOST_LINES) ||
  (!noisy &&
    isLong(rectangle, orientation) &&
    isDitheredBar(raster, rectangle, { orientation }) &&
    isUniform(raster, rectangle, orientation, true, MOST_LINES));

/** Whether a rectangle has a bar's length and proportions. */
export function isLong(rectangle: Box, orientation: Orientation): boolean {
  const [height, width] = [boxHeight(rectangle), boxWidth(rectangle)];
  const [length, thickness] = orientation === 'vertical' ? [height, width] : [width, height];
  return length >= SHORTEST && thickness >= leastThickness(length) && length >= STOUTEST * thickness;
}

/** Lines that are read before it is asked whether enough can still have one colour. */
const LINES_AT_ONCE = 16;

/** Whether at least a share of the lines across a rectangle have one colour; given up where too many have more. */
function isUniform(
  raster: Raster,
  rectangle: Box,
  orientation: Orientation,
  noisy: boolean,
  share: number,
): boolean {
  const [start, end] =
    orientation === 'vertical' ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const lines = rectangle[end] - rectangle[start];
  let good = 0;
  for (let from = rectangle[start]; from < rectangle[end]; from += LINES_AT_ONCE) {
    const to = Math.min(rectangle[end], from + LINES_AT_ONCE);
    const part = { ...rectangle, [start]: from, [end]: to };
    good += Math.round((to - from) * uniformShare(rowColours(raster, part, axesOf(orientation)), noisy));
    if ((good + rectangle[end] - to) / lines < share) return false;
  }
  return good / lines >= share;
}

/** On each side of a thin bar the rim of its frame may reach into it by a pixel more than a frame takes. */
const RIM = 1;

/**
 * Share of the lines across a bar that have one colour: four in five of their pixels, or all but one at each side where that is less. The
 * half-covered pixels of a frame are a third of the thinnest bar.
 */
export function uniformShare({ colours, deviations }: ReturnType<typeof rowColours>, noisy: boolean): number {
  const tolerance = noisy ? 24 : 8;
  const rows = colours.length / 3;
  const pixels = deviations.length / (3 * rows);
  let good = 0;
  for (let i = 0; i < rows; i++) {
    let same = 0;
    let inner = 0;
    for (let a = 0; a < pixels; a++) {
      const off = (c: number): number => deviations[(3 * i + c) * pixels + a]!;
      if (off(0) > tolerance || off(1) > tolerance || off(2) > tolerance) continue;
      same++;
      if (a >= RIM && a < pixels - RIM) inner++;
    }
    if (same >= 0.8 * pixels || (pixels >= THINNEST && inner === pixels - 2 * RIM)) good++;
  }
  return good / Math.max(1, rows);
}
