import type { DistinctColours } from '../raster/distinct.js';
import type { Raster } from '../types.js';
import { frameLines } from './frameLines.js';
import type { DecodedKnown } from './known.js';

/** A plot area with its distinct colours taken apart. */
export interface KnownPicture {
  readonly raster: Raster;
  readonly distinct: DistinctColours;
  /** 3m distinct colours, 0…255. */
  readonly colours: Float64Array;
}

/** What a decoder hands back: the result, and per pixel why it is off: 0 data, 1 colour off the map, 2 no data. */
export type KnownParts = Omit<DecodedKnown, 'lossy' | 'shading' | 'shadingDoubt' | 'filled'> & {
  readonly off: Uint8Array;
};

/**
 * Marks the pixels under the plot area's own frame as seeds.
 *
 * @returns whether pixel i lies under the frame
 */
export function coverFrame(raster: Raster, off: Uint8Array): (i: number) => boolean {
  const { width, height } = raster;
  const { left, top, right, bottom } = frameLines(raster, off);
  const covered = (i: number): boolean => {
    const x = i % width;
    const y = (i - x) / width;
    return y < top || y >= height - bottom || x < left || x >= width - right;
  };
  if (left + top + right + bottom > 0)
    for (let i = 0; i < off.length; i++) if (off[i] === 0 && covered(i)) off[i] = 1;
  return covered;
}
