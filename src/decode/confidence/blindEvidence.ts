import type { Locus } from '../../locus/locus.js';
import { dilate } from '../../raster/dilate.js';
import { alongShare, levelBounds, nearestIndex } from '../smooth/blindField.js';
import { type Evidence, joinError } from './blindConfidence.js';

/** Errors have heavier tails than the scatter they come from, and rough fields lose detail with their chroma. */
const noiseToError = 2.6;

/** Every tear that shows between neighbours stands for pixels that moved together. */
const tearToError = 2.5;
/** A torn pair is off by some three tenths of the range, and half of the mended ones are right. */
const tornToError = 0.15;

/** Beside ink and background, colours off the locus are no surprise. */
const foreignReach = 5;

/** Lost values differ from the mean by about so much of the range: they tend to be the ends. */
const typicalSpread = 0.35;

/**
 * What the recovered field itself says of its errors.
 *
 * @param vertices of the curve that was decoded on, with their arcs and its length
 * @param field width × height arcs, before smoothing
 * @param tolerance a colour this far from the locus is still on it
 */
export function evidenceOf(
  locus: Locus,
  vertices: Float64Array,
  arcs: Float64Array,
  field: Float32Array,
  residual: Float32Array,
  mask: Uint8Array,
  length: number,
  tolerance: number,
  width: number,
): Evidence {
  const { exact, distinct, colours, noData, ink } = locus;
  let squared = 0;
  let valid = 0;
  let tear = 0;
  let pairs = 0;
  let off = 0;
  let lost = 0;
  const height = field.length / width;
  const marks = noData.mask.slice();
  for (let p = 0; p < marks.length; p++) marks[p]! |= ink.strokes[p]!;
  const foreign = dilate(marks, width, height, foreignReach);
  for (let p = 0; p < marks.length; p++) marks[p]! |= ink.core[p]!;
  const drawnOver = dilate(marks, width, height, exact ? 1 : 3);
  for (let p = 0; p < field.length; p++) {
    if (!noData.mask[p] && !mask[p] && !drawnOver[p]) lost++;
    if (foreign[p]) continue;
    if (!mask[p] || residual[p]! > 2 * tolerance) off++;
    if (!mask[p]) continue;
    valid++;
    squared += residual[p]! ** 2;
    const q = p + 1;
    if (q % width === 0 || !mask[q]) continue;
    pairs++;
    const a = 3 * distinct.indices[p]!;
    const b = 3 * distinct.indices[q]!;
    if (a === b) continue;
    const du = colours[a]! - colours[b]!;
    const dv = colours[a + 1]! - colours[b + 1]!;
    const dw = colours[a + 2]! - colours[b + 2]!;
    const chord = Math.sqrt(du * du + dv * dv + dw * dw);
    const apart = Math.abs(field[p]! - field[q]!);
    // Curved stretches are longer than their chords; two thirds more is a quarter of a circle and a half.
    tear += Math.max(0, apart - 1.7 * chord - tolerance) ** 2;
  }
  return {
    noise: exact ? 0 : (noiseToError * alongShare * Math.sqrt(squared / (valid || 1))) / length,
    spacing: exact ? spacingOf(field, arcs, length) : 0,
    tear: Math.max(
      (tearToError * Math.sqrt(tear / (pairs || 1))) / length,
      // Continuity mends tears that the bare order has; where there were many it has mended some the wrong way.
      // Exact colours are not mended, and their steps are the field's own.
      exact ? 0 : tornToError * Math.sqrt(locus.score.tornShare),
    ),
    join: joinError(exact ? vertices : locus.rough),
    cut: locus.cutDoubt,
    offLocus: off / field.length,
    lost: typicalSpread * Math.sqrt(lost / (lost + valid || 1)),
  };
}

/** Root mean square, over the pixels, of what each level leaves open: its stretch of the locus by √12. */
function spacingOf(field: Float32Array, arcs: Float64Array, length: number): number {
  const bounds = levelBounds(arcs.map((s) => s / length));
  let sum = 0;
  let valid = 0;
  let last = Number.NaN;
  let square = 0;
  for (let p = 0; p < field.length; p++) {
    const s = field[p]!;
    if (Number.isNaN(s)) continue;
    if (s !== last) {
      const k = nearestIndex(arcs, s);
      square = (bounds[k + 1]! - bounds[k]!) ** 2 / 12;
      last = s;
    }
    sum += square;
    valid++;
  }
  return Math.sqrt(sum / (valid || 1));
}
