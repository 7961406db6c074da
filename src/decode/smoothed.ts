import type { DecodeOptions } from './picture/decoding.js';
import { type SmoothedField, smoothNoise, smoothWithinLevels } from './smooth/smoothField.js';
import type { UnsmoothedField } from './unsmoothed.js';

/** A field is rough where smoothing takes less than this share of the noise out. */
const mostLeft = 0.5;

/** Positions and standard errors of the field by the best means that the picture allows, in arrays of their own. */
export function smoothed(field: UnsmoothedField, options: DecodeOptions): SmoothedField {
  const { picture, map, curve, exact, arcs, residual } = field;
  const without = options.without ?? [];
  if (exact)
    return smoothWithinLevels(picture, curve, exact, arcs, options.smooth, map.bands !== undefined, without);
  const solved = field.joint?.();
  const joint = solved && { ...solved, t: solved.t.slice(), sigma: solved.sigma.slice() };
  if (joint && map.accuracy.endsKnown) return joint;
  const smoothing = without.includes('noise smoothing') ? 'off' : options.smooth;
  const plain = smoothNoise(picture, curve, arcs, residual, smoothing);
  // An order found in these pixels has errors of its own, against which the coefficients are held: they are the better
  // witness of cells, and where the surroundings of pixels tell less of their noise than they leave.
  return joint && (joint.cells || plain.smoothed.share < mostLeft) ? joint : plain;
}
