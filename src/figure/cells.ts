import type { Box, Raster } from '../model/types.js';
import { type Borders, evenComb, ownBorders, sameBorders } from './layout/cells/cellBorders.js';
import { boxHeight, boxWidth } from './layout/ink/rectangle.js';

/** A grid of flat cells that fills a plot area. */
export interface Cells {
  readonly rows: number;
  readonly columns: number;
  /** columns + 1 and rows + 1 borders in pixels of the picture, ascending. */
  readonly xEdges: readonly number[];
  readonly yEdges: readonly number[];
  /** All cells are of one size. */
  readonly even: boolean;
  readonly confidence: number;
}

/** Borders that were taken as they are, without a comb, may be one too many or too few; these held in every figure. */
const clearUneven = 0.88;

/** Whether a picture clearly is a grid of these cells. */
export const areClear = ({ even, confidence }: Cells): boolean => even || confidence >= clearUneven;

export interface CellOptions {
  /** The data's borders to the sub-pixel; those of the box unless told. */
  readonly edges?: Box;
  /** The picture went through a lossy codec. */
  readonly noisy?: boolean;
}

/**
 * Half of the lines see most borders and no annotation; where most neighbours are equal (sparse matrices) the few that
 * jump decide.
 */
const quantiles = [0.5, 0.8, 0.93];

/**
 * Finds the cells of a heat map (or of uneven `pcolormesh` data), or null where the data are not flat cells.
 *
 * Borders show as columns (rows) at which most rows (columns) of pixels jump. A comb that divides the plot area
 * evenly is fitted to these jumps, so that borders between equal neighbours are found too; uneven cells take the
 * jumps themselves. Either must explain the picture: pixels within a cell differ little beside neighbouring cells.
 * Grid lines over a smooth field jump as well, but the field goes on changing between them.
 *
 * @param box whole pixels of data, frame excluded
 */
export function findCells(raster: Raster, box: Box, options: CellOptions = {}): Cells | null {
  const noisy = options.noisy ?? false;
  const edges = options.edges ?? box;
  let best: Cells | null = null;
  const across = jumps(raster, box, 'x', noisy);
  let down: Float64Array[] | undefined;
  for (const k of quantiles.keys()) {
    const x = dividing(across[k]!, box.left, edges.left, edges.right, noisy);
    if (x === null) continue;
    down ??= jumps(raster, box, 'y', noisy);
    const y = dividing(down[k]!, box.top, edges.top, edges.bottom, noisy);
    if (y === null) continue;
    const flatness = flatCells(raster, box, x.borders, y.borders);
    // A linear field fills its cells with two fifths of the step from cell to cell (quartiles of the middle).
    if (flatness > 0.28) continue;
    const confidence = Math.min(x.strength, y.strength) * (1 - flatness);
    if (best === null || confidence > best.confidence + 0.05)
      best = {
        rows: y.borders.length - 1,
        columns: x.borders.length - 1,
        xEdges: x.borders,
        yEdges: y.borders,
        even: x.even && y.even,
        confidence,
      };
  }
  return best;
}

/**
 * How much neighbouring columns (rows) differ: for each of the quantiles, entry i stands for the border before pixel i of
 * the box, and holds that quantile over all lines of the summed channel differences.
 */
function jumps(raster: Raster, box: Box, axis: 'x' | 'y', noisy: boolean): Float64Array[] {
  const along = axis === 'x' ? boxWidth(box) : boxHeight(box);
  const across = axis === 'x' ? boxHeight(box) : boxWidth(box);
  const [step, aside] = axis === 'x' ? [4, 4 * raster.width] : [4 * raster.width, 4];
  const corner = 4 * (box.top * raster.width + box.left);
  const stride = Math.max(1, Math.floor(across / 250));
  const { data } = raster;
  const results = quantiles.map(() => new Float64Array(along));
  // Differences are few whole numbers: counted, they are in order.
  const counts = new Int32Array(3 * 255 + 1);
  for (let i = 1; i < along; i++) {
    counts.fill(0);
    let n = 0;
    for (let k = 0; k < across; k += stride, n++) {
      const o = corner + i * step + k * aside;
      const p = o - step;
      const difference =
        Math.abs(data[o]! - data[p]!) +
        Math.abs(data[o + 1]! - data[p + 1]!) +
        Math.abs(data[o + 2]! - data[p + 2]!);
      counts[difference]!++;
    }
    let value = 0;
    let below = counts[0]!;
    quantiles.forEach((quantile, q) => {
      const rank = Math.min(n - 1, Math.floor(quantile * n));
      while (below <= rank) below += counts[++value]!;
      results[q]![i] = value;
    });
  }
  if (noisy) for (const result of results) removeBlocks(result, axis === 'x' ? box.left : box.top);
  return results;
}

// JPEG's blocks make a comb of their own, 8 pixels apart from the picture's corner.
function removeBlocks(jump: Float64Array, start: number): void {
  const typical = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const all = typical([...jump]);
  for (let phase = 0; phase < 8; phase++) {
    const mine: number[] = [];
    for (let i = 1; i < jump.length; i++) if ((start + i) % 8 === phase) mine.push(jump[i]!);
    const excess = Math.max(0, typical(mine) - all);
    for (let i = 1; i < jump.length; i++)
      if ((start + i) % 8 === phase) jump[i] = Math.max(0, jump[i]! - excess);
  }
}

function dividing(
  jump: Float64Array,
  start: number,
  from: number,
  to: number,
  noisy: boolean,
): Borders | null {
  const even = evenComb(jump, start, from, to);
  const uneven = noisy ? null : ownBorders(jump, start, from, to);
  if (even !== null && uneven !== null && sameBorders(even.borders, uneven.borders)) return even;
  if (uneven !== null && (even === null || uneven.strength > even.strength + 0.1)) return uneven;
  if (even === null) return null;
  // Many narrow cells fit many pictures: ask for more where they are small.
  const size = (to - from) / (even.borders.length - 1);
  return even.strength >= (size < 8 ? 0.8 : 0.5) ? even : null;
}

/**
 * Spread within cells (quartiles of the middle four fifths, so that numbers written in them do not count) over the
 * differences between neighbouring cells, as the median over cells.
 */
function flatCells(raster: Raster, box: Box, xs: readonly number[], ys: readonly number[]): number {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const medians = new Float64Array(3 * rows * columns);
  const spreads: number[] = [];
  const counts = new Uint32Array(256);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const trimX = 0.1 * (xs[c + 1]! - xs[c]!);
      const trimY = 0.1 * (ys[r + 1]! - ys[r]!);
      const x0 = Math.max(box.left, Math.ceil(xs[c]! + trimX));
      const x1 = Math.min(box.right, Math.floor(xs[c + 1]! - trimX));
      const y0 = Math.max(box.top, Math.ceil(ys[r]! + trimY));
      const y1 = Math.min(box.bottom, Math.floor(ys[r + 1]! - trimY));
      let spread = 0;
      for (let channel = 0; channel < 3; channel++) {
        let least = 255;
        let most = 0;
        for (let y = y0; y < y1; y++)
          for (let x = x0, o = 4 * (y * raster.width + x0) + channel; x < x1; x++, o += 4) {
            const value = raster.data[o]!;
            counts[value]!++;
            if (value < least) least = value;
            if (value > most) most = value;
          }
        const pixels = Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
        const at = (q: number): number => countedQuantile(counts, least, pixels, q);
        medians[3 * (r * columns + c) + channel] = at(0.5);
        spread = Math.max(spread, at(0.75) - at(0.25));
        // A cell has few values: all that were counted are forgotten.
        if (pixels > 0) counts.fill(0, least, most + 1);
      }
      spreads.push(spread);
    }
  }
  const steps: number[] = [];
  const between = (a: number, b: number): number =>
    Math.max(...[0, 1, 2].map((k) => Math.abs(medians[3 * a + k]! - medians[3 * b + k]!)));
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const here = r * columns + c;
      if (c + 1 < columns) steps.push(between(here, here + 1));
      if (r + 1 < rows) steps.push(between(here, here + columns));
    }
  }
  const mean = (values: number[]): number => values.reduce((s, v) => s + v, 0) / Math.max(1, values.length);
  const step = mean(steps);
  return step === 0 ? 1 : mean(spreads) / step;
}

/** The byte below which a share of some bytes lies, from how often each occurs, from the least on; 0 of none. */
function countedQuantile(counts: Uint32Array, least: number, total: number, q: number): number {
  if (total === 0) return 0;
  const rank = Math.floor(q * (total - 1));
  let value = least;
  for (let below = counts[value]!; below <= rank; ) below += counts[++value]!;
  return value;
}
