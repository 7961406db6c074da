import type { Raster } from '../../model/types.js';
import type { FrameLines } from '../picture/block.js';
import { frameLines } from './frameLines.js';

/** Where a block lies in a plot area, whose frame is known. */
export interface FramedBlock {
  readonly lines: FrameLines;
  readonly left: number;
  readonly top: number;
  /** Of the whole plot area. */
  readonly width: number;
  readonly height: number;
}

/**
 * Marks the pixels under the plot area's own frame as seeds.
 *
 * @param block of what plot area the raster is a block, if it is no whole one
 * @returns the frame's lines, and whether pixel i lies under them; undefined where they cover none
 */
export function coverFrame(
  raster: Raster,
  off: Uint8Array,
  block?: FramedBlock,
): { readonly lines: FrameLines; readonly isCovered?: (i: number) => boolean } {
  const { width, height } = raster;
  const whole = block ?? { lines: frameLines(raster, off), left: 0, top: 0, width, height };
  const { left, top, right, bottom } = whole.lines;
  if (left + top + right + bottom === 0) return { lines: whole.lines };
  const isCovered = (i: number): boolean => {
    const x = i % width;
    const y = (i - x) / width + whole.top;
    const column = x + whole.left;
    return y < top || y >= whole.height - bottom || column < left || column >= whole.width - right;
  };
  for (let i = 0; i < off.length; i++) if (off[i] === 0 && isCovered(i)) off[i] = 1;
  return { lines: whole.lines, isCovered };
}
