import { type ColourTable, entryAt } from './colourTable.js';
import type { JpegModel } from './jpegModel.js';

/** How rough a field is, from the waves that its 8 × 8 blocks are made of. */
export interface FieldSpectrum {
  /**
   * As a Gaussian field whose wave (u, v) has the variance 1/(bend·w²), w = 4 − 2cos(πu/8) − 2cos(πv/8): its energy is
   * then ½ bend Σ(Laplacian)².
   */
  readonly bend: number;
  /**
   * Its waves fall off with the square of the frequency rather than with its fourth power, as those of a field of flat
   * parts and jumps do.
   */
  readonly jumps: boolean;
}

/** Eigenvalue of the difference operator for each of the 64 waves of a block. */
export const waveNumbers = Float64Array.from(
  { length: 64 },
  (_, i) => 4 - 2 * Math.cos(((i & 7) * Math.PI) / 8) - 2 * Math.cos(((i >> 3) * Math.PI) / 8),
);

/** Blocks asked: 63 coefficients each say enough about two numbers. */
const askedBlocks = 96;
/** Where the map's luma changes by less than this part of its usual slope, coefficients tell little of the field. */
const tellingSlope = 0.5;
/**
 * Variances 1/(ratio·w + w²) are tried for these ratios: w runs from .15 to 8, so they go from one law to the other.
 * From the ratio on at which the first term is the larger one for most waves, the field has jumps.
 */
const ratios = [0, 0.25, 1, 4, 64];
const ratioOfJumps = 1;
/** The scale of the spectrum is searched for in steps of this factor at first, of this one in the end. */
const firstFactor = 8;
const lastFactor = 1.2;
/** Where the search begins: differences of a hundredth. */
const firstScale = 1e4;

/**
 * The likeliest spectrum of the field, given the luma coefficients that a JPEG keeps of it: a coefficient k says that
 * the wave's amplitude times the map's slope lies within (k ± ½) q. What is quantised to zero tells too: that it is
 * small.
 *
 * @param t positions at which the map's slopes are taken, in the model's area
 * @returns undefined where no block tells, or all waves are quantised to zero
 */
export function fieldSpectrum(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
): FieldSpectrum | undefined {
  const cells = amplitudeCells(model, table, t);
  if (!cells.some((low, j) => (j & 1) === 0 && low > 0)) return undefined;
  let jumps = false;
  let bend = 0;
  let most = Number.NEGATIVE_INFINITY;
  let scale = firstScale;
  for (const ratio of ratios) {
    const shape = waveNumbers.map((w) => Math.sqrt((ratio * w + w * w) / (1 + ratio) / 2));
    const found = likeliestScale(cells, shape, scale);
    scale = found.scale;
    if (ratio === 0) bend = scale;
    if (found.likelihood <= most) continue;
    most = found.likelihood;
    jumps = ratio >= ratioOfJumps;
  }
  return { bend, jumps };
}

/**
 * Between which amplitudes (units of t, 0 ≤ low < high) the waves of the asked blocks lie: 128 numbers a block, low and
 * high for each of its 64 waves.
 */
function amplitudeCells(model: JpegModel, table: ColourTable, t: Float32Array): Float64Array {
  const sampling = model.samplings[0];
  const luma = sampling?.channels[0];
  if (sampling === undefined || luma === undefined) return new Float64Array(0);
  const { origins, partial } = sampling;
  const stride = Math.max(1, Math.floor(origins.length / askedBlocks));
  const asked: { k: number; slope: number }[] = [];
  for (let k = stride >> 1; k < origins.length; k += stride)
    if (partial[k]! < 0) asked.push({ k, slope: blockSlope(origins[k]!, model.width, table, t) });
  if (asked.length === 0) return new Float64Array(0);
  const usual = asked.map(({ slope }) => slope).sort((a, b) => a - b)[asked.length >> 1]!;
  const chosen = asked.filter(({ slope }) => slope > 0 && slope >= tellingSlope * usual);
  const cells = new Float64Array(128 * chosen.length);
  chosen.forEach(({ k, slope }, b) => {
    for (let i = 1; i < 64; i++) {
      const value = Math.abs(luma.coefficients[luma.first[k]! + i]!);
      const step = luma.quantisation[i]! / slope;
      cells[128 * b + 2 * i] = value === 0 ? 0 : (value - 0.5) * step;
      cells[128 * b + 2 * i + 1] = (value + 0.5) * step;
    }
  });
  return cells;
}

/** Root mean square of the map's luma slope over a block. */
function blockSlope(origin: number, width: number, table: ColourTable, t: Float32Array): number {
  let sum = 0;
  for (let y = 0, p = origin; y < 8; y++, p += width - 8)
    for (let x = 0; x < 8; x++, p++) sum += table.squares.luma[entryAt(t[p]!)]!;
  return Math.sqrt(sum / 64);
}

/** Climbs to the scale of a spectrum of the given shape (its waves' 1/√(2 variance)) under which the cells are likeliest. */
function likeliestScale(
  cells: Float64Array,
  shape: Float64Array,
  from: number,
): { scale: number; likelihood: number } {
  let scale = from;
  let likelihood = logLikelihood(cells, shape, scale);
  for (let factor = firstFactor; factor > lastFactor; factor = Math.sqrt(factor)) {
    for (const step of [factor, 1 / factor]) {
      let moved = false;
      for (;;) {
        const next = logLikelihood(cells, shape, scale * step);
        if (next <= likelihood) break;
        likelihood = next;
        scale *= step;
        moved = true;
      }
      if (moved) break;
    }
  }
  return { scale, likelihood };
}

function logLikelihood(cells: Float64Array, shape: Float64Array, scale: number): number {
  const root = Math.sqrt(scale);
  let sum = 0;
  for (let b = 0; b < cells.length; b += 128) {
    for (let i = 1; i < 64; i++) {
      const unit = root * shape[i]!;
      const low = cells[b + 2 * i]! * unit;
      const high = cells[b + 2 * i + 1]! * unit;
      // Four standard deviations hold all but nothing, and most zeros lie within.
      if (low > 0) sum += Math.log(Math.max(erfc(low) - erfc(high), leastMass));
      else if (high < 3) sum += Math.log(1 - erfc(high));
    }
  }
  return sum;
}

/** A wave beyond any expectation costs this much and no more. */
const leastMass = 1e-30;

/** Complementary error function for x ≥ 0 (Abramowitz & Stegun 1964, 7.1.26; error 1.5e-7). */
function erfc(x: number): number {
  const k = 1 / (1 + 0.3275911 * x);
  return (
    k *
    (0.254829592 + k * (-0.284496736 + k * (1.421413741 + k * (-1.453152027 + k * 1.061405429)))) *
    Math.exp(-x * x)
  );
}
