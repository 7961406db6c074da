import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import type { Block } from '../picture/block.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import type { DecodingCurve } from '../positions/decodingCurve.js';
import type { MixedInk } from './ink/mixedInk.js';

/** What is known of each pixel before anything is masked; the field is settled in place where it was mixed with ink. */
export interface MaskInput {
  readonly picture: PictureColours;
  readonly model: NoiseModel;
  readonly map: Colourmap;
  readonly curve: DecodingCurve;
  /** width × height arcs on the curve; NaN where nothing is known. */
  readonly arcs: Float32Array;
  /** width × height distances from the curve, in the model's space. */
  readonly residual: Float32Array;
  /** No pixel is farther from the curve: the distinct colours tell it, where they are exact. */
  readonly farthest: number;
  /** 1 for the distinct colours that are certainly the map's own; undefined where that cannot be told. */
  readonly isLevel: Uint8Array | undefined;
  /** 1 for pixels that a field alone explains, however far off the map compression has put their colours. */
  readonly explained?: Uint8Array | undefined;
  /** 1 for pixels that mix the field with ink: drawn over, whatever a map that was found in these pixels makes of them. */
  readonly mixed?: MixedInk | undefined;
  /** Of what plot area this is a block, where it is no whole one. */
  readonly block?: Block | undefined;
}
/** Levels are the curve's own vertices: nothing but a level is on it. */
const exactTolerance = 0.01;
/** A colour of an exactly drawn picture farther off a map without levels is none of its own: two roundings of three channels. */
export const roundingTolerance = 2;
/**
 * What is drawn over a map is mixed with it in all shares, and compression strays: there, only pixels so far off the map show
 * the ink itself, and say what was mixed into others.
 */
export const unmixedDistance = 60;

/** A colour this far from the curve is still on it. */
export function toleranceOf({ kind, sigma }: NoiseModel, hasLevels: boolean): number {
  if (kind === 'scattered') return 4 * sigma + 2;
  return hasLevels ? exactTolerance : Math.max(roundingTolerance, 4 * sigma);
}
