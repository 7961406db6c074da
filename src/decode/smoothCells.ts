import type { CellGrid } from './cells.js';
import { smoothestWithin } from './interval.js';

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
    for (let i = 0; i < t.length; i++) {
      if (smooth.smoothed[i] !== 1) continue;
      t[i] = smooth.values[i]!;
      sigma[i] = smoothSigma * sigma[i]!;
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
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const c = rowOf[y]! * columns + columnOf[x]!;
      if (smooth.smoothed[c] !== 1 || lower[i] !== low[c]) continue;
      t[i] = smooth.values[c]!;
      sigma[i] = smoothSigma * sigma[i]!;
    }
  }
  return smooth.share;
}

const smoothSigma = 0.25;
