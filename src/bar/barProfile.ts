import type { Box, Raster, Rgb } from '../model/types.js';
import { gaussianPerMedian, median, quantile, quantileOfSorted } from '../numeric/statistics/statistics.js';
import { type BarAxes, barPixel } from './barPixel.js';
import { averagedAlong, ditheredRows } from './ditheredBar.js';

/** The colours along a colourbar, one row per pixel from its low end to its high end. */
export interface BarProfile {
  /** 3n sRGB values: the robust colour of each row across the bar's width. */
  readonly colours: Float64Array;
  /** First and last (exclusive) row that is bar: frame, half-covered pixels and margin lie outside. */
  readonly from: number;
  readonly to: number;
  /** Standard deviation of a pixel about its row's colour, RGB units: 0 in lossless pictures. */
  readonly noise: number;
}

/** Half of a lossless bar's pixels are exactly their row's colour; a JPEG's are off by a unit or more. */
const noisyFrom = 0.25;

/** Whether the bar's colours are blurred by compression: rows are then not the renderer's own colours. */
export const isNoisy = ({ noise }: BarProfile): boolean => noise > noisyFrom;

/** No mean of a palette's colours is cleaner than a compressed row. */
const leastDithered = 0.7;
/** A jump smaller than this between rows is no frame, however smooth the rest of the bar. */
const leastJump = 12;
/** Frames and their anti-aliased rims are a few pixels thick; boxes are rarely looser than a few percent. */
const trimRows = (n: number): number => Math.min(16, Math.max(4, Math.round(0.03 * n)));
/** Rows as thin as this that stand out from both neighbours are dividers, ticks or letters. */
const thickestIntrusion = 3;

/**
 * Reads a colourbar row by row: the median over the central half of its width (ticks, frame and labels that cover
 * less than half of it do not count), without the rows at either end that lie beyond the last jump. Thin rows that
 * stand out from both sides (dividing lines, letters) are bridged.
 *
 * @param leastNoise noise that the picture is known to have, however clean the rows look
 */
export function barProfile(raster: Raster, box: Box, axes: BarAxes, leastNoise = 0): BarProfile {
  const { colours: medians, deviations } = rowColours(raster, box, axes);
  const n = medians.length / 3;
  // Compression mixes nothing but noise into a bar.
  const means = leastNoise === 0 ? ditheredRows(raster, box, axes, n) : undefined;
  const colours = means ?? medians;
  let noise = Math.max(leastNoise, means ? 0 : scatterOf(deviations));

  const steps = Array.from({ length: Math.max(0, n - 1) }, (_, i) => rowDistance(colours, i, i + 1));
  const ordinary = quantile(
    steps.slice(trimRows(n), Math.max(trimRows(n) + 1, steps.length - trimRows(n))),
    0.95,
  );
  const jump = Math.max(3 * ordinary, leastJump);
  let from = 0;
  let to = n;
  for (let i = 0; i < Math.min(trimRows(n), steps.length); i++) if (steps[i]! > jump) from = i + 1;
  for (let i = 0; i < Math.min(trimRows(n), steps.length); i++)
    if (steps[steps.length - 1 - i]! > jump) to = n - 1 - i;
  if (noise > 0.5) {
    // Ringing and shared chroma carry the frame's colour two rows further in a JPEG.
    if (from > 0) from += 2;
    if (to < n) to -= 2;
  }
  // A row that the frame covers by a tenth is no jump, yet wrong: rows at the ends must repeat their neighbour's colour.
  if (to - from > 20) {
    if (rowDistance(colours, from, from + 1) > 0) from++;
    if (rowDistance(colours, to - 2, to - 1) > 0) to--;
  }
  if (to - from < 2) {
    from = 0;
    to = n;
  }
  if (means) noise = Math.max(leastDithered, averagedAlong(means, from, to));
  else bridgeIntrusions(colours, from, to, Math.max(jump, 6 * noise));
  return { colours, from, to, noise };
}

/** A frame's line and its rim take this many pixels of a bar's sides, however thin the bar. */
const frameAndRim = 2;

/** The central half of a bar's width, less where its frame takes more: first pixel across and past the last; and how many rows it has. */
function centralPart(box: Box, axes: BarAxes): { rows: number; first: number; last: number } {
  const vertical = axes.orientation === 'vertical';
  const rows = vertical ? box.bottom - box.top : box.right - box.left;
  const across = vertical ? box.right - box.left : box.bottom - box.top;
  const outermost = Math.max(0, Math.min(frameAndRim, (across - 2) >> 1));
  const first = Math.max(outermost, Math.floor(across / 4));
  const last = Math.max(first + 1, Math.min(across - outermost, Math.ceil((3 * across) / 4)));
  return { rows, first, last };
}

/** The median colour of each row over the central half of its width (less where its frame takes more): 3n sRGB values. */
export function rowMedians(raster: Raster, box: Box, axes: BarAxes): Float64Array {
  const { rows, first, last } = centralPart(box, axes);
  const colours = new Float64Array(3 * rows);
  const offsets = new Int32Array(last - first);
  const sorted = new Float64Array(last - first);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < offsets.length; a++) offsets[a] = barPixel(raster, box, axes, i, first + a);
    for (let c = 0; c < 3; c++) {
      for (let a = 0; a < offsets.length; a++) sorted[a] = raster.data[offsets[a]! + c]!;
      sortAscending(sorted);
      colours[3 * i + c] = quantileOfSorted(sorted, 0.5);
    }
  }
  return colours;
}

/** The same, and how far each channel of each of those pixels is from it, row after row: 3n × the pixels of half a row. */
export function rowColours(
  raster: Raster,
  box: Box,
  axes: BarAxes,
): { colours: Float64Array; deviations: Float64Array } {
  const { rows, first, last } = centralPart(box, axes);
  const colours = rowMedians(raster, box, axes);
  const pixels = last - first;
  const deviations = new Float64Array(3 * rows * pixels);
  for (let i = 0; i < rows; i++)
    for (let a = 0; a < pixels; a++) {
      const o = barPixel(raster, box, axes, i, first + a);
      for (let c = 0; c < 3; c++)
        deviations[(3 * i + c) * pixels + a] = Math.abs(raster.data[o + c]! - colours[3 * i + c]!);
    }
  return { colours, deviations };
}

/** Up to so many numbers are in order sooner than the engine's own sort is called. */
const few = 40;

/** Sorts numbers in place. Rows of a bar are short, nearly all of one colour, and many. */
function sortAscending(values: Float64Array): void {
  if (values.length > few) {
    values.sort();
    return;
  }
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    let k = i - 1;
    for (; k >= 0 && values[k]! > value; k--) values[k + 1] = values[k]!;
    values[k + 1] = value;
  }
}

/** Pixels farther off their row's colour than this share of them are ticks and letters. */
const uncovered = 0.9;

/**
 * Standard deviation behind absolute deviations: of those that most pixels have, by their mean, since whole numbers
 * often have the median 0 where half of them are 1.
 */
function scatterOf(deviations: Float64Array): number {
  const sorted = deviations.slice().sort();
  const kept = sorted.subarray(0, Math.ceil(uncovered * sorted.length));
  const mean = kept.reduce((sum, d) => sum + d, 0) / Math.max(1, kept.length);
  return Math.max(gaussianPerMedian * quantileOfSorted(sorted, 0.5), 1.2533 * mean);
}

/** Replaces thin runs that stand out from both sides by the straight line between their neighbours. */
function bridgeIntrusions(colours: Float64Array, from: number, to: number, jump: number): void {
  for (let i = from + 1; i < to - 1; i++) {
    if (rowDistance(colours, i - 1, i) <= jump) continue;
    for (let k = Math.min(thickestIntrusion, to - 1 - i); k >= 1; k--) {
      const after = i + k;
      const direct = rowDistance(colours, i - 1, after);
      const detour = rowDistance(colours, i - 1, i) + rowDistance(colours, after - 1, after);
      if (rowDistance(colours, after - 1, after) <= jump || detour < 2 * direct + jump) continue;
      // A divider between two bands: each half continues its own side.
      for (let j = 0; j < k; j++) {
        const source = direct > jump ? (2 * j < k ? i - 1 : after) : -1;
        const f = (j + 1) / (k + 1);
        for (let c = 0; c < 3; c++)
          colours[3 * (i + j) + c] =
            source >= 0
              ? colours[3 * source + c]!
              : colours[3 * (i - 1) + c]! * (1 - f) + colours[3 * after + c]! * f;
      }
      i = after;
      break;
    }
  }
}

export function rowDistance(colours: Float64Array, i: number, j: number): number {
  return Math.hypot(
    colours[3 * i]! - colours[3 * j]!,
    colours[3 * i + 1]! - colours[3 * j + 1]!,
    colours[3 * i + 2]! - colours[3 * j + 2]!,
  );
}

/** So many colours have bars that are drawn as gradients, not in classes. */
const fewestColours = 24;

/** Over so many rows the typical change of a gradient is not far below the mean; between few classes hardly any rows change. */
const leastTypical = 0.25;

/** Whether a bar's own rows have the colours of a gradient: many, also where a codec gives each row of a class its own. */
export function isGradient({ colours, from, to }: BarProfile): boolean {
  const rows = rgbRows(colours, from, to);
  if (new Set(rows.map((row) => row.map(Math.round).join())).size < fewestColours) return false;
  const apart = Math.ceil(rows.length / fewestColours);
  const changes = rows.slice(apart).map((_, k) => rowDistance(colours, from + k, from + k + apart));
  return median(changes) >= (leastTypical * changes.reduce((sum, v) => sum + v, 0)) / changes.length;
}

/** Rows of colours as triples. */
export function rgbRows(colours: Float64Array, from = 0, to = colours.length / 3): Rgb[] {
  return Array.from({ length: to - from }, (_, k) => {
    const o = 3 * (from + k);
    return [colours[o]!, colours[o + 1]!, colours[o + 2]!] as const;
  });
}
