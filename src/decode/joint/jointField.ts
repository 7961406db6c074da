import type { PictureColours } from '../../locus/colours/pictureColours.js';
import type { Colourmap } from '../../model/types.js';
import { interpolated } from '../../numeric/curves/polyline.js';
import type { DecodeOptions } from '../picture/decoding.js';
import type { DecodingCurve } from '../positions/decodingCurve.js';
import type { SmoothedField } from '../smooth/smoothField.js';
import { jointPositions } from './joint.js';

/**
 * Positions of a JPEG's pixels by its coefficients, from the pixel-wise ones.
 *
 * @param arcs width × height arcs on the curve; NaN where masked
 * @param onCells whether to try one value a cell, where the picture shows cells
 */
export function jointField(
  { width, height }: PictureColours,
  map: Colourmap,
  curve: DecodingCurve,
  arcs: Float32Array,
  jpeg: NonNullable<DecodeOptions['jpeg']>,
  onCells: boolean,
): SmoothedField {
  const mask = new Uint8Array(arcs.length);
  for (let p = 0; p < mask.length; p++) mask[p] = Number.isNaN(arcs[p]!) ? 0 : 1;
  const pixelwise = arcs.map((s) => interpolated(curve.arcs, curve.positions, s));
  const { t, sigma, cells } = jointPositions(pixelwise, map, mask, width, height, jpeg, onCells);
  for (let p = 0; p < mask.length; p++) if (mask[p] === 0) t[p] = sigma[p] = Number.NaN;
  return { t, sigma, ...(cells && { cells }), smoothed: { how: 'coefficients', share: 1 } };
}
