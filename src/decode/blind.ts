import { levelPositions } from '../locus/levelPositions.js';
import { findLocus, type Locus } from '../locus/locus.js';
import type { Colourmap, Decoded, Raster, Rgb } from '../model/types.js';
import { arcLengths, resample } from '../numeric/polyline.js';
import { fromWorkingSpace } from '../raster/colourSpace.js';
import { confidenceOf, type Doubt, doubtsOf, type Evidence } from './confidence/blindConfidence.js';
import { evidenceOf } from './confidence/blindEvidence.js';
import { maskMarks } from './mask/blindMask.js';
import { arcCandidates, mostCandidates } from './positions/arcCandidates.js';
import { continuousArcs } from './positions/continuity.js';
import { type FieldSmoothing, finishField } from './smooth/blindField.js';

export interface BlindOptions {
  /** Pixels (1) known to be no data, such as transparent ones. */
  readonly ignore?: Uint8Array;
  /** 'auto' (the default) smooths where level or noise permit, 'off' never. */
  readonly smooth?: 'auto' | 'off' | 'on';
  /** Which end has position 0; unless told, the darker one. */
  readonly from?: 'darkest' | 'lightest' | Rgb;
  /** Turn the result round. */
  readonly reverse?: boolean;
  /** A locus that was found before, with its positions: it is not looked for again. */
  readonly colourmap?: Colourmap;
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
  readonly smoothed: FieldSmoothing;
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
  const given = options.colourmap;
  const vertices = exact || given ? locus.vertices : resample(locus.vertices, 1.5);
  const arcs = arcLengths(vertices);
  const length = arcs[arcs.length - 1]!;
  const positions = given?.positions ?? (exact ? levelPositions(vertices) : arcs.map((s) => s / length));

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
  const residual = new Float32Array(pixels);
  for (let p = 0; p < pixels; p++) residual[p] = candidates.distance[mostCandidates * distinct.indices[p]!]!;

  progress('mask', 0.75);
  const tolerance = exact ? 0.75 : 4 * sigma + 2;
  const masked = maskMarks(raster, locus, { vertices, arcs }, decodedArcs, residual, tolerance);

  progress('smooth', 0.85);
  const mask = new Uint8Array(pixels);
  for (let p = 0; p < pixels; p++)
    if (!masked[p] && !Number.isNaN(decodedArcs[p]!)) mask[p] = 1;
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
    colourmap: given ?? {
      colours: fromWorkingSpace(vertices, locus.space).map((v) => Math.min(255, Math.max(0, v))),
      positions,
      closed: locus.closed,
      stepped: false,
      origin: 'blind',
      blind: true,
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
