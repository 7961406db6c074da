import type { Raster } from '../../model/types.js';
import type { FrameLines } from '../picture/block.js';

/** A frame is at most this many lines thick inside its box, its half-covered rim included. */
const thickest = 4;
/** A line with at least this share of seeds is frame. */
const frameShare = 0.85;
/** Change of the summed channels that a rim must make: a frame that covers a hundredth of a pixel is no harm. */
const leastChange = 4;

/**
 * Finds the lines along the border of a plot area that its frame covers, wholly or by half. A half-covered line is
 * told by all of its pixels being darker (or lighter) than the next line inside by the same part, while that line
 * and the one after it agree: its blends may lie on the map and look like data.
 *
 * @param off 1 for pixels whose colour is off the map
 * @returns how many lines are covered at the left, top, right and bottom
 */
export function frameLines(raster: Raster, off: Uint8Array): FrameLines {
  const { width, height } = raster;
  const vertical = (column: (k: number) => number): number =>
    coveredLines(raster, off, height, (k, i) => i * width + column(k));
  const horizontal = (row: (k: number) => number): number =>
    coveredLines(raster, off, width, (k, i) => row(k) * width + i);
  if (width < 4 * thickest || height < 4 * thickest) return { left: 0, top: 0, right: 0, bottom: 0 };
  return {
    left: vertical((k) => k),
    right: vertical((k) => width - 1 - k),
    top: horizontal((k) => k),
    bottom: horizontal((k) => height - 1 - k),
  };
}

function coveredLines(
  raster: Raster,
  off: Uint8Array,
  length: number,
  pixel: (line: number, i: number) => number,
): number {
  const { data } = raster;
  const sum = (p: number): number => data[4 * p]! + data[4 * p + 1]! + data[4 * p + 2]!;
  let covered = 0;
  while (covered < thickest) {
    let seeds = 0;
    for (let i = 0; i < length; i++) seeds += off[pixel(covered, i)] === 1 ? 1 : 0;
    if (seeds < frameShare * length) break;
    covered++;
  }
  if (covered === thickest) return covered;
  const relative = new Int32Array(length);
  const inside = new Int32Array(length);
  let compared = 0;
  for (let i = 0; i < length; i++) {
    const a = pixel(covered, i);
    const b = pixel(covered + 1, i);
    const c = pixel(covered + 2, i);
    if (off[b] !== 0 || off[c] !== 0) continue;
    relative[compared] = sum(a) - sum(b);
    inside[compared++] = Math.abs(sum(b) - sum(c));
  }
  if (compared < length / 4) return covered;
  const sorted = relative.subarray(0, compared).sort();
  const change = sorted[sorted.length >> 1]!;
  const quarter =
    change > 0 ? sorted[sorted.length >> 3]! : sorted[sorted.length - 1 - (sorted.length >> 3)]!;
  const ordinary = inside.subarray(0, compared).sort()[compared >> 1]!;
  // Seven pixels in eight change the same way, by more than lines of the field differ.
  const rim = Math.abs(change) > Math.max(leastChange, 1.5 * ordinary) && quarter * change > 0;
  return rim ? covered + 1 : covered;
}
