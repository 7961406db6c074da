import { segmentAt } from '../../numeric/curves/polyline.js';

export interface LocusColours {
  /** 3k vertices and their arcs, in the working space. */
  readonly vertices: Float64Array;
  readonly arcs: Float64Array;
  /** 3n distinct colours of the picture in the same space. */
  readonly colours: Float64Array;
}

/** Nearest point of the stretch of the locus between two arcs to the colour at offset c. */
export function nearestWithin(
  { vertices, arcs, colours }: LocusColours,
  c: number,
  low: number,
  high: number,
): { arc: number; distance: number } {
  const first = firstWhere(0, arcs.length - 2, (j) => arcs[j + 1]! > low);
  const last = firstWhere(first + 1, arcs.length - 1, (j) => arcs[j]! >= high);
  const [c0, c1, c2] = [colours[c]!, colours[c + 1]!, colours[c + 2]!];
  let least = Number.POSITIVE_INFINITY;
  let arc = arcs[first]!;
  for (let j = first, o = 3 * first; j < last; j++, o += 3) {
    const u0 = vertices[o + 3]! - vertices[o]!;
    const u1 = vertices[o + 4]! - vertices[o + 1]!;
    const u2 = vertices[o + 5]! - vertices[o + 2]!;
    const w0 = c0 - vertices[o]!;
    const w1 = c1 - vertices[o + 1]!;
    const w2 = c2 - vertices[o + 2]!;
    const uu = u0 * u0 + u1 * u1 + u2 * u2;
    const uw = u0 * w0 + u1 * w1 + u2 * w2;
    const span = arcs[j + 1]! - arcs[j]!;
    const from = span > 0 ? Math.max(0, (low - arcs[j]!) / span) : 0;
    const to = span > 0 ? Math.min(1, (high - arcs[j]!) / span) : 1;
    const f = uu > 0 ? Math.min(Math.max(from, to), Math.max(Math.min(from, to), uw / uu)) : 0;
    const d0 = w0 - f * u0;
    const d1 = w1 - f * u1;
    const d2 = w2 - f * u2;
    const d = d0 * d0 + d1 * d1 + d2 * d2;
    if (d < least) {
      least = d;
      arc = arcs[j]! + f * span;
    }
  }
  return { arc, distance: Math.sqrt(least) };
}

/** The first whole number of low … high from which on `holds` is true; high where there is none below it. */
function firstWhere(low: number, high: number, holds: (j: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The colour of the locus at an arc, written to `point`. */
export function pointAt({ vertices, arcs }: LocusColours, s: number, point: [number, number, number]): void {
  const low = segmentAt(arcs, s);
  const high = low + 1;
  const span = arcs[high]! - arcs[low]!;
  const f = span > 0 ? (s - arcs[low]!) / span : 0;
  for (let k = 0; k < 3; k++) point[k] = vertices[3 * low + k]! * (1 - f) + vertices[3 * high + k]! * f;
}
