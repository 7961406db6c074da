import type { CellGrid } from './cells.js';
import { type SmoothWithin, smoothestWithin } from './interval.js';

/**
 * Replaces the middles of levels by the smoothest field within them, on native cells where the picture has them
 * (replicated pixels are a staircase that no smooth field explains), else on pixels.
 *
 * @param t positions, replaced in place where the field is smooth enough; NaN = masked
 * @param sigma standard errors, likewise
 * @param lower bounds of each pixel; NaN = masked
 * @param upper bounds of each pixel; NaN = masked
 * @returns share of the valid pixels (or cells) replaced
 */
export function smoothCells(
  t: Float32Array,
  sigma: Float32Array,
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
  cells: CellGrid | undefined,
): number {
  if (cells === undefined) {
    const smooth = smoothestWithin(lower, upper, width, height);
    const part = remainingError(smooth, lower, upper, width, height);
    for (let i = 0; i < t.length; i++) {
      if (smooth.smoothed[i] !== 1) continue;
      t[i] = smooth.values[i]!;
      sigma[i] = part[i]! * sigma[i]!;
    }
    return smooth.share;
  }
  const { columns, rows, columnOf, rowOf } = cells;
  const low = new Float32Array(columns * rows).fill(Number.NaN);
  const high = new Float32Array(columns * rows).fill(Number.NaN);
  // Pixels of a cell show one colour; where strays differ, the majority vote of Boyer and Moore decides.
  const votes = new Int32Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (Number.isNaN(lower[i]!)) continue;
      const c = rowOf[y]! * columns + columnOf[x]!;
      if (votes[c] === 0) {
        low[c] = lower[i]!;
        high[c] = upper[i]!;
        votes[c] = 1;
      } else votes[c]! += low[c] === lower[i] ? 1 : -1;
    }
  }
  const smooth = smoothestWithin(low, high, columns, rows);
  const part = remainingError(smooth, low, high, columns, rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const c = rowOf[y]! * columns + columnOf[x]!;
      if (smooth.smoothed[c] !== 1 || lower[i] !== low[c]) continue;
      t[i] = smooth.values[c]!;
      sigma[i] = part[c]! * sigma[i]!;
    }
  }
  return smooth.share;
}

/**
 * What the smooth answer leaves of a level's own uncertainty, measured on fields of known truth (68 % of the errors
 * below .045 of a level wherever the field bends a little): a fifth; more where it bends by more than a quarter of a
 * level from pixel to pixel; and nearly all of it on plateaus, where no neighbour's level says anything.
 */
const usualPart = 0.2;
const plateauPart = 0.8;
const plateauBend = 0.005;
const strongBend = 0.25;
/** Half side of the square over which the bend is averaged. */
const bendRadius = 2;

function remainingError(
  { values }: SmoothWithin,
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const part = new Float32Array(values.length).fill(usualPart);
  const square = (i: number, step: number): number =>
    (values[i - step]! - 2 * values[i]! + values[i + step]!) ** 2;
  const bends = new Float32Array(values.length).fill(Number.NaN);
  for (let y = 1; y + 1 < height; y++)
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      bends[i] = (square(i, 1) + square(i, width)) / (upper[i]! - lower[i]!) ** 2;
    }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - bendRadius); v <= Math.min(height - 1, y + bendRadius); v++)
        for (let u = Math.max(0, x - bendRadius); u <= Math.min(width - 1, x + bendRadius); u++) {
          const bend = bends[v * width + u]!;
          if (Number.isNaN(bend)) continue;
          sum += bend;
          count++;
        }
      const bend = count > 0 ? Math.sqrt(sum / count) : strongBend;
      if (bend < plateauBend) part[y * width + x] = plateauPart;
      else if (bend > strongBend)
        part[y * width + x] = Math.min(1, usualPart * (1 + 1.5 * (bend - strongBend)));
    }
  }
  return part;
}
