import type { Raster } from '../model/types.js';
import { packedAt, tolerance } from './colourDistance.js';

/** Enough for a margin, a background and two kinds of hole. */
const candidateCount = 4;
/** A colour with fewer flat pixels than this share of the picture is no background worth a test. */
const leastShare = 0.002;

/** Whether the 3 × 3 neighbourhood of a pixel is flat: no channel differs from its own by more than the tolerance. */
export function isFlat({ width, height, data }: Raster, p: number): boolean {
  const x = p % width;
  if (x === 0 || x === width - 1 || p < width || p >= width * (height - 1)) return false;
  return isFlatInside(data, p, width);
}

/** The same of a pixel that has all eight neighbours. */
function isFlatInside(data: Uint8ClampedArray, p: number, width: number): boolean {
  const r = data[4 * p]!;
  const g = data[4 * p + 1]!;
  const b = data[4 * p + 2]!;
  // The nearest first: where a field slopes, one of them differs as a rule.
  return (
    isLike(data, p + 1, r, g, b) &&
    isLike(data, p + width, r, g, b) &&
    isLike(data, p - 1, r, g, b) &&
    isLike(data, p - width, r, g, b) &&
    isLike(data, p + width + 1, r, g, b) &&
    isLike(data, p + width - 1, r, g, b) &&
    isLike(data, p - width + 1, r, g, b) &&
    isLike(data, p - width - 1, r, g, b)
  );
}

function isLike(data: Uint8ClampedArray, q: number, r: number, g: number, b: number): boolean {
  const dr = data[4 * q]! - r;
  if (dr > tolerance || dr < -tolerance) return false;
  const dg = data[4 * q + 1]! - g;
  if (dg > tolerance || dg < -tolerance) return false;
  const db = data[4 * q + 2]! - b;
  return db <= tolerance && db >= -tolerance;
}

/** Half a million pixels tell which colours are frequent; of larger pictures every k-th row is counted. */
const mostCounted = 500_000;

/** The most frequent colours among flat pixels, most frequent first. */
export function flatColours(raster: Raster, excluded: Uint8Array): number[] {
  const { width, height, data } = raster;
  const every = Math.ceil((width * height) / mostCounted);
  const counts = new Map<number, number>();
  // Pixels along the border have no whole neighbourhood.
  for (let y = 0; y < height - 1; y += every) {
    if (y === 0) continue;
    // Flat pixels come in runs of one colour: the map is asked once per run.
    let last = -1;
    let run = 0;
    for (let p = y * width + 1; p < (y + 1) * width - 1; p++) {
      if (excluded[p] || !isFlatInside(data, p, width)) continue;
      const colour = packedAt(data, p);
      if (colour !== last) {
        if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run);
        last = colour;
        run = 0;
      }
      run++;
    }
    if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run);
  }
  const least = Math.max(20, leastShare * width * height) / every;
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort((a, b) => b[1] - a[1])
    .slice(0, candidateCount)
    .map(([colour]) => colour);
}
