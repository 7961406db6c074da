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
): number[] {
  const [start, end] = columns ? [box.top, box.bottom] : [box.left, box.right];
  const count = Math.min(most, end - start);
  return Array.from({ length: count }, (_, k) => {
    const p = start + Math.floor(((k + 0.5) * (end - start)) / count);
    return 4 * (columns ? p * width + at : at * width + p);
  });
}
