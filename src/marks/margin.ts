import type { Box, Raster } from '../model/types.js';

/** Channels may stray this far from the margin's colour: ringing of a compressed edge. */
const reach = 16;
/** The share of a row or column that must have the margin's colour: letters may hang over into the margin. */
const leastShare = 0.98;
const leastSides = 3;
/**
 * Beyond the even part of a compressed margin, the lines of the 8 × 8 blocks that its edge crosses are mixed with the data
 * but still mostly margin; two lines behind them data have begun. Pale data that follow a margin change line by line.
 */
const mixedLines = 7;
const mixedReach = 56;
const leastBegun = 0.5;
/** A field that fades into one colour at its borders does so gradually: so much of a margin's edge must be a step. */
const leastStep = 45;
const leastStepShare = 0.3;
/** Compression smears the edge: the step is measured this far inside. */
const smear = 4;

/**
 * The part of the picture inside an even margin, found row by row and column by column from the corners' colour; the whole
 * picture if rows and columns of that colour do not lie along three sides at least. A field may reach one colour
 * along one side, hardly along three in straight lines.
 */
export function insideMargin(raster: Raster): Box {
  const { width, height, data } = raster;
  const whole = { left: 0, top: 0, right: width, bottom: height };
  const corner = commonCorner(raster);
  if (corner === undefined) return whole;
  const shareWithin = (first: number, step: number, count: number, within: number): number => {
    let hits = 0;
    for (let k = 0; k < count; k++) {
      const o = 4 * (first + k * step);
      const off = Math.max(
        Math.abs(data[o]! - corner[0]),
        Math.abs(data[o + 1]! - corner[1]),
        Math.abs(data[o + 2]! - corner[2]),
      );
      if (off <= within) hits++;
    }
    return hits / count;
  };
  const even = (first: number, step: number, count: number): boolean =>
    shareWithin(first, step, count, reach) >= leastShare;
  let { left, top, right, bottom } = whole;
  while (top < bottom && even(top * width, 1, width)) top++;
  if (top === bottom) return whole;
  while (even((bottom - 1) * width, 1, width)) bottom--;
  while (even(top * width + left, width, bottom - top)) left++;
  while (even(top * width + right - 1, width, bottom - top)) right--;
  const first = top * width + left;
  const columns = right - left;
  const rows = bottom - top;
  const column = (x: number) => shareWithin(first + x - left, width, rows, mixedReach);
  const row = (y: number) => shareWithin(first + (y - top) * width, 1, columns, mixedReach);
  /** Mixed lines from `from` on, inwards; none if no data begin behind them. */
  const mixed = (line: (at: number) => number, from: number, inwards: 1 | -1): number => {
    let k = 0;
    while (k < mixedLines && line(from + k * inwards) >= leastShare) k++;
    return 1 - line(from + (k + 2) * inwards) >= leastBegun ? k : 0;
  };
  const inside = {
    left: left > 0 ? left + mixed(column, left, 1) : left,
    top: top > 0 ? top + mixed(row, top, 1) : top,
    right: right < width ? right - mixed(column, right - 1, -1) : right,
    bottom: bottom < height ? bottom - mixed(row, bottom - 1, -1) : bottom,
  };
  const sides = [left > 0, top > 0, right < width, bottom < height].filter(Boolean).length;
  return sides >= leastSides && stepShare(raster, inside, corner) >= leastStepShare ? inside : whole;
}

/** Share of the pixels 4 px inside the box's edges that differ clearly from the margin. */
function stepShare(
  { width, height, data }: Raster,
  { left, top, right, bottom }: Box,
  margin: readonly [number, number, number],
): number {
  const differs = (x: number, y: number): boolean => {
    const o = 4 * (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x)));
    return Math.hypot(data[o]! - margin[0], data[o + 1]! - margin[1], data[o + 2]! - margin[2]) > leastStep;
  };
  let steps = 0;
  for (let x = left; x < right; x++)
    steps += Number(differs(x, top + smear)) + Number(differs(x, bottom - 1 - smear));
  for (let y = top; y < bottom; y++)
    steps += Number(differs(left + smear, y)) + Number(differs(right - 1 - smear, y));
  return steps / (2 * (right - left + bottom - top) || 1);
}

/** The colour that three corners share, if they do. */
function commonCorner({ width, height, data }: Raster): readonly [number, number, number] | undefined {
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  for (const a of corners) {
    const same = corners.filter((b) =>
      [0, 1, 2].every((c) => Math.abs(data[4 * a + c]! - data[4 * b + c]!) <= reach / 4),
    );
    if (same.length >= leastSides) return [data[4 * a]!, data[4 * a + 1]!, data[4 * a + 2]!];
  }
  return undefined;
}
