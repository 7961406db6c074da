import type { CellGrid } from '../cells/cells.js';
import type { DecodeStage } from '../picture/decoding.js';
import { smoothLevels } from './interval.js';

/**
 * Replaces the middles of levels by the smoothest field within them, on native cells where the picture has them
 * (replicated pixels are a staircase that no smooth field explains), else on pixels.
 *
 * @param t positions, replaced in place where the field is smooth enough; NaN = masked
 * @param sigma standard errors, `evenSigma` of each pixel's level; likewise
 * @param how whether to smooth where the field is too rough to gain
 * @returns number of pixels replaced
 */
export function smoothCells(
  t: Float32Array,
  sigma: Float32Array,
  width: number,
  height: number,
  cells: CellGrid | undefined,
  how: 'auto' | 'on',
  without: readonly DecodeStage[] = [],
): number {
  if (cells === undefined) return smoothLevels(t, sigma, width, height, how, without);
  const { columns, rows, columnOf, rowOf } = cells;
  const middle = new Float32Array(columns * rows).fill(Number.NaN);
  const error = new Float32Array(columns * rows).fill(Number.NaN);
  // Pixels of a cell show one colour; where strays differ, the majority vote of Boyer and Moore decides.
  const votes = new Int32Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (Number.isNaN(t[i]!)) continue;
      const c = rowOf[y]! * columns + columnOf[x]!;
      if (votes[c] === 0) {
        middle[c] = t[i]!;
        error[c] = sigma[i]!;
        votes[c] = 1;
      } else votes[c]! += middle[c] === t[i] ? 1 : -1;
    }
  }
  const values = middle.slice();
  smoothLevels(values, error, columns, rows, how, without);
  let replaced = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const c = rowOf[y]! * columns + columnOf[x]!;
      if (t[i] !== middle[c] || values[c] === middle[c]) continue;
      t[i] = values[c]!;
      sigma[i] = error[c]!;
      replaced++;
    }
  }
  return replaced;
}
