import { gaussianPerMedian, median } from '../numeric/statistics/statistics.js';

/** One value per cell, row-major. */
export interface CellValues {
  readonly rows: number;
  readonly columns: number;
  /** Median of the valid pixels in the cell's middle; NaN where there are too few. */
  readonly values: Float64Array;
  /** Standard error of that median, never below what the pixels' own errors allow; NaN where masked. */
  readonly sigma: Float32Array;
  readonly mask: Uint8Array;
}

/** Pixels of a grid: values with NaN or mask 0 where invalid. */
export interface CellPixels {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayLike<number>;
  readonly sigma?: ArrayLike<number>;
  readonly mask: ArrayLike<number>;
}

/** The outer tenth on each side of a cell is border: anti-aliasing, grid lines, a codec's ringing. */
const BORDER = 0.12;
/** A cell of which less than this share is valid (a number is written over the rest) has no value. */
const LEAST_VALID = 0.2;

/**
 * One value for each cell: the median over the valid pixels in its middle, which numbers written in the cell, grid
 * lines and stray pixels do not move as long as they cover less than half of what is valid.
 *
 * @param xEdges columns + 1 ascending borders in pixels from the grid's left edge
 * @param yEdges rows + 1 ascending borders in pixels from its top
 */
export function cellValues(
  pixels: CellPixels,
  xEdges: ArrayLike<number>,
  yEdges: ArrayLike<number>,
): CellValues {
  const columns = xEdges.length - 1;
  const rows = yEdges.length - 1;
  const values = new Float64Array(rows * columns).fill(Number.NaN);
  const sigma = new Float32Array(rows * columns).fill(Number.NaN);
  const mask = new Uint8Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    const [y0, y1] = middle(yEdges[r]!, yEdges[r + 1]!, pixels.height);
    for (let c = 0; c < columns; c++) {
      const [x0, x1] = middle(xEdges[c]!, xEdges[c + 1]!, pixels.width);
      const inside: number[] = [];
      const errors: number[] = [];
      for (let y = y0; y < y1; y++) {
        for (let x = x0; x < x1; x++) {
          const i = y * pixels.width + x;
          const value = pixels.values[i]!;
          if (pixels.mask[i] !== 1 || Number.isNaN(value)) continue;
          inside.push(value);
          if (pixels.sigma !== undefined) errors.push(pixels.sigma[i]!);
        }
      }
      const total = (x1 - x0) * (y1 - y0);
      if (inside.length === 0 || inside.length < LEAST_VALID * total) continue;
      const cell = r * columns + c;
      const centre = median(inside);
      values[cell] = centre;
      mask[cell] = 1;
      // The pixels of a flat cell share the level's rounding: averaging does not lower that part.
      const own = errors.length > 0 ? median(errors) : 0;
      const scatter =
        (gaussianPerMedian * median(inside.map((v) => Math.abs(v - centre)))) / Math.sqrt(inside.length);
      sigma[cell] = Math.hypot(own, scatter);
    }
  }
  return { rows, columns, values, sigma, mask };
}

// Whole pixels of a cell without its border; at least the pixel at its centre.
function middle(from: number, to: number, limit: number): [number, number] {
  const trim = BORDER * (to - from);
  const start = Math.max(0, Math.ceil(from + trim));
  const end = Math.min(limit, Math.floor(to - trim));
  if (end > start) return [start, end];
  const centre = Math.min(limit - 1, Math.max(0, Math.floor((from + to) / 2)));
  return [centre, centre + 1];
}
