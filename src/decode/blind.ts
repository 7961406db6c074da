import { arcLengths, resample } from '../curve/polyline.js';
import { levelPositions } from '../locus/levelPositions.js';
import { findLocus, type Locus } from '../locus/locus.js';
import { fromWorkingSpace } from '../raster/colourSpace.js';
import { dilate } from '../raster/dilate.js';
import type { Colourmap, Decoded, Raster, Rgb } from '../types.js';
import { arcCandidates, mostCandidates } from './arcCandidates.js';
import { confidenceOf, type Doubt, doubtsOf, type Evidence, joinError } from './blindConfidence.js';
import { continuousArcs } from './continuity.js';
import { settleFringe } from './fringe.js';
import { smoothestWithin } from './interval.js';
import { boxMean, smoothQuadratic } from './smooth.js';

export interface BlindOptions {
  /** Pixels (1) known to be no data, such as transparent ones. */
  readonly ignore?: Uint8Array;
  /** 'auto' (the default) smooths where level or noise permit, 'off' never. */
  readonly smooth?: 'auto' | 'off' | 'on';
  /** Which end has position 0; unless told, the darker one. */
  readonly from?: 'darkest' | 'lightest' | Rgb;
  /** Turn the result round. */
  readonly reverse?: boolean;
  /** The same seed gives the same result; 1 unless told. */
  readonly seed?: number;
  /** Called at the start of each stage with the share of the work done. */
  readonly progress?: (stage: string, fraction: number) => void;
}

export interface BlindRecovery {
  readonly colourmap: Colourmap;
  readonly decoded: Decoded;
  /** How sure the result is as a whole, 0…1: below ½ the expected error is above two hundredths of the range. */
  readonly confidence: number;
  /** How sure it is which end is which, ½ (a guess) … 1 (told). */
  readonly directionConfidence: number;
  /** What makes the result doubtful and what to do about it, the gravest first. */
  readonly doubts: readonly Doubt[];
  readonly evidence: Evidence;
  /** Standard deviation of the colours about the locus, sRGB units; 0 where colours are exact. */
  readonly noise: number;
  readonly closed: boolean;
  readonly smoothed: {
    readonly applied: boolean;
    /** How: within each level's interval, by the measured noise, or by the mean of a dither pattern. */
    readonly how: 'none' | 'interval' | 'noise' | 'dither';
    /** Share of the valid pixels that moved (interval), or of the noise variance taken out (noise). */
    readonly share: number;
  };
  /** What the report draws: colours in sRGB 0…255. */
  readonly diagnostics: {
    readonly sample: Float64Array;
    readonly nodes: Float64Array;
    /** Indices of the nodes in order. */
    readonly order: Uint32Array;
    readonly method: string;
    readonly noData: readonly number[];
    readonly ink: readonly number[];
  };
  readonly locus: Locus;
}

/**
 * Recovers positions from nothing but the pixels of a plot area: finds the locus of the colourmap, puts each pixel on
 * it so that neighbours agree, masks what is no data, and says how sure it is.
 *
 * @param raster the plot area alone
 * @throws RecoveryError if there are fewer than two colours of data
 */
export function recoverBlind(raster: Raster, options: BlindOptions = {}): BlindRecovery {
  const progress = options.progress ?? (() => undefined);
  const { width, height } = raster;
  const pixels = width * height;
  progress('locus', 0);
  const locus = findLocus(raster, options);
  const { exact, noData, distinct, colours } = locus;
  const sigma = exact ? 0.5 : Math.max(0.5, locus.sigma);
  const vertices = exact ? locus.vertices : resample(locus.vertices, 1.5);
  const arcs = arcLengths(vertices);
  const length = arcs[arcs.length - 1]!;
  const positions = exact ? levelPositions(vertices) : arcs.map((s) => s / length);

  progress('look-up', 0.5);
  const candidates = arcCandidates(
    vertices,
    arcs,
    colours,
    exact ? 0 : 3 * sigma + 2,
    exact ? 3 : 6 * sigma + 2,
  );
  progress('continuity', 0.65);
  const decodedArcs = continuousArcs(distinct, candidates, noData.mask, width, height, sigma);
  const residual = Float32Array.from(distinct.indices, (i) => candidates.distance[mostCandidates * i]!);

  progress('mask', 0.75);
  const tolerance = exact ? 0.75 : 4 * sigma + 2;
  const suspects = suspectPixels(locus, residual, tolerance, width, height);
  const foreign = noData.mask.map((m, p) => (m ? 2 : locus.ink.core[p]!));
  const grey = isGrey(colours, noData.mask, distinct.indices);
  const masked = settleFringe(
    raster,
    { arcs: decodedArcs, distance: residual },
    {
      vertices,
      arcs,
      colours,
      indices: distinct.indices,
      // Beside ink, an exact colour that is no level is a mixture, however near the locus.
      tolerance: exact && !grey ? 0.01 : tolerance,
      strokes: locus.ink.strokes,
      ringing: exact && !grey ? 0 : ringingShare,
      mostMixedOnLocus: grey ? 0.12 : exact ? Number.POSITIVE_INFINITY : 0.35,
    },
    suspects,
    foreign,
    exact && !grey ? 0.05 : 0.2,
  );

  progress('smooth', 0.85);
  const mask = new Uint8Array(pixels);
  for (let p = 0; p < pixels; p++)
    if (!noData.mask[p] && !masked[p] && !Number.isNaN(decodedArcs[p]!)) mask[p] = 1;
    else decodedArcs[p] = Number.NaN;
  const evidence = evidenceOf(locus, vertices, arcs, decodedArcs, residual, mask, length, tolerance, width);
  const { t, deviation, smoothed } = finishField(
    locus,
    decodedArcs,
    residual,
    arcs,
    positions,
    width,
    height,
    options.smooth ?? 'auto',
  );
  const confidence = confidenceOf(evidence);
  progress('done', 1);
  return {
    colourmap: {
      colours: fromWorkingSpace(vertices, locus.space).map((v) => Math.min(255, Math.max(0, v))),
      positions,
      closed: locus.closed,
      stepped: false,
      origin: 'blind',
      confidence,
    },
    decoded: { width, height, t, residual, sigma: deviation, mask },
    confidence,
    directionConfidence: locus.direction.confidence,
    doubts: doubtsOf(evidence),
    evidence,
    noise: locus.sigma,
    closed: locus.closed,
    smoothed,
    diagnostics: {
      sample: fromWorkingSpace(locus.sample, locus.space),
      nodes: fromWorkingSpace(locus.nodes, locus.space),
      order: locus.candidates[0]!.order,
      method: locus.candidates[0]!.method,
      noData: noData.colours,
      ink: locus.ink.colours,
    },
    locus,
  };
}

/** Pixels beside strong edges of a JPEG of usual quality are off by so much of the edge's contrast. */
const ringingShare = 0.015;

/** Of the scatter about the curve, which has two directions, the part along it that becomes error. */
const alongShare = 0.7;

/** Positions from arcs, smoothed where that is permitted, with their standard errors. */
function finishField(
  locus: Locus,
  field: Float32Array,
  residual: Float32Array,
  arcs: Float64Array,
  positions: Float64Array,
  width: number,
  height: number,
  smooth: 'auto' | 'off' | 'on',
): { t: Float32Array; deviation: Float32Array; smoothed: BlindRecovery['smoothed'] } {
  const length = arcs[arcs.length - 1]!;
  const dithered = locus.dithered ? ('dither' as const) : ('none' as const);
  if (locus.exact) {
    const bounds = levelBounds(positions);
    const lower = new Float32Array(field.length).fill(Number.NaN);
    const upper = new Float32Array(field.length).fill(Number.NaN);
    const deviation = new Float32Array(field.length).fill(Number.NaN);
    const t = field.map((s) => interpolate(arcs, positions, s));
    for (let p = 0; p < field.length; p++) {
      if (Number.isNaN(t[p]!)) continue;
      const k = nearestIndex(positions, t[p]!);
      lower[p] = Math.min(t[p]!, bounds[k]!);
      upper[p] = Math.max(t[p]!, bounds[k + 1]!);
      deviation[p] = (upper[p]! - lower[p]!) / Math.sqrt(12);
    }
    if (smooth === 'off') return { t, deviation, smoothed: { applied: false, how: dithered, share: 0 } };
    const { values, share } = smoothestWithin(lower, upper, width, height);
    return {
      t: values,
      deviation,
      smoothed: { applied: share > 0, how: share > 0 ? 'interval' : 'none', share },
    };
  }
  const variance = residual.map((d) => (d * alongShare) ** 2);
  const local = boxMean(
    variance.map((v, p) => (Number.isNaN(field[p]!) ? Number.NaN : v)),
    width,
    height,
  );
  const { values, share } =
    smooth === 'off' ? { values: field, share: 0 } : smoothQuadratic(field, local, width, height);
  return {
    t: values.map((s) => interpolate(arcs, positions, Math.min(length, Math.max(0, s)))),
    deviation: local.map((v, p) => (Number.isNaN(field[p]!) ? Number.NaN : Math.sqrt(v) / length)),
    smoothed: { applied: share > 0, how: share > 0 ? 'noise' : dithered, share },
  };
}

/** Borders half-way between levels; the outermost lie as far out as their neighbours lie in. */
function levelBounds(positions: Float64Array): Float64Array {
  const n = positions.length;
  const bounds = new Float64Array(n + 1);
  for (let i = 1; i < n; i++) bounds[i] = (positions[i - 1]! + positions[i]!) / 2;
  bounds[0] = Math.max(0, 2 * positions[0]! - bounds[1]!);
  bounds[n] = Math.min(1, 2 * positions[n - 1]! - bounds[n - 1]!);
  return bounds;
}

function nearestIndex(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle;
  }
  return value - ascending[low]! < ascending[high]! - value ? low : high;
}

/** Errors have heavier tails than the scatter they come from, and rough fields lose detail with their chroma. */
const noiseToError = 2.6;

/** Every tear that shows between neighbours stands for pixels that moved together. */
const tearToError = 2.5;
/** A torn pair is off by some three tenths of the range, and half of the mended ones are right. */
const tornToError = 0.15;

/** Beside ink and background, colours off the locus are no surprise. */
const foreignReach = 5;

/** Lost values differ from the mean by about so much of the range: they tend to be the ends. */
const typicalSpread = 0.35;

function evidenceOf(
  locus: Locus,
  vertices: Float64Array,
  arcs: Float64Array,
  field: Float32Array,
  residual: Float32Array,
  mask: Uint8Array,
  length: number,
  tolerance: number,
  width: number,
): Evidence {
  const { exact, distinct, colours, noData, ink } = locus;
  let squared = 0;
  let valid = 0;
  let tear = 0;
  let pairs = 0;
  let off = 0;
  let lost = 0;
  const foreign = dilate(
    noData.mask.map((m, p) => (m || ink.strokes[p] ? 1 : 0)),
    width,
    field.length / width,
    foreignReach,
  );
  const drawnOver = dilate(
    noData.mask.map((m, p) => m | ink.strokes[p]! | ink.core[p]!),
    width,
    field.length / width,
    exact ? 1 : 3,
  );
  for (let p = 0; p < field.length; p++) {
    if (!noData.mask[p] && !mask[p] && !drawnOver[p]) lost++;
    if (foreign[p]) continue;
    if (!mask[p] || residual[p]! > 2 * tolerance) off++;
    if (!mask[p]) continue;
    valid++;
    squared += residual[p]! ** 2;
    const q = p + 1;
    if (q % width === 0 || !mask[q]) continue;
    pairs++;
    const a = 3 * distinct.indices[p]!;
    const b = 3 * distinct.indices[q]!;
    if (a === b) continue;
    const du = colours[a]! - colours[b]!;
    const dv = colours[a + 1]! - colours[b + 1]!;
    const dw = colours[a + 2]! - colours[b + 2]!;
    const chord = Math.sqrt(du * du + dv * dv + dw * dw);
    const apart = Math.abs(field[p]! - field[q]!);
    // Curved stretches are longer than their chords; two thirds more is a quarter of a circle and a half.
    tear += Math.max(0, apart - 1.7 * chord - tolerance) ** 2;
  }
  return {
    noise: exact ? 0 : (noiseToError * alongShare * Math.sqrt(squared / (valid || 1))) / length,
    spacing: exact ? spacingOf(field, arcs, length) : 0,
    tear: Math.max(
      (tearToError * Math.sqrt(tear / (pairs || 1))) / length,
      // Continuity mends tears that the bare order has; where there were many it has mended some the wrong way.
      // Exact colours are not mended, and their steps are the field's own.
      exact ? 0 : tornToError * Math.sqrt(locus.score.tornShare),
    ),
    join: joinError(exact ? vertices : locus.rough),
    cut: locus.cutDoubt,
    offLocus: off / field.length,
    lost: typicalSpread * Math.sqrt(lost / (lost + valid || 1)),
  };
}

/** Root mean square, over the pixels, of what each level leaves open: its stretch of the locus by √12. */
function spacingOf(field: Float32Array, arcs: Float64Array, length: number): number {
  const bounds = levelBounds(arcs.map((s) => s / length));
  let sum = 0;
  let valid = 0;
  for (const s of field) {
    if (Number.isNaN(s)) continue;
    const k = nearestIndex(arcs, s);
    sum += (bounds[k + 1]! - bounds[k]!) ** 2 / 12;
    valid++;
  }
  return Math.sqrt(sum / (valid || 1));
}

function suspectPixels(
  locus: Locus,
  residual: Float32Array,
  tolerance: number,
  width: number,
  height: number,
): Uint8Array {
  const { noData, ink, exact } = locus;
  const reach = exact ? 1 : 3;
  const marked = dilate(ink.strokes, width, height, reach);
  // An exactly drawn region of no data ends where it ends; a soft one smears.
  const border = exact ? noData.mask : dilate(noData.mask, width, height, noData.soft ? 6 : 2);
  return marked.map((m, p) => (noData.mask[p] ? 0 : m || border[p] || residual[p]! > tolerance ? 1 : 0));
}

function interpolate(arcs: Float64Array, positions: Float64Array, s: number): number {
  if (Number.isNaN(s)) return s;
  let low = 0;
  let high = arcs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (arcs[middle]! <= s) low = middle;
    else high = middle;
  }
  const span = arcs[high]! - arcs[low]!;
  return positions[low]! + (span > 0 ? ((s - arcs[low]!) / span) * (positions[high]! - positions[low]!) : 0);
}

/** Whether all the data are grey, to the rounding of a decoder. */
function isGrey(colours: Float64Array, noData: Uint8Array, indices: Uint32Array): boolean {
  for (let p = 0; p < indices.length; p++) {
    if (noData[p]) continue;
    const o = 3 * indices[p]!;
    if (Math.abs(colours[o]! - colours[o + 1]!) > 2 || Math.abs(colours[o + 1]! - colours[o + 2]!) > 2)
      return false;
  }
  return true;
}
