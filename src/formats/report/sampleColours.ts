import type { Box, Raster } from '../../types.js';

/** Steps of the golden ratio fill an interval more evenly, at any count, than random numbers do (Weyl 1916). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Pixels looked at per colour wanted: pictures of few colours repeat them often. */
const PATIENCE = 250;

/**
 * Distinct colours of a box of a picture, from pixels spread evenly over it: all of them where a picture has few,
 * else `count`, the frequent ones first.
 *
 * @returns 3m bytes, m ≤ count
 */
export function sampleColours(raster: Raster, box: Box, count: number): Uint8Array {
  const width = box.right - box.left;
  const pixels = width * (box.bottom - box.top);
  const seen = new Set<number>();
  const looks = Math.min(pixels, PATIENCE * count);
  for (let k = 0; k < looks && seen.size < count; k++) {
    const i = looks === pixels ? k : Math.floor(((k * GOLDEN) % 1) * pixels);
    const o = 4 * ((box.top + Math.floor(i / width)) * raster.width + box.left + (i % width));
    seen.add((raster.data[o]! << 16) | (raster.data[o + 1]! << 8) | raster.data[o + 2]!);
  }
  return Uint8Array.from([...seen].flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
}
