import { pointsAt } from '../curve/polyline.js';
import type { Colourmap } from '../types.js';
import type { ColourPositions } from './lossless.js';

/**
 * Hillshaded pictures: lightness is the light's, not the data's. Shading mixes a colour with black, white or grey
 * (HSV, overlay and soft-light blending all do, pixel by pixel), which leaves the direction of its chroma alone: the
 * angle around the grey axis is all that tells the position.
 */

/** Samples of the map: finer than any level. */
const samples = 2048;
/** A shorter chroma has no direction to speak of: rounding alone turns it by more than a sixth of a radian. */
const leastChroma = 4;
/** Rounding to bytes moves the chroma vector by about this, RGB units, one standard deviation per axis. */
const roundingNoise = 0.35;

/** The two axes of the plane across the grey axis, orthonormal. */
const across = (r: number, g: number, b: number): [number, number] => [
  (2 * r - g - b) / Math.sqrt(6),
  (g - b) / Math.SQRT2,
];

/**
 * Positions by the direction of the chroma alone. Where a stretch of the map has one hue, the middle of the stretch is
 * given and the interval spans it.
 *
 * `residual` is how far the chroma misses the map's nearest direction, RGB units; colours without chroma get infinity.
 */
export function shadedPositions(colours: Float64Array, map: Colourmap): ColourPositions {
  const at = Float64Array.from({ length: samples }, (_, i) => i / (samples - 1));
  const points = pointsAt(map.colours, map.positions, at);
  const ux = new Float64Array(samples);
  const uy = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const [x, y] = across(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!);
    const length = Math.hypot(x, y);
    // A grey of the map has no direction: no pixel can be told to be it.
    ux[i] = length < leastChroma ? 0 : x / length;
    uy[i] = length < leastChroma ? 0 : y / length;
  }
  const m = colours.length / 3;
  const t = new Float32Array(m);
  const lower = new Float32Array(m);
  const upper = new Float32Array(m);
  const residual = new Float32Array(m);
  for (let k = 0; k < m; k++) {
    const [x, y] = across(colours[3 * k]!, colours[3 * k + 1]!, colours[3 * k + 2]!);
    const chroma = Math.hypot(x, y);
    let most = -1;
    let best = 0;
    for (let i = 0; i < samples; i++) {
      const cosine = (ux[i]! * x + uy[i]! * y) / chroma;
      if (cosine > most) {
        most = cosine;
        best = i;
      }
    }
    if (!(chroma >= leastChroma) || most <= 0) {
      residual[k] = Number.POSITIVE_INFINITY;
      continue;
    }
    // All directions within the rounding fit as well; those next to the best one are the same place.
    const turn = Math.acos(Math.min(1, most)) + roundingNoise / chroma;
    const fits = (i: number): boolean =>
      i >= 0 && i < samples && ux[i]! * x + uy[i]! * y >= chroma * Math.cos(turn);
    let first = best;
    let last = best;
    while (fits(first - 1)) first--;
    while (fits(last + 1)) last++;
    t[k] = (at[first]! + at[last]!) / 2;
    lower[k] = Math.max(0, at[first]! - 0.5 / samples);
    upper[k] = Math.min(1, at[last]! + 0.5 / samples);
    residual[k] = chroma * Math.sqrt(Math.max(0, 1 - most * most));
  }
  return { t, lower, upper, residual };
}

/** Pixels this far from the map (RGB units) at the median are not drawn in its own colours. */
const shadedDistance = 6;
/** Directions that all lie on the map's miss it by rounding only. */
const directionResidual = 1.5;

/**
 * Whether a picture is shaded: most of its pixels are off the map, while their chroma points where the map's does. A
 * map whose hue does not change over most of its length cannot have been shaded legibly, and is never taken to be.
 *
 * @param distance distance of each distinct colour from the map, RGB units
 */
export function isShaded(shaded: ColourPositions, distance: ArrayLike<number>, counts: Uint32Array): boolean {
  let total = 0;
  let off = 0;
  let pointing = 0;
  let precise = 0;
  for (let k = 0; k < counts.length; k++) {
    const n = counts[k]!;
    total += n;
    if (distance[k]! > shadedDistance) off += n;
    if (shaded.residual[k]! < directionResidual) pointing += n;
    if (shaded.upper[k]! - shaded.lower[k]! < 0.05) precise += n;
  }
  return off > 0.5 * total && pointing > 0.8 * total && precise > 0.5 * total;
}
