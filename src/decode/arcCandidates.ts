/** Up to this many places of the locus are kept for a colour: three strands seldom come together. */
export const mostCandidates = 3;

export interface ArcCandidates {
  /** For each of n colours up to three arcs, nearest strand first; NaN where there are fewer. */
  readonly arc: Float32Array;
  /** Distances of the colour to the locus at those arcs. */
  readonly distance: Float32Array;
}

/**
 * The places on a polyline that each colour may stand for: the nearest point of every strand that passes it about as
 * near as the nearest one does. Strands are the stretches over which the distance to the curve has one minimum.
 *
 * @param vertices 3k vertices
 * @param arcs k ascending arcs
 * @param colours 3n coordinates
 * @param slack strands farther than the nearest one by more than this are left out
 * @param apart strands nearer than this along the curve are one
 */
export function arcCandidates(
  vertices: Float64Array,
  arcs: Float64Array,
  colours: Float64Array,
  slack: number,
  apart: number,
): ArcCandidates {
  const n = colours.length / 3;
  const k = arcs.length;
  const arc = new Float32Array(mostCandidates * n).fill(Number.NaN);
  const distance = new Float32Array(mostCandidates * n).fill(Number.NaN);
  const squared = new Float64Array(k);
  const places = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const a = colours[3 * i]!;
    const b = colours[3 * i + 1]!;
    const c = colours[3 * i + 2]!;
    // Nearest point of each segment, at index of its first vertex.
    for (let j = 0, o = 0; j + 1 < k; j++, o += 3) {
      const ux = vertices[o + 3]! - vertices[o]!;
      const uy = vertices[o + 4]! - vertices[o + 1]!;
      const uz = vertices[o + 5]! - vertices[o + 2]!;
      const wx = a - vertices[o]!;
      const wy = b - vertices[o + 1]!;
      const wz = c - vertices[o + 2]!;
      const uu = ux * ux + uy * uy + uz * uz;
      const f = uu > 0 ? Math.min(1, Math.max(0, (wx * ux + wy * uy + wz * uz) / uu)) : 0;
      squared[j] = (wx - f * ux) ** 2 + (wy - f * uy) ** 2 + (wz - f * uz) ** 2;
      places[j] = arcs[j]! + f * (arcs[j + 1]! - arcs[j]!);
    }
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j + 1 < k; j++) if (squared[j]! < least) least = squared[j]!;
    const limit = (Math.sqrt(least) + slack) ** 2;
    let found = 0;
    for (let j = 0; j + 1 < k; j++) {
      const d = squared[j]!;
      if (d > limit || (j > 0 && squared[j - 1]! <= d) || (j + 2 < k && squared[j + 1]! < d)) continue;
      found = insert(arc, distance, mostCandidates * i, found, places[j]!, Math.sqrt(d), apart);
    }
  }
  return { arc, distance };
}

/** Keeps the entries at `o` sorted by distance, one per strand; returns how many there are now. */
function insert(
  arc: Float32Array,
  distance: Float32Array,
  o: number,
  found: number,
  place: number,
  d: number,
  apart: number,
): number {
  for (let e = 0; e < found; e++) {
    if (Math.abs(arc[o + e]! - place) >= apart) continue;
    if (d < distance[o + e]!) {
      arc[o + e] = place;
      distance[o + e] = d;
    }
    return found;
  }
  let e = Math.min(found, mostCandidates - 1);
  if (found === mostCandidates && d >= distance[o + e]!) return found;
  for (; e > 0 && distance[o + e - 1]! > d; e--) {
    arc[o + e] = arc[o + e - 1]!;
    distance[o + e] = distance[o + e - 1]!;
  }
  arc[o + e] = place;
  distance[o + e] = d;
  return Math.min(mostCandidates, found + 1);
}
