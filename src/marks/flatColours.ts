import type { Raster } from '../model/types.js';
import type { DistinctColours } from '../raster/colours/distinct.js';
import { tolerance } from './colourDistance.js';

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

/** The most frequent colours among flat pixels, most frequent first, as indices of the distinct colours. */
export function flatColours(
  raster: Raster,
  { packed, indices }: DistinctColours,
  excluded: Uint8Array,
): number[] {
  const { width, height, data } = raster;
  const every = Math.ceil((width * height) / mostCounted);
  const counts = new Uint32Array(packed.length);
  const seen: number[] = [];
  // Pixels along the border have no whole neighbourhood.
  for (let y = 0; y < height - 1; y += every) {
    if (y === 0) continue;
    for (let p = y * width + 1; p < (y + 1) * width - 1; p++) {
      if (excluded[p] || !isFlatInside(data, p, width)) continue;
      const k = indices[p]!;
      if (counts[k] === 0) seen.push(k);
      counts[k]!++;
    }
  }
  const least = Math.max(20, leastShare * width * height) / every;
  return seen
    .filter((k) => counts[k]! >= least)
    .sort((a, b) => counts[b]! - counts[a]!)
    .slice(0, candidateCount);
}
