import { enclosingSpheres } from '../../numeric/curves/polyline.js';

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
  // Infinite but in the runs that were measured for the colour at hand.
  const squared = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  const places = new Float64Array(k);
  const spheres = enclosingSpheres(vertices, k - 1, run);
  const count = spheres.length / 4;
  const bounds = new Float64Array(count);
  const measured = new Uint32Array(count);
  for (let i = 0; i < n; i++) {
    const a = colours[3 * i]!;
    const b = colours[3 * i + 1]!;
    const c = colours[3 * i + 2]!;
    let nearestRun = 0;
    for (let g = 0, o = 0; g < count; g++, o += 4) {
      const dx = a - spheres[o]!;
      const dy = b - spheres[o + 1]!;
      const dz = c - spheres[o + 2]!;
      bounds[g] = Math.sqrt(dx * dx + dy * dy + dz * dz) - spheres[o + 3]!;
      if (bounds[g]! < bounds[nearestRun]!) nearestRun = g;
    }
    let least = measure(vertices, arcs, nearestRun, colours, i, squared, places);
    let reach = Math.sqrt(least) + slack;
    let runs = 0;
    // Runs of segments beyond the limit hold no candidate.
    for (let g = 0; g < count; g++) {
      if (g !== nearestRun) {
        if (bounds[g]! > reach) continue;
        const nearest = measure(vertices, arcs, g, colours, i, squared, places);
        if (nearest < least) {
          least = nearest;
          reach = Math.sqrt(least) + slack;
        }
      }
      measured[runs++] = g;
    }
    const limit = reach ** 2;
    let found = 0;
    for (let e = 0; e < runs; e++) {
      const end = Math.min(k - 1, (measured[e]! + 1) * run);
      for (let j = measured[e]! * run; j < end; j++) {
        const d = squared[j]!;
        if (d > limit || (j > 0 && squared[j - 1]! <= d) || (j + 2 < k && squared[j + 1]! < d)) continue;
        found = insert(arc, distance, mostCandidates * i, found, places[j]!, Math.sqrt(d), apart);
      }
    }
    for (let e = 0; e < runs; e++)
      squared.fill(Number.POSITIVE_INFINITY, measured[e]! * run, (measured[e]! + 1) * run);
  }
  return { arc, distance };
}

/** Segments in a run: a run is passed over as a whole where it is too far away. */
const run = 16;

/** Squared distances to colour i and nearest places of a run's segments, at index of their first vertices; the least of the former. */
function measure(
  vertices: Float64Array,
  arcs: Float64Array,
  g: number,
  colours: Float64Array,
  i: number,
  squared: Float64Array,
  places: Float64Array,
): number {
  // Looked up here: numbers that are no whole ones are boxed wherever they are handed over.
  const a = colours[3 * i]!;
  const b = colours[3 * i + 1]!;
  const c = colours[3 * i + 2]!;
  let least = Number.POSITIVE_INFINITY;
  const end = Math.min(arcs.length - 1, (g + 1) * run);
  for (let j = g * run, o = 3 * j; j < end; j++, o += 3) {
    const ux = vertices[o + 3]! - vertices[o]!;
    const uy = vertices[o + 4]! - vertices[o + 1]!;
    const uz = vertices[o + 5]! - vertices[o + 2]!;
    const wx = a - vertices[o]!;
    const wy = b - vertices[o + 1]!;
    const wz = c - vertices[o + 2]!;
    const uu = ux * ux + uy * uy + uz * uz;
    const f = uu > 0 ? Math.min(1, Math.max(0, (wx * ux + wy * uy + wz * uz) / uu)) : 0;
    const d = (wx - f * ux) ** 2 + (wy - f * uy) ** 2 + (wz - f * uz) ** 2;
    squared[j] = d;
    places[j] = arcs[j]! + f * (arcs[j + 1]! - arcs[j]!);
    if (d < least) least = d;
  }
  return least;
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
