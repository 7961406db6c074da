import type { PictureColours } from '../locus/colours/pictureColours.js';
import type { Colourmap } from '../model/types.js';
import { jointField } from './joint/jointField.js';
import type { DecodeOptions } from './picture/decoding.js';
import type { DecodingCurve } from './positions/decodingCurve.js';
import type { ColourPositions } from './positions/levels/projectedPositions.js';
import { type SmoothedField, smoothNoise, smoothWithinLevels } from './smooth/smoothField.js';

/** A field is rough where smoothing takes less than this share of the noise out. */
const mostLeft = 0.5;

/** Positions and standard errors of the field by the best means that the picture allows. */
export function smoothed(
  picture: PictureColours,
  map: Colourmap,
  curve: DecodingCurve,
  exact: ColourPositions | undefined,
  arcs: Float32Array,
  residual: Float32Array,
  options: DecodeOptions,
): SmoothedField {
  const without = options.without ?? [];
  if (exact)
    return smoothWithinLevels(picture, curve, exact, arcs, options.smooth, map.bands !== undefined, without);
  const { jpeg } = without.includes('joint') ? {} : options;
  const joint = (onlyJumps: boolean): SmoothedField | undefined =>
    jpeg &&
    jointField(picture, map, curve, arcs, jpeg, { onCells: !without.includes('joint cells'), onlyJumps });
  const known = map.accuracy.endsKnown ? joint(false) : undefined;
  if (known) return known;
  const smoothing = without.includes('noise smoothing') ? 'off' : options.smooth;
  const plain = smoothNoise(picture, curve, arcs, residual, smoothing);
  // An order found in these pixels has errors of its own, against which the coefficients are held: they are the better
  // witness of cells, which have jumps between them, and where the surroundings of pixels tell less of their noise than they leave.
  const isRough = plain.smoothed.share < mostLeft;
  const held = joint(!isRough);
  return held && (held.cells || isRough) ? held : plain;
}
