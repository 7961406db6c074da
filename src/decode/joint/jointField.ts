import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import type { DecodeOptions } from '../picture/decoding.js';
import type { DecodingCurve } from '../positions/decodingCurve.js';
import type { SmoothedField } from '../smooth/smoothField.js';
import { type JointOptions, jointPositions } from './joint.js';
import { plotArea } from './model/plotArea.js';

/**
 * Positions of a JPEG's pixels by its coefficients, from the pixel-wise ones.
 *
 * @param arcs width × height arcs on the curve; NaN where masked
 * @returns undefined where only fields with jumps are wanted and this one has none
 */
export function jointField(
  { width, height }: PictureColours,
  map: Colourmap,
  curve: DecodingCurve,
  arcs: Float32Array,
  jpeg: NonNullable<DecodeOptions['jpeg']>,
  options: JointOptions,
): SmoothedField | undefined {
  const found = jointPositions(plotArea(arcs, curve, width, height, jpeg), map, options);
  return found && { ...found, smoothed: { how: 'coefficients', share: 1 } };
}
