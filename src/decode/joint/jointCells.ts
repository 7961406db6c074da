import { filled } from '../../numeric/filled.js';
import { median } from '../../numeric/statistics/statistics.js';
import { boundariesOf, type CellGrid } from '../cells/cells.js';

/**
 * Cell grids in pictures whose pixels are noisy: the steps between cells stand out in the mean difference of
 * neighbouring columns and rows, once the rhythm of the JPEG's own 8-pixel blocks is taken out.
 */

const block = 8;
/** Boundaries at a share p of the lines hold p of the differences by chance; a grid holds at least this much of the rest. */
const beyondChance = 0.4;

/** Cells per pixel along an axis, at most: smaller cells are within the blur, and any grid of them fits. */
const smallest = 0.65;

/**
 * Proposes a cell grid. It is only a proposal: the solution on it has to explain the coefficients.
 *
 * @param t positions, width × height
 * @param mask 1 = valid
 * @param left column of the file's picture at which the plane begins, for the phase of its blocks; `top` likewise
 * @param shared whether neighbouring columns, and rows, share their chroma
 */
export function proposeCells(
  t: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  left: number,
  top: number,
  shared: { readonly columns: boolean; readonly rows: boolean },
): CellGrid | undefined {
  const columnOf = linesOf(meanSteps(t, mask, width, height, 1, width), left);
  const rowOf = columnOf && linesOf(meanSteps(t, mask, height, width, width, 1), top);
  if (columnOf === undefined || rowOf === undefined) return undefined;
  const columns = columnOf[width - 1]! + 1;
  const rows = rowOf[height - 1]! + 1;
  if (columns >= smallest * width || rows >= smallest * height) return undefined;
  // Two pixels that share their chroma look like a cell where a field is smooth.
  const isChroma = (isShared: boolean, cells: number, lines: number) =>
    isShared && Math.abs(cells - lines / 2) <= 1;
  if (isChroma(shared.columns, columns, width) && isChroma(shared.rows, rows, height)) return undefined;
  return settledLines({ columnOf, rowOf, columns, rows }, t, mask);
}

/**
 * The grid with each line next to a border given to the cells that it is more like: grids are even to an eighth of a pixel, and where a
 * border lies between two lines is rounded by whoever drew them.
 */
function settledLines(cells: CellGrid, t: Float32Array, mask: Uint8Array): CellGrid {
  const { columns, rows, columnOf, rowOf } = cells;
  const width = columnOf.length;
  const cellOf = cellsOfPixels(cells);
  const { values } = cellMedians(t, mask, cellOf, columns * rows);
  /** Whether a line is more like cells that begin `by` cells farther on than like its own. */
  const isMoreLike = (line: number, by: 1 | -1, vertical: boolean): boolean => {
    const [step, count, start] = vertical ? [width, rowOf.length, line] : [1, width, line * width];
    const other = by * (vertical ? 1 : columns);
    let better = 0;
    for (let k = 0, i = start; k < count; k++, i += step) {
      if (mask[i] !== 1) continue;
      const cell = cellOf[i]!;
      better += Math.abs(t[i]! - values[cell]!) - Math.abs(t[i]! - values[cell + other]!);
    }
    return better > 0;
  };
  const settled = (lines: Int32Array, vertical: boolean): Int32Array => {
    const moved = lines.slice();
    for (let i = 1; i < lines.length; i++) {
      if (lines[i] === lines[i - 1]) continue;
      if (isMoreLike(i - 1, 1, vertical)) moved[i - 1] = lines[i]!;
      else if (isMoreLike(i, -1, vertical)) moved[i] = lines[i - 1]!;
    }
    return moved;
  };
  return { columns, rows, columnOf: settled(columnOf, true), rowOf: settled(rowOf, false) };
}

function linesOf(steps: Float64Array, phase: number): Int32Array | undefined {
  // Median step of each phase of the block pattern; what exceeds it is the picture's.
  const usual = Array.from({ length: block }, (_, k) =>
    median(steps.filter((_, i) => (i + phase) % block === k)),
  );
  const excess = steps.map((s, i) => Math.max(0, s - usual[(i + phase) % block]!) ** 2);
  return boundariesOf(excess, (share) => share + beyondChance * (1 - share));
}

/** Mean absolute step between line i and line i + 1; 0 where no pair is valid. */
function meanSteps(
  t: Float32Array,
  mask: Uint8Array,
  lines: number,
  length: number,
  step: number,
  stride: number,
): Float64Array {
  const steps = new Float64Array(Math.max(0, lines - 1));
  for (let i = 0; i + 1 < lines; i++) {
    let sum = 0;
    let pairs = 0;
    for (let k = 0, o = i * step; k < length; k++, o += stride) {
      if (mask[o] !== 1 || mask[o + step] !== 1) continue;
      sum += Math.abs(t[o + step]! - t[o]!);
      pairs++;
    }
    if (pairs > length / 8) steps[i] = sum / pairs;
  }
  return steps;
}

/** The cell of each pixel of the area that a grid divides, row by row. */
export function cellsOfPixels({ columns, columnOf, rowOf }: CellGrid): Int32Array {
  const width = columnOf.length;
  return filled(
    new Int32Array(width * rowOf.length),
    (i) => rowOf[Math.floor(i / width)]! * columns + columnOf[i % width]!,
  );
}

/** The median of the valid pixels of each of `count` cells; 0 for cells without any. */
export function cellMedians(
  t: Float32Array,
  mask: Uint8Array,
  cellOf: Int32Array,
  count: number,
): { values: Float32Array; valid: Uint8Array } {
  const members: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < t.length; i++) if (mask[i] === 1) members[cellOf[i]!]!.push(t[i]!);
  const values = Float32Array.from(members, median);
  return { values, valid: Uint8Array.from(members, (m) => (m.length > 0 ? 1 : 0)) };
}
