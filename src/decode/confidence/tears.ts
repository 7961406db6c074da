import { PixelKind } from '../../model/pixelKind.js';
import { interpolator } from '../../numeric/curves/interpolator.js';
import { lengthOf } from '../../numeric/curves/lengthOf.js';
import { pointsAt } from '../../numeric/curves/polyline.js';
import type { DecodingCurve } from '../positions/decodingCurve.js';

/** Curved stretches are longer than their chords; two thirds more is a quarter of a circle and a half. */
export const longestChord = 1.7;
/** Places at which the curve is asked: four to each level of a display. */
const places = 1024;

/**
 * How much farther apart neighbouring pixels of a finished field lie along its curve than in the curve's own colours there: root mean
 * square over all pairs, as a share of the curve's length. What noise tears apart is together again once a field is smoothed or solved; where an order
 * is wrong, its field goes on jumping between colours that are next to each other.
 *
 * @param t width × height positions; NaN where masked
 */
export function tearOf(
  t: Float32Array,
  kinds: Uint8Array,
  { vertices, arcs, positions }: DecodingCurve,
  width: number,
): number {
  const arcAt = interpolator(positions, arcs);
  const along = Float64Array.from({ length: places + 1 }, (_, i) => arcAt(i / places));
  const colours = pointsAt(vertices, arcs, along);
  let squares = 0;
  let pairs = 0;
  const add = (p: number, q: number): void => {
    if (kinds[q] !== PixelKind.data) return;
    pairs++;
    const [i, j] = [Math.round(places * t[p]!), Math.round(places * t[q]!)];
    if (Math.abs(i - j) < 2) return;
    const [a, b] = [3 * i, 3 * j];
    const chord = lengthOf(
      colours[a]! - colours[b]!,
      colours[a + 1]! - colours[b + 1]!,
      colours[a + 2]! - colours[b + 2]!,
    );
    const excess = Math.abs(along[i]! - along[j]!) - longestChord * chord;
    if (excess > 0) squares += excess * excess;
  };
  for (let p = 0; p < t.length; p++) {
    if (kinds[p] !== PixelKind.data) continue;
    if ((p + 1) % width !== 0) add(p, p + 1);
    if (p + width < t.length) add(p, p + width);
  }
  return Math.sqrt(squares / Math.max(1, pairs)) / arcs.at(-1)!;
}
