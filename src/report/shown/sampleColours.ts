import type { Box, Raster } from '../../model/types.js';

/** Multiples of the golden ratio fill an interval more evenly, at any count, than random numbers do (Weyl 1916). */
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
  const step = coprimeNear(GOLDEN * pixels, pixels);
  const seen = new Set<number>();
  for (let k = 0; k < Math.min(pixels, PATIENCE * count) && seen.size < count; k++) {
    const i = (k * step) % pixels;
    const o = 4 * ((box.top + Math.floor(i / width)) * raster.width + box.left + (i % width));
    seen.add((raster.data[o]! << 16) | (raster.data[o + 1]! << 8) | raster.data[o + 2]!);
  }
  return Uint8Array.from([...seen].flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
}

/** A whole number from `start` up that has no divisor in common with n: its multiples modulo n reach every number once. */
function coprimeNear(start: number, n: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.max(1, Math.floor(start));
  while (divisor(step, n) > 1) step++;
  return step;
}
