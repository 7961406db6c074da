import { PixelKind } from '../model/pixelKind.js';
import type { Box } from '../model/types.js';

/** What most of the pixels of a box show that are no data; no data where all of them are. */
export function commonKind(kinds: Uint8Array, width: number, { left, top, right, bottom }: Box): PixelKind {
  const counts = new Uint32Array(8);
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) counts[kinds[y * width + x]!]!++;
  counts[PixelKind.data] = 0;
  const most = counts.indexOf(Math.max(...counts));
  return most === PixelKind.data ? PixelKind.noData : (most as PixelKind);
}
