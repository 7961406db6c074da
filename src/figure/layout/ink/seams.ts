import type { Box, Raster } from '../../../model/types.js';
import { median } from '../../../numeric/statistics/statistics.js';
import { commonColour, maxDifference, pixelDifference } from './page.js';
import { boxHeight, boxWidth, intersect, unite } from './rectangle.js';

/** White lines between cells are at most so thick: pixels, or this share of the picture's longer side. */
const thickestSeam = { pixels: 4, share: 0.006 };

/** Nearer than this (pixels), two rectangles are cells or pieces of one plot. */
export const seamOf = ({ width, height }: Raster): number =>
  Math.max(thickestSeam.pixels, Math.round(thickestSeam.share * Math.max(width, height)));

/** Pictures in a grid are at least this large (pixels); cells may be as large, but they are of one colour. */
export const smallest = 48;
const mostOfOneColour = 0.5;
/** Across a seam the colours differ by this many times more than they do over as many pixels within, and by so much. */
export const timesMore = 2;
export const more = 12;

/**
 * Whether a narrow gap between two pieces of data parts two pictures: both are pictures, side by side, and the one does
 * not go on in the other, as a field does beneath a white line.
 */
export function partsPictures(raster: Raster, a: Box, b: Box): boolean {
  if (!isPicture(raster, a) || !isPicture(raster, b)) return false;
  const beside = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const stacked = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  // Corner to corner, nothing goes on from one to the other.
  if (beside <= 0 && stacked <= 0) return true;
  const inRow = beside > 0.9 * Math.max(boxHeight(a), boxHeight(b));
  if (!inRow && stacked <= 0.9 * Math.max(boxWidth(a), boxWidth(b))) return false;
  const [first, second] = (inRow ? a.left <= b.left : a.top <= b.top) ? [a, b] : [b, a];
  const from = inRow ? Math.max(a.top, b.top) : Math.max(a.left, b.left);
  const to = inRow ? Math.min(a.bottom, b.bottom) : Math.min(a.right, b.right);
  const [end, start] = inRow ? [first.right, second.left] : [first.bottom, second.top];
  if (areCells(raster, inRow, from, to, end - 2, start + 1)) return false;
  // The outermost line may be mixed with the gap, and where a pale gap borders on pale colours it is not known where it ends.
  const within = medianDifference(raster, inRow, from, to, end - 2 - (start + 3 - end), end - 2);
  for (let beyond = start + 1; beyond <= start + 1 + thickestSeam.pixels; beyond++)
    if (medianDifference(raster, inRow, from, to, end - 2, beyond) <= timesMore * within + more) return false;
  return true;
}

/** Cells are of one colour for so many pixels from a seam on; colours of fields that a picture resolves change over as many nearly everywhere. */
const cell = { depth: 12, same: 2, share: 0.9 };

/** Whether on both sides of a gap nearly everything is of one colour from it on, as rows (columns) of large cells are that a line parts. */
function areCells(
  raster: Raster,
  columns: boolean,
  from: number,
  to: number,
  before: number,
  behind: number,
): boolean {
  return [
    [before, before - cell.depth],
    [behind, behind + cell.depth],
  ].every(([one, other]) => {
    const differences = lineDifferences(raster, columns, from, to, one!, other!);
    return differences.filter((d) => d <= cell.same).length >= cell.share * differences.length;
  });
}

/** Pieces of data that no more than a seam parts, as one, unless it parts pictures; what is solid of them adds up. */
export function mergedPieces<T extends { box: Box; solid: number }>(
  raster: Raster,
  pieces: readonly T[],
): T[] {
  const result = pieces.map((p) => ({ ...p }));
  const seam = seamOf(raster);
  for (let again = true; again; ) {
    again = false;
    for (let i = 0; i < result.length && !again; i++) {
      for (let j = i + 1; j < result.length && !again; j++) {
        const a = result[i]!;
        const b = result[j]!;
        const grown: Box = {
          left: a.box.left - seam,
          top: a.box.top - seam,
          right: a.box.right + seam,
          bottom: a.box.bottom + seam,
        };
        const common = intersect(grown, b.box);
        if (common.left >= common.right || common.top >= common.bottom) continue;
        if (partsPictures(raster, a.box, b.box)) continue;
        a.box = unite(a.box, b.box);
        a.solid += b.solid;
        result.splice(j, 1);
        again = true;
      }
    }
  }
  return result;
}

/** Whether a box is large enough for a picture and not mostly of one colour. */
export function isPicture(raster: Raster, box: Box): boolean {
  if (boxWidth(box) < smallest || boxHeight(box) < smallest) return false;
  const step = Math.max(1, Math.floor(Math.min(boxWidth(box), boxHeight(box)) / 24));
  const offsets: number[] = [];
  for (let y = box.top + 2; y < box.bottom - 2; y += step)
    for (let x = box.left + 2; x < box.right - 2; x += step) offsets.push(4 * (y * raster.width + x));
  const common = commonColour(raster, offsets);
  const same = offsets.filter((o) => maxDifference(raster, o, common) <= 8).length;
  return same < mostOfOneColour * offsets.length;
}

const medianDifference = (...lines: Parameters<typeof lineDifferences>): number =>
  median(lineDifferences(...lines));

/** How much a line's pixels differ from those of another line, columns where pieces are in a row. */
function lineDifferences(
  raster: Raster,
  columns: boolean,
  from: number,
  to: number,
  one: number,
  other: number,
): number[] {
  const offset = (p: number, at: number): number =>
    4 * (columns ? p * raster.width + at : at * raster.width + p);
  return Array.from({ length: to - from }, (_, k) =>
    pixelDifference(raster, offset(from + k, one), offset(from + k, other)),
  );
}
