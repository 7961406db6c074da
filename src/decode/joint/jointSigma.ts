import type { Box } from '../../model/types.js';
import { boxMean } from '../../numeric/fields/boxMean.js';
import { cropPlane } from '../../raster/crop.js';
import type { CellField } from './jointCellSolve.js';
import type { SolvedTile } from './jointTiles.js';
import type { SolverKernels } from './kernels/kernelTypes.js';
import type { PlotArea } from './model/plotArea.js';

/** Half side of the square over which the disagreement is averaged. */
const disagreementRadius = 3;
/**
 * What a squared error is made of: so much of the squared distance from the pixel-wise answer, which is noise of the same
 * origin, and so much of the variance that quantisation leaves. Where a field has jumps no Gaussian prior fits, the steps of the
 * solver end early and errors have tails; a smooth field's waves go on across blocks, whose neighbours then tell of it too.
 * Measured on fields of known truth.
 */
export interface ErrorParts {
  readonly disagreement: number;
  readonly quantisation: number;
}

export const errorParts = {
  jumps: { disagreement: 1.4, quantisation: 1.6 },
  smooth: { disagreement: 0.6, quantisation: 0.95 },
} satisfies Readonly<Record<string, ErrorParts>>;

/** Misplacement by a hundredth of a pixel, and the rounding of everything, squared. */
const perGradient = 1e-4;
const leastVariance = 4e-7;

/**
 * The plot's positions, none beyond the ends of the map, and their standard errors, from how far joint and pixel-wise answers differ around
 * a pixel, and from what quantisation leaves unknown; NaN where masked.
 *
 * @param solved the area's positions
 * @param variance what quantisation leaves unknown of t in each of the area's 8 × 8 blocks
 */
export function jointSigma(
  { plot, width: areaWidth, from, valid }: PlotArea,
  solved: Float32Array,
  variance: Float32Array,
  parts: ErrorParts,
): { readonly t: Float32Array; readonly sigma: Float32Array } {
  const width = plot.right - plot.left;
  const height = plot.bottom - plot.top;
  const t = new Float32Array(width * height);
  const square = new Float32Array(t.length);
  for (let y = plot.top, p = 0; y < plot.bottom; y++)
    for (let x = plot.left, i = y * areaWidth + x; x < plot.right; x++, i++, p++) {
      const own = Math.min(1, Math.max(0, solved[i]!));
      t[p] = own;
      const off = own - from[i]!;
      square[p] = valid[i] === 1 ? off * off : Number.NaN;
    }
  const mean = boxMean(square, width, height, disagreementRadius);
  const sigma = square;
  for (let y = 0, i = 0; y < height; y++) {
    const blocks = (areaWidth >> 3) * ((y + plot.top) >> 3);
    for (let x = 0; x < width; x++, i++) {
      const gx = x > 0 && x + 1 < width ? (t[i + 1]! - t[i - 1]!) / 2 : 0;
      const gy = y > 0 && y + 1 < height ? (t[i + width]! - t[i - width]!) / 2 : 0;
      const noise =
        parts.disagreement * (mean[i]! || 0) +
        parts.quantisation * variance[blocks + ((x + plot.left) >> 3)]!;
      // What is masked stays without a number.
      sigma[i] = Math.sqrt(0 * sigma[i]! + noise + perGradient * (gx * gx + gy * gy) + leastVariance);
    }
  }
  for (let i = 0; i < t.length; i++) if (Number.isNaN(sigma[i]!)) t[i] = Number.NaN;
  return { t, sigma };
}

/** The same of a field of one value a cell, whose errors are its own; NaN where masked. */
export function cellSigma(
  { plot, width, valid }: PlotArea,
  { t, variance }: CellField,
): { readonly t: Float32Array; readonly sigma: Float32Array } {
  const isSeen = cropPlane(valid, 1, width, plot);
  const seen = (v: number, p: number): number => (isSeen[p] === 1 ? v : Number.NaN);
  return {
    t: cropPlane(t, 1, width, plot).map(seen),
    sigma: cropPlane(variance, 1, width, plot).map((v, p) => seen(Math.sqrt(v), p)),
  };
}

/**
 * The same of a tile's part of the plot by kernels.
 *
 * @param variance of each of the tile's blocks, in the kernels' memory
 * @returns the part's box in the plot, and its planes
 */
export function tileSigma(
  plot: Box,
  { model, mask, start, within, kept, t }: SolvedTile,
  variance: Float32Array,
  { disagreement, quantisation }: ErrorParts,
  kernels: SolverKernels,
): { readonly box: Box; readonly t: Float32Array; readonly sigma: Float32Array } {
  const { width, height } = model;
  const [left, top] = [kept.left - within.left, kept.top - within.top];
  const inside = new Uint8Array(width * height);
  const [from, to] = [Math.max(0, plot.left - left), Math.min(width, plot.right - left)];
  for (let y = Math.max(0, plot.top - top); y < Math.min(height, plot.bottom - top); y++)
    inside.fill(1, y * width + from, y * width + to);
  const found = kernels.sigmas({ t, start, mask, inside, width }, variance, [
    ...([disagreement, quantisation] as const),
    ...([perGradient, leastVariance] as const),
  ]);
  const shown = {
    left: Math.max(kept.left, plot.left),
    top: Math.max(kept.top, plot.top),
    right: Math.min(kept.right, plot.right),
    bottom: Math.min(kept.bottom, plot.bottom),
  };
  const moved = (x: number, y: number): Box => ({
    left: shown.left - x,
    top: shown.top - y,
    right: shown.right - x,
    bottom: shown.bottom - y,
  });
  const part = (plane: Float32Array): Float32Array => cropPlane(plane, 1, width, moved(left, top));
  return { box: moved(plot.left, plot.top), t: part(found.t), sigma: part(found.sigma) };
}
