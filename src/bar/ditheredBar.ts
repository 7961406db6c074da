import type { Box, Raster } from '../model/types.js';
import { type BarAxes, barPixel } from './barProfile.js';

/** Palettes of dithered pictures have no more colours. */
const mostColours = 256;
/** A lossless bar's rows have one colour; where so many have not, its colours are mixed of a palette's. */
const leastMixedRows = 0.25;
/** The frame's pixels on either side. */
const frameAndRim = 2;
/** The largest pattern of thresholds in use is 8 × 8: the mean over one, taken twice, shows none of it. */
const patternRows = 8;

/**
 * The rows of a bar that was dithered with the rest of its picture: their colours are means, for the medians would be
 * those of the palette. Undefined for other bars.
 *
 * @param n rows along the bar
 * @returns 3n sRGB values
 */
export function ditheredRows(raster: Raster, box: Box, axes: BarAxes, n: number): Float64Array | undefined {
  const thickness = axes.orientation === 'vertical' ? box.right - box.left : box.bottom - box.top;
  const [first, last] = [frameAndRim, thickness - frameAndRim];
  const across = last - first;
  if (across < 2) return undefined;
  const seen = new Set<number>();
  const means = new Float64Array(3 * n);
  let mixed = 0;
  for (let i = 0; i < n; i++) {
    let isMixed = false;
    let before = -1;
    for (let a = first; a < last; a++) {
      const o = barPixel(raster, box, axes, i, a);
      if (o < 0) return undefined;
      const colour = (raster.data[o]! << 16) | (raster.data[o + 1]! << 8) | raster.data[o + 2]!;
      seen.add(colour);
      if (before >= 0 && colour !== before) isMixed = true;
      before = colour;
      for (let c = 0; c < 3; c++) means[3 * i + c]! += raster.data[o + c]! / across;
    }
    if (isMixed) mixed++;
  }
  return seen.size <= Math.min(mostColours, (n * across) / patternRows) && mixed >= leastMixedRows * n
    ? means
    : undefined;
}

/**
 * Takes the dither along the bar out as well, between two rows, in place; next to them as far as there are rows on either side.
 *
 * @returns standard deviation that is left of the rows' means, about
 */
export function averagedAlong(means: Float64Array, from: number, to: number): number {
  const rows = means.slice();
  let squares = 0;
  for (let i = from; i < to; i++) {
    const reach = Math.min(patternRows - 1, i - from, to - 1 - i);
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      let weights = 0;
      for (let k = -reach; k <= reach; k++) {
        const weight = reach + 1 - Math.abs(k);
        sum += weight * rows[3 * (i + k) + c]!;
        weights += weight;
      }
      means[3 * i + c] = sum / weights;
      squares += (rows[3 * i + c]! - sum / weights) ** 2;
    }
  }
  return Math.sqrt(squares / Math.max(1, 3 * (to - from)) / patternRows);
}
