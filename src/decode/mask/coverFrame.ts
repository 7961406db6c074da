import type { Raster } from '../../model/types.js';
import { frameLines } from './frameLines.js';

/**
 * Marks the pixels under the plot area's own frame as seeds.
 *
 * @returns whether pixel i lies under the frame; undefined where it covers none
 */
export function coverFrame(raster: Raster, off: Uint8Array): ((i: number) => boolean) | undefined {
  const { width, height } = raster;
  const { left, top, right, bottom } = frameLines(raster, off);
  if (left + top + right + bottom === 0) return undefined;
  const covered = (i: number): boolean => {
    const x = i % width;
    const y = (i - x) / width;
    return y < top || y >= height - bottom || x < left || x >= width - right;
  };
  const cover = (from: number, to: number): void => {
    for (let i = from; i < to; i++) if (off[i] === 0) off[i] = 1;
  };
  for (let y = 0, row = 0; y < height; y++, row += width) {
    const isWhole = y < top || y >= height - bottom;
    cover(row, row + (isWhole ? width : left));
    if (!isWhole) cover(row + width - right, row + width);
  }
  return covered;
}
