import type { Box, Raster } from '../model/types.js';
import { distinctColours } from '../raster/colours/distinct.js';
import { isDithered } from '../raster/colours/dither.js';
import { crop } from '../raster/crop.js';
import { type BarAxes, barPixel } from './barPixel.js';

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
  const inner = ditheredPart(raster, box, axes);
  if (inner === undefined) return undefined;
  const across = axes.orientation === 'vertical' ? inner.width : inner.height;
  const means = new Float64Array(3 * n);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < across; a++) {
      const o = barPixel(raster, box, axes, i, frameAndRim + a);
      for (let c = 0; c < 3; c++) means[3 * i + c]! += raster.data[o + c]! / across;
    }
  return means;
}

/** Whether a bar was dithered with the rest of its picture: a line across it has several colours of the palette. */
export const isDitheredBar = (raster: Raster, box: Box, axes: Pick<BarAxes, 'orientation'>): boolean =>
  ditheredPart(raster, box, axes) !== undefined;

/** What a dithered bar has within its frame. */
function ditheredPart(raster: Raster, box: Box, axes: Pick<BarAxes, 'orientation'>): Raster | undefined {
  const inside = innerPart(box, axes, raster);
  if (inside === undefined) return undefined;
  const inner = crop(raster, inside);
  const { length } = distinctColours(inner).packed;
  return isDithered(inner, new Uint8Array(inner.width * inner.height), length) ? inner : undefined;
}

/** A bar's box without the frame along its sides; undefined where nothing is left, or it is not in the picture. */
function innerPart(
  { left, top, right, bottom }: Box,
  { orientation }: Pick<BarAxes, 'orientation'>,
  { width, height }: Raster,
) {
  const inner =
    orientation === 'vertical'
      ? { left: left + frameAndRim, top, right: right - frameAndRim, bottom }
      : { left, top: top + frameAndRim, right, bottom: bottom - frameAndRim };
  const isEmpty = inner.right - inner.left < 2 || inner.bottom - inner.top < 2;
  const isOutside = left < 0 || top < 0 || right > width || bottom > height;
  return isEmpty || isOutside ? undefined : inner;
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
