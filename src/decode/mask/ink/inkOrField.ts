import type { Breaks } from '../../../marks/mixing.js';
import { filled } from '../../../numeric/filled.js';
import type { DecodingCurve } from '../../positions/decodingCurve.js';

/** What a break is: of the field, unlike either, perhaps mixed with ink, or certainly so. */
export const verdict = { field: -1, neither: 0, perhaps: 1, ink: 2 } as const;

/** Pixels that hold less ink than this differ from the field by no more than its noise; noise takes them a little beyond the whole. */
const least = 0.15;
const most = 1.15;
/** Deviations of the chroma's noise within which a way explains a pixel, and by how many it does so better than the other. */
const fits = 3;
export const better = 2;

/**
 * How far the chroma of breaks is off the ways that a field alone could have taken it: from the field's on either side towards that of
 * any place of the map that has the luma shown. Compression keeps luma, and blurs chroma: how far along the way it got is not asked.
 *
 * @param breaks in a space whose first coordinate is luma
 * @param noise standard deviation of luma and chroma
 * @returns infinite where the map has no such luma
 */
export function fieldMisses(breaks: Breaks, { vertices }: DecodingCurve, noise: number): Float64Array {
  const { field, shown, doubt } = breaks;
  const byLuma = verticesByLuma(vertices);
  const misses = new Float64Array(doubt.length);
  for (let k = 0; k < misses.length; k++) {
    let nearest = Number.POSITIVE_INFINITY;
    const from = Math.floor(shown[3 * k]! - noise);
    for (let luma = from; luma <= shown[3 * k]! + noise; luma++)
      for (const o of byLuma.get(luma) ?? []) {
        const [u, v] = [vertices[o + 1]! - field[3 * k + 1]!, vertices[o + 2]! - field[3 * k + 2]!];
        nearest = Math.min(nearest, offWay(breaks, k, u, v));
      }
    misses[k] = nearest;
  }
  return misses;
}

/** Where the colours of vertices begin, by whole lumas. */
function verticesByLuma(vertices: Float64Array): ReadonlyMap<number, number[]> {
  const byLuma = new Map<number, number[]>();
  for (let o = 0; o < vertices.length; o += 3) {
    const luma = Math.floor(vertices[o]!);
    const there = byLuma.get(luma);
    if (there) there.push(o);
    else byLuma.set(luma, [o]);
  }
  return byLuma;
}

/**
 * Which breaks mix the field with an ink, rather than follow the map to the luma that they show.
 *
 * @param misses of the field, from `fieldMisses`
 * @param ink a colour in the space of the breaks
 * @returns a `verdict` on each
 */
export function inkOrField(
  breaks: Breaks,
  misses: Float64Array,
  ink: ArrayLike<number>,
  noise: number,
): Int8Array {
  const { field, shown } = breaks;
  return filled(new Int8Array(misses.length), (k) => {
    const ofField = misses[k]!;
    const share = (shown[3 * k]! - field[3 * k]!) / (ink[0]! - field[3 * k]!);
    if (!(share > least && share < most)) return verdict.neither;
    const [u, v] = [share * (ink[1]! - field[3 * k + 1]!), share * (ink[2]! - field[3 * k + 2]!)];
    const ofInk = offWay(breaks, k, u, v);
    if (ofField < fits * noise && ofField < ofInk - better * noise) return verdict.field;
    if (ofInk >= fits * noise) return verdict.neither;
    return ofInk < ofField - better * noise ? verdict.ink : verdict.perhaps;
  });
}

/** How far a break's step in chroma is from the nearest point of a way that begins where it does. */
function offWay({ field, shown }: Breaks, k: number, u: number, v: number): number {
  const [a, b] = [shown[3 * k + 1]! - field[3 * k + 1]!, shown[3 * k + 2]! - field[3 * k + 2]!];
  const squared = u * u + v * v;
  const along = squared > 0 ? Math.min(most, Math.max(0, (a * u + b * v) / squared)) : 0;
  return Math.sqrt((a - along * u) ** 2 + (b - along * v) ** 2);
}
