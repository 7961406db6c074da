import { gridStep, smoothReach } from '../../decode/smooth/scales/multiscale.js';
import { grownBox } from '../../figure/layout/ink/rectangle.js';
import type { Box } from '../../model/types.js';

/**
 * Marks are looked at with their surroundings: planes through four pixels about a suspect one, inks within three, strokes three
 * wide, each settled from the one beside it. Thick letters take a dozen pixels of that; beyond this nothing was seen to change.
 */
const maskReach = 64;

/** Pixels around a block that its own may depend on. */
export const blockReach = smoothReach + maskReach;

/** A block of a plot area, and the pixels that are decoded for it; in pixels of the plot area. */
export interface BlockBoxes {
  readonly core: Box;
  readonly window: Box;
}

/**
 * The blocks of a plot area, row by row.
 *
 * @param side of a block, a multiple of 32; the last ones of a row and column are what is left
 */
export function blocksOf(width: number, height: number, side: number): BlockBoxes[] {
  if (side < gridStep || side % gridStep !== 0)
    throw new RangeError(`blocks expect a side that is a multiple of ${gridStep}, but received ${side}`);
  const blocks: BlockBoxes[] = [];
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += side) {
      const core = { left, top, right: Math.min(width, left + side), bottom: Math.min(height, top + side) };
      blocks.push({ core, window: grownBox(core, blockReach, { width, height }) });
    }
  return blocks;
}

/** Columns (or rows) from one to before another. */
export type Span = readonly [from: number, to: number];

/** A sample is made of so many windows along each side, the outer ones along the picture's border. */
const windows = 3;

/** Where the windows of a sample lie along a side of a picture: one over all of it where it is no longer than they are together. */
export function sampleSpans(length: number, side: number): Span[] {
  if (length <= windows * side) return [[0, length]];
  return Array.from({ length: windows }, (_, k) => {
    const from = Math.round((k * (length - side)) / (windows - 1));
    return [from, from + side] as const;
  });
}
