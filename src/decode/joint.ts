import type { JpegCoefficients } from '../raster/jpeg/coefficients.js';
import type { Colourmap } from '../types.js';
import { blockPrecondition } from './blockPrecondition.js';
import type { CellGrid } from './cells.js';
import { type ColourTable, colourTable } from './colourTable.js';
import { type FieldSpectrum, fieldSpectrum } from './fieldSpectrum.js';
import { cellMedians, proposeCells } from './jointCells.js';
import { blockTerm, type JpegModel, jpegModel, slopeAt } from './jpegModel.js';
import type { PixelPositions } from './lossy.js';
import { minimise } from './quasiNewton.js';
import { boxMean, fieldEnergy, meanDifference, roughnessTerm } from './roughness.js';

/** Quasi-Newton steps: the error is then within a twentieth of what any number of steps attains. */
const iterations = 5;
/** A prior that keeps jumps takes a step more. */
const iterationsWithJumps = 6;
/** A step that lowers the objective by less than this share is the last. */
const leastGain = 1e-3;
/** Where a field has jumps, a difference is absolute beyond this part of the picture's mean difference, square below. */
const rounding = 0.5;

export interface JointPositions {
  readonly t: Float32Array;
  readonly sigma: Float32Array;
  /** The native cells, where they explain the coefficients. */
  readonly cells?: CellGrid;
}

/**
 * The field whose drawing would have been compressed to these very coefficients, as nearly as its own roughness
 * allows: minimises  Σ((DCT(C(t)) − q·k)/q)² + R(t)  from the pixel-wise answer. Quantisation errors are even over
 * ±q/2, variance q²/12; R is the energy of a Gaussian field with the picture's own spectrum, or where the field has
 * jumps λ Σ√(Δt² + ε²): neighbour differences that are Laplace-distributed with mean b make λ = 1/(6 b).
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
  const table = colourTable(map);
  const start = new Float32Array(width * height);
  for (let i = 0; i < start.length; i++) start[i] = mask[i] === 1 ? cheap.t[i]! : 0;
  if (jpeg === undefined || map.stepped) return { t: start, sigma: noiseSigma(cheap, table) };
  const { coefficients, left, top } = jpeg;
  const whole = jpegModel(coefficients, left, top, mask, width, height);
  const prior = priorOf(fieldSpectrum(whole, table, start), start, mask, width, height);
  const t = new Float32Array(start.length);
  for (const tile of tilesOf(left, top, width, height))
    solveTile(t, start, mask, width, tile, (area, tileMask) => ({
      iterations: prior.knee === undefined ? iterations : iterationsWithJumps,
      model: jpegModel(coefficients, left + area.left, top + area.top, tileMask, area.width, area.height),
      table,
      noise: cheap.noise,
      prior,
      left: left + area.left,
      top: top + area.top,
    }));

  const cells = proposeCells(t, mask, width, height, left, top);
  if (cells !== undefined) {
    const model = jpegModel(coefficients, left, top, mask, width, height);
    const looseWeight = pixelWeights(model, table, start, cheap.noise);
    const onCells = solveOnCells(model, table, t, mask, cells, looseWeight, start);
    if (onCells !== undefined)
      return {
        t: onCells,
        sigma: disagreementSigma(onCells, start, mask, width, height, cellsPart),
        cells,
      };
  }
  return { t, sigma: disagreementSigma(t, start, mask, width, height, freePart) };
}

/**
 * The field's energy in units of squared residuals: a residual has the variance 1/12, so half its square over that is six
 * squares. Twice as much, since waves that go on across a block's border look rough in its cosines: measured on smooth
 * fields, where it counts; rough ones do not mind.
 */
const perEnergy = 2 / 6;

/** Resistance to differences and bends; where `knee` is given, differences beyond it count linearly. */
export interface Prior extends FieldSpectrum {
  readonly knee?: number;
}

/**
 * A field whose waves fall off with the square of the frequency (one in which slopes, not bends, are resisted) is one of
 * flat parts and jumps: its differences are Laplace-distributed, and a Gaussian prior would round the jumps off.
 */
function priorOf(
  spectrum: FieldSpectrum | undefined,
  start: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
): Prior {
  if (spectrum !== undefined && spectrum.slope < spectrum.bend)
    return { slope: perEnergy * spectrum.slope, bend: perEnergy * spectrum.bend };
  const b = meanDifference(start, mask, width, height);
  const knee = rounding * b;
  return { slope: 1 / (6 * b * b), bend: 0, knee };
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the picture that is solved by itself, and the part of it whose answer is kept. */
interface Tile {
  readonly area: Area;
  readonly kept: Area;
}

/**
 * Side of the tiles: the dozen arrays of the solver then stay within the cache, and their memory is 3 MB however large
 * the picture. A multiple of the largest chroma block, so that tiles cut none.
 */
const tileSide = 192;
/** Tiles are solved with so much of their surroundings: one more chroma block, over which neighbours' say fades. */
const margin = 16;

/** Tiles along the file's own grid of blocks. */
function tilesOf(left: number, top: number, width: number, height: number): Tile[] {
  const across = stretches(left, width);
  return stretches(top, height).flatMap((y) =>
    across.map((x) => ({
      area: { left: x.from, top: y.from, width: x.to - x.from, height: y.to - y.from },
      kept: {
        left: x.keptFrom,
        top: y.keptFrom,
        width: x.keptTo - x.keptFrom,
        height: y.keptTo - y.keptFrom,
      },
    })),
  );
}

function stretches(
  phase: number,
  length: number,
): { from: number; to: number; keptFrom: number; keptTo: number }[] {
  const found = [];
  for (let keptFrom = 0, k = Math.floor(phase / tileSide); keptFrom < length; k++) {
    const end = (k + 1) * tileSide - phase;
    // What is left at the end must not be a sliver.
    const keptTo = end + tileSide / 2 > length ? length : end;
    found.push({
      from: Math.max(0, keptFrom - margin),
      to: Math.min(length, keptTo + margin),
      keptFrom,
      keptTo,
    });
    keptFrom = keptTo;
  }
  return found;
}

interface TileProblem {
  /** Most steps taken. */
  readonly iterations: number;
  readonly model: JpegModel;
  readonly table: ColourTable;
  readonly noise: number;
  readonly prior: Prior;
  /** Where in the file's picture the tile begins, for the phase of its blocks. */
  readonly left: number;
  readonly top: number;
}

/** Solves one tile from the pixel-wise answer and writes the part of it that is kept to `t`. */
function solveTile(
  t: Float32Array,
  start: Float32Array,
  mask: Uint8Array,
  width: number,
  { area, kept }: Tile,
  problem: (area: Area, mask: Uint8Array) => TileProblem,
): void {
  const from = new Float32Array(area.width * area.height);
  const valid = new Uint8Array(from.length);
  for (let y = 0; y < area.height; y++) {
    const o = (area.top + y) * width + area.left;
    from.set(start.subarray(o, o + area.width), y * area.width);
    valid.set(mask.subarray(o, o + area.width), y * area.width);
  }
  const u = solveFreely(from, valid, problem(area, valid));
  for (let y = 0; y < kept.height; y++) {
    const o = (kept.top - area.top + y) * area.width + kept.left - area.left;
    const p = (kept.top + y) * width + kept.left;
    for (let x = 0; x < kept.width; x++) t[p + x] = Math.min(1, Math.max(0, u[o + x]!));
  }
}

/** One value per pixel. */
function solveFreely(start: Float32Array, mask: Uint8Array, problem: TileProblem): Float32Array {
  const { model, table, noise, prior, left, top } = problem;
  const { width, height } = model;
  const looseWeight = pixelWeights(model, table, start, noise);
  const { knee, slope, bend } = prior;
  const energy = (t: Float32Array, gradient: Float32Array): number =>
    knee === undefined
      ? fieldEnergy(t, mask, width, height, slope, bend, gradient)
      : roughnessTerm(t, mask, width, height, slope * (knee / rounding), knee, gradient);
  const objective = (t: Float32Array, gradient: Float32Array): number => {
    gradient.fill(0);
    const sum = blockTerm(model, table, t, gradient) + energy(t, gradient);
    return sum + pixelTerm(t, start, looseWeight, gradient);
  };
  const t = start.slice();
  const precondition = blockPrecondition(model, table, left, top, start, mask, looseWeight, prior);
  minimise(objective, t, precondition, problem.iterations, leastGain);
  return t;
}

/** Σ w (t − start)² over the pixels that have a weight; adds its gradient. */
function pixelTerm(
  t: Float32Array,
  start: Float32Array,
  weight: Float32Array,
  gradient: Float32Array,
): number {
  let sum = 0;
  for (let i = 0; i < t.length; i++) {
    const w = weight[i]!;
    if (w === 0) continue;
    const d = t[i]! - start[i]!;
    sum += w * d * d;
    gradient[i]! += 2 * w * d;
  }
  return sum;
}

/**
 * How much worse than the free solution one value per cell may explain the coefficients. The free solution has some
 * twenty to a hundred times the unknowns, and follows the quantisation's errors with them.
 */
const cellsMisfit = 2;

/** One value per cell, spread over its pixels; undefined where that does not explain the coefficients. */
function solveOnCells(
  model: JpegModel,
  table: ColourTable,
  free: Float32Array,
  mask: Uint8Array,
  cells: CellGrid,
  looseWeight: Float32Array,
  start: Float32Array,
): Float32Array | undefined {
  const { columns, rows, columnOf, rowOf } = cells;
  const { width } = model;
  const cellOf = Int32Array.from(
    free,
    (_, i) => rowOf[Math.floor(i / width)]! * columns + columnOf[i % width]!,
  );
  const { values, valid } = cellMedians(free, mask, cells);
  const t = new Float32Array(free.length);
  const pixelGradient = new Float32Array(free.length);
  const b = meanDifference(values, valid, columns, rows);
  const lambda = 1 / (6 * b);
  const objective = (u: Float32Array, gradient: Float32Array): number => {
    for (let i = 0; i < t.length; i++) t[i] = u[cellOf[i]!]!;
    pixelGradient.fill(0);
    const sum = blockTerm(model, table, t, pixelGradient) + pixelTerm(t, start, looseWeight, pixelGradient);
    gradient.fill(0);
    for (let i = 0; i < t.length; i++) gradient[cellOf[i]!]! += pixelGradient[i]!;
    return sum + roughnessTerm(u, valid, columns, rows, lambda, rounding * b, gradient);
  };
  const perPixel = stepScale(model, table, free, mask, 0);
  const curvature = new Float32Array(values.length).fill(8 * (lambda / b));
  for (let i = 0; i < t.length; i++) if (perPixel[i]! > 0) curvature[cellOf[i]!]! += 1 / perPixel[i]!;
  minimise(
    objective,
    values,
    curvature.map((c) => 1 / c),
    iterations,
  );
  for (let i = 0; i < t.length; i++) t[i] = Math.min(1, Math.max(0, values[cellOf[i]!]!));
  const explained = blockTerm(model, table, t, pixelGradient);
  const freely = blockTerm(model, table, free, pixelGradient);
  return explained <= cellsMisfit * freely ? t : undefined;
}

/** Weights of the pixels that no whole block covers: their own answer, by the noise and the map's slope there. */
function pixelWeights(
  model: JpegModel,
  table: ColourTable,
  start: Float32Array,
  noise: number,
): Float32Array {
  const perUnit = 1 / (12 * noise * noise);
  const weight = new Float32Array(start.length);
  for (let i = 0; i < weight.length; i++)
    if (model.loose[i] === 1) weight[i] = perUnit * slopeSquare(table, start[i]!);
  return weight;
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
  const quantisation = Array.from(model.planes[0]?.quantisation ?? []);
  const mean = quantisation.reduce((sum, q) => sum + 1 / (q * q), 0) / 64;
  return start.map((t, i) => (mask[i] === 1 ? 1 / (2 * mean * slopeSquare(table, t) + 8 * roughness) : 0));
}

/** Standard error of a projection: the noise over the map's speed. */
function noiseSigma(cheap: PixelPositions, table: ColourTable): Float32Array {
  return cheap.t.map((t) => cheap.noise / Math.max(1, 1.6 * Math.sqrt(slopeSquare(table, t))));
}

/** Half side of the square over which the disagreement is averaged. */
const disagreementRadius = 3;
/**
 * What the squared error of the joint answer is of its squared distance from the pixel-wise one, which is noise of the
 * same origin: measured on fields of known truth, freely and with one value per cell.
 */
const freePart = 1.2;
const cellsPart = 0.35;
/** Misplacement by a hundredth of a pixel, and the rounding of everything, squared. */
const perGradient = 1e-4;
const leastVariance = 4e-7;

/** Standard error from how far joint and pixel-wise answers differ around a pixel. */
function disagreementSigma(
  t: Float32Array,
  start: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  part: number,
): Float32Array {
  const square = new Float32Array(t.length);
  for (let i = 0; i < t.length; i++) square[i] = (t[i]! - start[i]!) ** 2;
  const mean = boxMean(square, mask, width, height, disagreementRadius);
  const sigma = new Float32Array(t.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const gx = x > 0 && x + 1 < width ? (t[i + 1]! - t[i - 1]!) / 2 : 0;
      const gy = y > 0 && y + 1 < height ? (t[i + width]! - t[i - width]!) / 2 : 0;
      sigma[i] = Math.sqrt(part * Math.max(0, mean[i]!) + perGradient * (gx * gx + gy * gy) + leastVariance);
    }
  }
  return sigma;
}
