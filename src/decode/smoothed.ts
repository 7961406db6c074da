import type { DecodeOptions } from './picture/decoding.js';
import { isRough, type SmoothedField, smoothNoise, smoothWithinLevels } from './smooth/smoothField.js';
import type { UnsmoothedField } from './unsmoothed.js';

/** Positions and standard errors of the field by the best means that the picture allows, in arrays of their own. */
export function smoothed(field: UnsmoothedField, options: DecodeOptions): SmoothedField {
  const { picture, map, curve, exact, arcs, residual } = field;
  const without = options.without ?? [];
  if (exact)
    return smoothWithinLevels(
      ...([picture, curve, exact, arcs, options.smooth, map.bands !== undefined, without] as const),
      options.block !== undefined,
    );
  const known = map.accuracy.endsKnown ? field.joint?.(false) : undefined;
  if (known) return inOwnArrays(known);
  const smoothing = without.includes('noise smoothing') ? 'off' : options.smooth;
  const plain = smoothNoise(picture, curve, arcs, residual, smoothing);
  // An order found in these pixels has errors of its own, against which the coefficients are held: they are the better
  // witness of cells, which have jumps between them, and where the surroundings of pixels tell less of their noise than they leave.
  const rough = isRough(plain.smoothed);
  const held = field.joint?.(!rough);
  return held && (held.cells || rough) ? inOwnArrays(held) : plain;
}

const inOwnArrays = (field: SmoothedField): SmoothedField => ({
  ...field,
  t: field.t.slice(),
  sigma: field.sigma.slice(),
});
