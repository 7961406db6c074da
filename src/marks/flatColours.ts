import type { Raster } from '../model/types.js';
import type { DistinctColours } from '../raster/colours/distinct.js';
import { belowChannels, wordsOf } from '../raster/colours/words.js';
import { tolerance } from './colourDistance.js';

/** Enough for a margin, a background and two kinds of hole. */
const candidateCount = 4;
/** A colour with fewer flat pixels than this share of the picture is no background worth a test. */
const leastShare = 0.002;

/** Whether the 3 × 3 neighbourhood of a pixel is flat: no channel differs from its own by more than the tolerance. */
export function isFlat(words: Uint32Array, p: number, width: number): boolean {
  const x = p % width;
  if (x === 0 || x === width - 1 || p < width || p >= words.length - width) return false;
  return isFlatInside(words, p, width);
}

/** The same of a pixel that has all eight neighbours. */
function isFlatInside(words: Uint32Array, p: number, width: number): boolean {
  const own = words[p]!;
  // The nearest first: where a field slopes, one of them differs as a rule.
  return (
    isLike(words[p + 1]!, own) &&
    isLike(words[p + width]!, own) &&
    isLike(words[p - 1]!, own) &&
    isLike(words[p - width]!, own) &&
    isLike(words[p + width + 1]!, own) &&
    isLike(words[p + width - 1]!, own) &&
    isLike(words[p - width + 1]!, own) &&
    isLike(words[p - width - 1]!, own)
  );
}

/** Whether no channel of two pixels differs by more than the tolerance. */
function isLike(a: number, b: number): boolean {
  // As a rule.
  if (a === b) return true;
  for (let shift = belowChannels; shift < belowChannels + 24; shift += 8) {
    const apart = ((a >>> shift) & 255) - ((b >>> shift) & 255);
    if (apart > tolerance || apart < -tolerance) return false;
  }
  return true;
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
  const words = wordsOf(data);
  const every = Math.ceil((width * height) / mostCounted);
  const counts = new Uint32Array(packed.length);
  const seen: number[] = [];
  // Pixels along the border have no whole neighbourhood.
  for (let y = 0; y < height - 1; y += every) {
    if (y === 0) continue;
    for (let p = y * width + 1; p < (y + 1) * width - 1; p++) {
      if (excluded[p] || !isFlatInside(words, p, width)) continue;
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
