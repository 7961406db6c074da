import type { PictureColours } from '../../locus/colours/pictureColours.js';
import { interpolator } from '../../numeric/curves/interpolator.js';
import type { NoiseModel } from '../picture/noiseModel.js';
import { type ArcCandidates, mostCandidates } from './arcCandidates.js';
import type { DecodingCurve } from './decodingCurve.js';
import type { PixelArcs } from './pixelArcs.js';

/** Pixels around that may have gone astray together: squares of this half side. */
const reach = 2;
/** Compression's noise is alike in so many neighbours: they count as one witness. */
const alike = 4;

/**
 * Variance of the positions because pixels may belong to another strand of a map that comes near itself. Neighbours chose among strands
 * together, and are wrong together where the field has jumps about them: there, what speaks for their choice is how much farther the other strand is from
 * the colours of all of them. The chance of the other, times what it would cost squared.
 *
 * @param strands the places that each of its colours may stand for
 * @param t width × height positions; NaN where masked
 * @returns shares of the range, squared
 */
export function strandDoubt(
  picture: PictureColours,
  model: NoiseModel,
  curve: DecodingCurve,
  { candidates, apart }: NonNullable<PixelArcs['strands']>,
  t: Float32Array,
): Float32Array {
  const variance = new Float32Array(t.length);
  if (!hasOthers(candidates)) return variance;
  const arcs = t.map(interpolator(curve.positions, curve.arcs));
  const others = otherStrands(picture, candidates, arcs, apart);
  const held = heldPixels(others, arcs, picture, apart);
  const positionAt = interpolator(curve.arcs, curve.positions);
  for (let p = 0; p < t.length; p++) {
    if (held[p] === 1 || Number.isNaN(others.arc[2 * p]!)) continue;
    let total = 1;
    let cost = 0;
    for (let o = 2 * p; o < 2 * p + 2 && !Number.isNaN(others.arc[o]!); o++) {
      const against = evidenceAgainst(others, arcs, p, o, picture, apart);
      const chance = Math.exp(-against / (2 * model.typical ** 2));
      total += chance;
      cost += chance * (positionAt(others.arc[o]!) - t[p]!) ** 2;
    }
    variance[p] = cost / total;
  }
  return variance;
}

function hasOthers({ arc }: ArcCandidates): boolean {
  for (let second = 1; second < arc.length; second += mostCandidates)
    if (!Number.isNaN(arc[second]!)) return true;
  return false;
}

/** For each pixel up to two strands that it was not put on, and how much farther they are from its colour, in squares. */
interface OtherStrands {
  readonly arc: Float32Array;
  readonly farther: Float32Array;
}

function otherStrands(
  { distinct: { indices } }: PictureColours,
  { arc, distance }: ArcCandidates,
  arcs: Float32Array,
  apart: number,
): OtherStrands {
  const others = { arc: new Float32Array(2 * arcs.length), farther: new Float32Array(2 * arcs.length) };
  others.arc.fill(Number.NaN);
  for (let p = 0; p < arcs.length; p++) {
    const first = mostCandidates * indices[p]!;
    if (Number.isNaN(arcs[p]!) || Number.isNaN(arc[first + 1]!)) continue;
    let own = first;
    for (let c = first + 1; c < first + mostCandidates; c++)
      if (Math.abs(arc[c]! - arcs[p]!) < Math.abs(arc[own]! - arcs[p]!)) own = c;
    let o = 2 * p;
    for (let c = first; c < first + mostCandidates; c++) {
      if (c === own || Number.isNaN(arc[c]!) || Math.abs(arc[c]! - arcs[p]!) < apart) continue;
      others.arc[o] = arc[c]!;
      others.farther[o++] = distance[c]! ** 2 - distance[own]! ** 2;
    }
  }
  return others;
}

/**
 * Pixels (1) whose strand the field says: patches of pixels that may be on another strand, in which the field goes on from pixel to pixel, and
 * which it leaves for pixels that can be nowhere else more often step by step than by a jump.
 */
function heldPixels(
  { arc }: OtherStrands,
  arcs: Float32Array,
  { width }: PictureColours,
  apart: number,
): Uint8Array {
  const held = new Uint8Array(arcs.length);
  const seen = new Uint8Array(arcs.length);
  const patch = new Uint32Array(arcs.length);
  for (let start = 0; start < arcs.length; start++) {
    if (seen[start] === 1 || Number.isNaN(arc[2 * start]!)) continue;
    let size = 1;
    let balance = 0;
    patch[0] = start;
    seen[start] = 1;
    for (let next = 0; next < size; next++) {
      const p = patch[next]!;
      const x = p % width;
      for (const q of [x > 0 ? p - 1 : p, x + 1 < width ? p + 1 : p, p - width, p + width]) {
        const step = Math.abs(arcs[q]! - arcs[p]!);
        // Masked, or beyond the picture.
        if (q === p || Number.isNaN(step)) continue;
        if (Number.isNaN(arc[2 * q]!)) balance += step <= apart ? 1 : -1;
        else if (step <= apart && seen[q] === 0) {
          seen[q] = 1;
          patch[size++] = q;
        }
      }
    }
    if (balance > 0) for (let k = 0; k < size; k++) held[patch[k]!] = 1;
  }
  return held;
}

/**
 * How much farther another strand is from the colours of a pixel and of those around it that lie where it does, in squares, as of so many
 * witnesses as they are. Infinite where most of those have no such strand near.
 */
function evidenceAgainst(
  { arc, farther }: OtherStrands,
  arcs: Float32Array,
  p: number,
  o: number,
  { width, height }: PictureColours,
  apart: number,
): number {
  const [x, y] = [p % width, Math.floor(p / width)];
  let sum = 0;
  let count = 0;
  let without = 0;
  for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
    for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
      const q = v * width + u;
      if (!(Math.abs(arcs[q]! - arcs[p]!) <= apart)) continue;
      const first = Math.abs(arc[2 * q]! - arc[o]!);
      const second = Math.abs(arc[2 * q + 1]! - arc[o]!);
      const same = second < first ? 2 * q + 1 : 2 * q;
      if (Math.abs(arc[same]! - arc[o]!) <= 2 * apart) {
        sum += farther[same]!;
        count++;
      } else without++;
    }
  if (without > count) return Number.POSITIVE_INFINITY;
  return (Math.max(0, sum) / count) * Math.max(1, count / alike);
}
