import type { JpegCoefficients } from '../raster/jpeg/coefficients.js';
import type { Colourmap } from '../types.js';
import { type ColourTable, colourTable } from './colourTable.js';
import { blockTerm, type JpegModel, jpegModel, slopeAt } from './jpegModel.js';
import type { PixelPositions } from './lossy.js';
import { minimise } from './quasiNewton.js';

/** Quasi-Newton steps; most of the gain comes in the first ten, a tenth of it after twenty. */
const iterations = 20;
/** A difference is absolute beyond this part of the picture's mean difference, square below: keeps the prior smooth. */
const rounding = 0.05;

export interface JointPositions {
  readonly t: Float32Array;
  readonly sigma: Float32Array;
}

/**
 * The field whose drawing would have been compressed to these very coefficients, as nearly as its own roughness
 * allows: minimises  Σ((DCT(C(t)) − q·k)/q)² + λ Σ√(Δt² + ε²)  from the pixel-wise answer.
 *
 * Quantisation errors are even over ±q/2, variance q²/12, and neighbour differences about Laplace-distributed with
 * mean b; in units of the first sum that makes λ = 1/(6 b).
 *
 * Without coefficients (or for stepped maps, which have no slope) the pixel-wise answer stays.
 */
export function jointPositions(
  cheap: PixelPositions,
  map: Colourmap,
  mask: Uint8Array,
  width: number,
  height: number,
  jpeg: { readonly coefficients: JpegCoefficients; readonly left: number; readonly top: number } | undefined,
): JointPositions {
  const pixels = width * height;
  const table = colourTable(map);
  const start = cheap.t.map((v, i) => (mask[i] === 1 ? v : 0));
  if (jpeg === undefined || map.stepped) return { t: start, sigma: cheapSigma(cheap, table) };
  const model = jpegModel(jpeg.coefficients, jpeg.left, jpeg.top, mask, width, height);
  const b = meanDifference(start, mask, width, height);
  const lambda = 1 / (6 * b);
  const epsilon = rounding * b;
  const looseWeight = pixelWeights(model, table, start, cheap.noise);
  const objective = (t: Float32Array, gradient: Float32Array): number => {
    gradient.fill(0);
    let sum = blockTerm(model, table, t, gradient);
    sum += roughnessTerm(t, mask, width, height, lambda, epsilon, gradient);
    for (let i = 0; i < pixels; i++) {
      const w = looseWeight[i]!;
      if (w === 0) continue;
      const d = t[i]! - start[i]!;
      sum += w * d * d;
      gradient[i]! += 2 * w * d;
    }
    return sum;
  };
  const t = start.slice();
  minimise(objective, t, stepScale(model, table, start, mask, lambda / b), iterations);
  for (let i = 0; i < pixels; i++) t[i] = Math.min(1, Math.max(0, t[i]!));
  return { t, sigma: cheapSigma(cheap, table) };
}

function meanDifference(t: Float32Array, mask: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const i = y * width + x;
      if (mask[i] !== 1 || mask[i + 1] !== 1) continue;
      sum += Math.abs(t[i + 1]! - t[i]!);
      count++;
    }
  }
  // A flat picture still has differences of a hundredth of a level.
  return Math.max(count > 0 ? sum / count : 0, 4e-5);
}

/** λ Σ√(Δ² + ε²) over neighbours along rows and columns; adds its gradient. */
function roughnessTerm(
  t: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  lambda: number,
  epsilon: number,
  gradient: Float32Array,
): number {
  let sum = 0;
  const square = epsilon * epsilon;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (mask[i] !== 1) continue;
      if (x + 1 < width && mask[i + 1] === 1) {
        const d = t[i + 1]! - t[i]!;
        const r = Math.sqrt(d * d + square);
        sum += r;
        const g = (lambda * d) / r;
        gradient[i + 1]! += g;
        gradient[i]! -= g;
      }
      if (y + 1 < height && mask[i + width] === 1) {
        const d = t[i + width]! - t[i]!;
        const r = Math.sqrt(d * d + square);
        sum += r;
        const g = (lambda * d) / r;
        gradient[i + width]! += g;
        gradient[i]! -= g;
      }
    }
  }
  return lambda * sum;
}

/** Weights of the pixels that no whole block covers: their own answer, by the noise and the map's slope there. */
function pixelWeights(
  model: JpegModel,
  table: ColourTable,
  start: Float32Array,
  noise: number,
): Float32Array {
  const perUnit = 1 / (12 * noise * noise);
  return Float32Array.from(model.loose, (loose, i) =>
    loose === 1 ? perUnit * slopeSquare(table, start[i]!) : 0,
  );
}

/** Squared speed of the map, chroma at the quarter that its shared samples are worth. */
function slopeSquare(table: ColourTable, t: number): number {
  return slopeAt(table.luma, t) ** 2 + 0.25 * (slopeAt(table.blue, t) ** 2 + slopeAt(table.red, t) ** 2);
}

/** A sensible step per unit of gradient at each pixel: the inverse of the curvature's diagonal, roughly. */
function stepScale(
  model: JpegModel,
  table: ColourTable,
  start: Float32Array,
  mask: Uint8Array,
  roughness: number,
): Float32Array {
  const weight = model.planes[0]?.weight ?? new Float64Array(0);
  const mean = weight.reduce((sum, w) => sum + w * w, 0) / Math.max(1, weight.length);
  return start.map((t, i) => (mask[i] === 1 ? 1 / (2 * mean * slopeSquare(table, t) + 8 * roughness) : 0));
}

/** Standard error of a projection: the noise over the map's speed. */
function cheapSigma(cheap: PixelPositions, table: ColourTable): Float32Array {
  return cheap.t.map((t) => cheap.noise / Math.max(1, 1.6 * Math.sqrt(slopeSquare(table, t))));
}
