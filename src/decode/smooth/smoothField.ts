import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import { interpolated } from '../../numeric/curves/polyline.js';
import { boxMean } from '../../numeric/fields/boxMean.js';
import { type CellGrid, repeatedCells } from '../cells/cells.js';
import type { ColourPositions } from '../picture/colourPositions.js';
import type { DecodeStage } from '../picture/decoding.js';
import type { DecodingCurve } from '../positions/decodingCurve.js';
import { levelVariance } from '../positions/levels/colourPositions.js';
import { nearestIndex } from '../positions/levels/levelBounds.js';
import { evenSigma } from './scales/evenSigma.js';
import { scatteredVariance } from './scatteredVariance.js';
import { smoothQuadratic, windowReach } from './smooth.js';
import { smoothCells } from './smoothCells.js';

export type Smoothing = 'auto' | 'on' | 'off';

/** How a field was smoothed. */
export interface FieldSmoothing {
  /** Within each level's interval, by the measured noise, with the file's coefficients, by the mean of a dither pattern, or not. */
  readonly how: 'none' | 'interval' | 'noise' | 'coefficients' | 'dither';
  /** Share of the valid pixels that moved (interval), or of the noise variance taken out (noise). */
  readonly share: number;
}

/** A field is rough where smoothing takes less than this share of the noise out. */
const mostLeft = 0.5;

/** Whether the surroundings of a field's pixels tell less of their noise than they leave. */
export const isRough = ({ share }: FieldSmoothing): boolean => share < mostLeft;

/** Positions and their standard errors, width × height; NaN where masked. */
export interface SmoothedField {
  readonly t: Float32Array;
  readonly sigma: Float32Array;
  readonly smoothed: FieldSmoothing;
  /** Native cells, if the picture shows them. */
  readonly cells?: CellGrid;
  /** The field on the map explains the file's coefficients to their rounding; absent where that was not asked. */
  readonly isExplained?: boolean;
}

/** Of the scatter about the curve, which has two directions, the part along it that becomes error. */
export const alongShare = 0.7;
/** An arc that was settled elsewhere than its colour lies has moved by more than rounding to 32 bits. */
const moved = 1e-3;

/**
 * Positions of a picture drawn in exact colours: each pixel in the middle of the interval that its colour stands for, or
 * where the smoothest field within those intervals runs, where the field is smooth enough to gain.
 *
 * @param arcs width × height, NaN where masked; where a pixel was settled, elsewhere than its colour lies
 * @param bands colours stand for whole bands: their middles are what the figure gives, unless smoothing is asked for
 * @param isBlock of a picture without native cells, and too large to be polished
 */
export function smoothWithinLevels(
  picture: PictureColours,
  curve: DecodingCurve,
  exact: ColourPositions,
  arcs: Float32Array,
  smoothing: Smoothing,
  bands: boolean,
  without: readonly DecodeStage[] = [],
  isBlock = false,
): SmoothedField {
  const { width, height } = picture;
  const { indices } = picture.distinct;
  const t = new Float32Array(arcs.length);
  const sigma = new Float32Array(arcs.length);
  const mask = new Uint8Array(arcs.length);
  const ofColour = (exact.place ?? exact.t).map((at) => interpolated(curve.positions, curve.arcs, at));
  const middle = Float32Array.from(exact.t);
  const even = Float32Array.from(exact.t, (_, k) => evenSigma * (exact.upper[k]! - exact.lower[k]!));
  let valid = 0;
  for (let p = 0; p < arcs.length; p++) {
    const s = arcs[p]!;
    if (Number.isNaN(s)) {
      t[p] = sigma[p] = Number.NaN;
      continue;
    }
    const k = indices[p]!;
    valid++;
    mask[p] = 1;
    t[p] = Math.abs(s - ofColour[k]!) <= moved ? middle[k]! : interpolated(curve.arcs, curve.positions, s);
    sigma[p] = even[k]!;
  }
  const none = { t, sigma, smoothed: { how: 'none', share: 0 } } as const;
  if (smoothing === 'off' || without.includes('level smoothing') || (bands && smoothing === 'auto'))
    return none;
  const cells = isBlock ? undefined : repeatedCells(indices, mask, width, height);
  const stages = isBlock ? [...without, 'polish' as const] : without;
  const replaced = smoothCells(t, sigma, width, height, cells, smoothing, stages);
  return {
    ...none,
    ...(cells && { cells }),
    smoothed: { how: replaced > 0 ? 'interval' : 'none', share: valid > 0 ? replaced / valid : 0 },
  };
}

/**
 * Positions of a picture whose colours scatter, the measured noise taken out where the field is smoother than it.
 *
 * @param residual width × height distances from the curve: what the noise is measured by
 * @param dithered the raster is the mean of a dither pattern already
 */
export function smoothNoise(
  { width, height, dithered }: PictureColours,
  curve: DecodingCurve,
  arcs: Float32Array,
  residual: Float32Array,
  smoothing: Smoothing,
): SmoothedField {
  const length = curve.arcs.at(-1)!;
  const local = localVariance(arcs, residual, width, height);
  const smooth = smoothQuadratic(arcs, local, width, height);
  const { scatter } = smooth;
  const { values, share } = smoothing === 'off' ? { values: arcs, share: 0 } : smooth;
  const t = new Float32Array(arcs.length);
  const sigma = new Float32Array(arcs.length);
  const error = scatteredVariance({ width, height, dithered }, arcs, residual, values, scatter);
  for (let p = 0; p < t.length; p++) {
    const s = Math.min(length, Math.max(0, values[p]!));
    t[p] = interpolated(curve.arcs, curve.positions, s);
    sigma[p] = Number.isNaN(arcs[p]!)
      ? Number.NaN
      : Math.sqrt(error[p]! / arcSpeed(curve, s) ** 2 + levelVariance);
  }
  return {
    t,
    sigma,
    smoothed: { how: share > 0 ? 'noise' : dithered ? 'dither' : 'none', share },
  };
}

/**
 * The bands of a picture whose colours scatter, as their middles: a band's width is what is not known of its pixels, and where
 * two bands are about as likely, the step between them.
 */
export function bandMiddles(
  map: Colourmap,
  curve: DecodingCurve,
  { arcs, doubt }: { readonly arcs: Float32Array; readonly doubt: Float32Array },
): SmoothedField {
  const { positions } = map;
  const edges = map.bands!;
  const t = new Float32Array(arcs.length).fill(Number.NaN);
  const sigma = new Float32Array(arcs.length).fill(Number.NaN);
  const middles = positions.map((at) => interpolated(curve.positions, curve.arcs, at));
  for (let p = 0; p < arcs.length; p++) {
    if (Number.isNaN(arcs[p]!)) continue;
    const k = nearestIndex(middles, arcs[p]!);
    t[p] = positions[k]!;
    sigma[p] = Math.sqrt((evenSigma * (edges[k + 1]! - edges[k]!)) ** 2 + doubt[p]!);
  }
  return { t, sigma, smoothed: { how: 'none', share: 0 } };
}

/** Noise variance along the curve, averaged over the surroundings of each pixel; NaN where masked. */
function localVariance(
  arcs: Float32Array,
  residual: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const variance = new Float32Array(arcs.length);
  for (let p = 0; p < variance.length; p++)
    variance[p] = Number.isNaN(arcs[p]!) ? Number.NaN : (residual[p]! * alongShare) ** 2;
  return boxMean(variance, width, height, windowReach);
}

/** Share of the curve to either side over which its speed is taken: between single vertices it is that of their rounding. */
const speedReach = 0.01;

/** Arc walked per unit of position about an arc. */
function arcSpeed({ arcs, positions }: DecodingCurve, s: number): number {
  const length = arcs.at(-1)!;
  const low = Math.max(0, s - speedReach * length);
  const high = Math.min(length, s + speedReach * length);
  const span = interpolated(arcs, positions, high) - interpolated(arcs, positions, low);
  return span > 0 ? (high - low) / span : length;
}
