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
export type KnownParts = Omit<DecodedKnown, 'lossy' | 'shaded' | 'filled'> & { readonly off: Uint8Array };

/** Marks the pixels under the plot area's own frame as seeds. */
export function coverFrame(raster: Raster, off: Uint8Array): void {
  const { width, height } = raster;
  const { left, top, right, bottom } = frameLines(raster, off);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (y >= top && y < height - bottom && x >= left && x < width - right) {
        x = width - right - 1;
        continue;
      }
      if (off[y * width + x] === 0) off[y * width + x] = 1;
    }
}
