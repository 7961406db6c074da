import { lengthOf } from '../../../numeric/curves/lengthOf.js';
import type { ShadingSurface } from './surface.js';

/** The largest distance between a fibre and the one before it, for each but the first, for which it is 0. */
export function fibreSteps({ points, width, positions }: ShadingSurface): Float64Array {
  const steps = new Float64Array(positions.length);
  for (let k = 1; k < steps.length; k++)
    for (let j = 0; j < width; j++) {
      const o = 3 * (k * width + j);
      const p = o - 3 * width;
      const step = lengthOf(
        points[p]! - points[o]!,
        points[p + 1]! - points[o + 1]!,
        points[p + 2]! - points[o + 2]!,
      );
      if (step > steps[k]!) steps[k] = step;
    }
  return steps;
}

/** Of so many fibres one is looked at first: its distance bounds how far the others need be looked at. */
const fibreStride = 16;

/**
 * Distance of a colour to the nearest of a few fibres, at most `limit`: a place that is farther is not the nearest, as
 * refining a place on the patches beside its fibre never takes it farther away.
 */
export function nearestOfSome(
  surface: ShadingSurface,
  r: number,
  g: number,
  b: number,
  limit: number,
  squared: Float64Array,
  at: Float64Array,
): number {
  let nearest = limit;
  for (let k = 0; k < surface.positions.length; k += fibreStride) {
    fibreDistance(surface, k, r, g, b, nearest, squared, at);
    nearest = Math.min(nearest, Math.sqrt(squared[k]!));
  }
  return nearest;
}

/**
 * Squared distance of a colour to each fibre, and the intensity of the nearest point; infinite for fibres that are
 * beyond `reach`, of which most are passed over: a fibre is at most its step nearer than the one before it.
 */
export function fibreDistances(
  surface: ShadingSurface,
  steps: Float64Array,
  r: number,
  g: number,
  b: number,
  reach: number,
  squared: Float64Array,
  at: Float64Array,
): void {
  squared.fill(Number.POSITIVE_INFINITY);
  for (let k = 0; k < steps.length; ) {
    let spare = fibreDistance(surface, k, r, g, b, reach, squared, at) - reach;
    do spare -= steps[++k]!;
    while (spare > 0);
  }
}

/**
 * Squared distance of a colour to fibre k, and the intensity of the nearest point; infinite beyond `reach` of its plane.
 *
 * @returns no more than its distance
 */
function fibreDistance(
  { points, normals, width }: ShadingSurface,
  k: number,
  r: number,
  g: number,
  b: number,
  reach: number,
  squared: Float64Array,
  at: Float64Array,
): number {
  const start = 3 * width * k;
  if (width > 2) {
    const off =
      (r - points[start]!) * normals[3 * k]! +
      (g - points[start + 1]!) * normals[3 * k + 1]! +
      (b - points[start + 2]!) * normals[3 * k + 2]!;
    if (off > reach || off < -reach) {
      squared[k] = Number.POSITIVE_INFINITY;
      return Math.abs(off);
    }
  }
  let least = Number.POSITIVE_INFINITY;
  let place = 0;
  for (let j = 0, o = start; j + 1 < width; j++, o += 3) {
    const ux = points[o + 3]! - points[o]!;
    const uy = points[o + 4]! - points[o + 1]!;
    const uz = points[o + 5]! - points[o + 2]!;
    const wx = r - points[o]!;
    const wy = g - points[o + 1]!;
    const wz = b - points[o + 2]!;
    const uu = ux * ux + uy * uy + uz * uz;
    let f = uu > 0 ? (wx * ux + wy * uy + wz * uz) / uu : 0;
    f = f < 0 ? 0 : Math.min(f, 1);
    const dx = wx - f * ux;
    const dy = wy - f * uy;
    const dz = wz - f * uz;
    const d = dx * dx + dy * dy + dz * dz;
    if (d < least) {
      least = d;
      place = j + f;
    }
  }
  squared[k] = least;
  at[k] = place;
  return Math.sqrt(least);
}
