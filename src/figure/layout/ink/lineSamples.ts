import type { Box, Raster } from '../../../model/types.js';

/**
 * Offsets of pixels evenly along a line across a box: a column or a row of it.
 *
 * @param at the column's x or the row's y
 * @param most as many at most; all of the line's pixels where it has no more
 */
export function lineSamples(
  { width }: Raster,
  box: Box,
  columns: boolean,
  at: number,
  most: number,
): Int32Array {
  const [start, end] = columns ? [box.top, box.bottom] : [box.left, box.right];
  const count = Math.min(most, end - start);
  const offsets = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const p = start + Math.floor(((k + 0.5) * (end - start)) / count);
    offsets[k] = 4 * (columns ? p * width + at : at * width + p);
  }
  return offsets;
}
