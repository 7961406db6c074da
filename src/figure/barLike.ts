import type { Box, Raster } from '../model/types.js';

/** Samples along each side of a box: enough to tell a gradient from a field. */
const SAMPLES = 48;
/** Part of a box at each of its borders that may be frame. */
const FRAME = 0.1;
/** Share of the colours' variance that lies across a bar: noise, dither and tick marks in it. */
const ACROSS = 0.05;
/** Variance below this (squared sRGB levels, three channels) is one colour, no gradient. */
const LEAST_VARIANCE = 25;

/**
 * Whether a box shows what a colourbar shows: colours that change along one of its sides and not across.
 *
 * @param box inside the picture
 */
export function isBarLike(raster: Raster, box: Box): boolean {
  const columns = places(box.left, box.right);
  const rows = places(box.top, box.bottom);
  const rowMeans = new Float64Array(3 * rows.length);
  const columnMeans = new Float64Array(3 * columns.length);
  const mean = [0, 0, 0];
  let squares = 0;
  rows.forEach((y, j) => {
    columns.forEach((x, i) => {
      for (let c = 0; c < 3; c++) {
        const value = raster.data[4 * (y * raster.width + x) + c]!;
        squares += value * value;
        mean[c]! += value / (rows.length * columns.length);
        rowMeans[3 * j + c]! += value / columns.length;
        columnMeans[3 * i + c]! += value / rows.length;
      }
    });
  });
  const total = squares / (rows.length * columns.length) - sumOfSquares(mean);
  if (total < LEAST_VARIANCE) return false;
  const between = (means: Float64Array) => sumOfSquares(means) / (means.length / 3) - sumOfSquares(mean);
  return Math.max(between(rowMeans), between(columnMeans)) >= (1 - ACROSS) * total;
}

/** Pixels spread evenly over a side, frame left out. */
function places(from: number, to: number): number[] {
  const margin = Math.floor(FRAME * (to - from));
  const length = to - from - 2 * margin;
  const count = Math.min(SAMPLES, length);
  return Array.from({ length: count }, (_, k) => from + margin + Math.floor(((k + 0.5) * length) / count));
}

const sumOfSquares = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
};
