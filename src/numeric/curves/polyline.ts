import { lengthOf } from './lengthOf.js';

/**
 * Polylines in colour space. A curve is its vertices, 3n numbers, in any colour space with a Euclidean metric;
 * the arc of a vertex is the length walked to reach it from the first one.
 */

/** Distance walked along the polyline to each of its n vertices; the first is 0. */
export function arcLengths(vertices: Float64Array): Float64Array {
  const n = vertices.length / 3;
  const arcs = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    const a = 3 * (i - 1);
    const b = 3 * i;
    arcs[i] =
      arcs[i - 1]! +
      lengthOf(
        vertices[b]! - vertices[a]!,
        vertices[b + 1]! - vertices[a + 1]!,
        vertices[b + 2]! - vertices[a + 2]!,
      );
  }
  return arcs;
}

/** Index i of the segment i…i + 1 of ascending parameters that holds `at`; the first or the last beyond them. */
export function segmentAt(parameters: Float64Array, at: number): number {
  let low = 0;
  let high = parameters.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (parameters[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** A function given at ascending parameters, between them: linear, and constant beyond; NaN stays NaN. */
export function interpolated(parameters: Float64Array, values: Float64Array, at: number): number {
  if (Number.isNaN(at)) return at;
  const i = segmentAt(parameters, at);
  const span = parameters[i + 1]! - parameters[i]!;
  const f = span > 0 ? Math.min(1, Math.max(0, (at - parameters[i]!) / span)) : 0;
  return values[i]! + f * (values[i + 1]! - values[i]!);
}

/**
 * The point at each of the given parameters, interpolated linearly between vertices.
 *
 * @param parameters n ascending parameters of the vertices (arcs, or positions)
 * @param at parameters asked for, in any order; values outside the range give the nearer end
 */
export function pointsAt(vertices: Float64Array, parameters: Float64Array, at: Float64Array): Float64Array {
  const points = new Float64Array(3 * at.length);
  for (let k = 0; k < at.length; k++) {
    const s = at[k]!;
    const low = segmentAt(parameters, s);
    const high = Math.min(low + 1, parameters.length - 1);
    const span = parameters[high]! - parameters[low]!;
    const f = span > 0 ? Math.min(1, Math.max(0, (s - parameters[low]!) / span)) : 0;
    for (let c = 0; c < 3; c++)
      points[3 * k + c] = vertices[3 * low + c]! * (1 - f) + vertices[3 * high + c]! * f;
  }
  return points;
}

/** The same polyline with vertices at equal arcs, about `step` apart, both ends kept. */
export function resample(vertices: Float64Array, step: number): Float64Array {
  const arcs = arcLengths(vertices);
  const length = arcs[arcs.length - 1] ?? 0;
  const count = Math.max(2, Math.round(length / step) + 1);
  return pointsAt(
    vertices,
    arcs,
    Float64Array.from({ length: count }, (_, i) => (i * length) / (count - 1)),
  );
}

export interface Projections {
  /** Parameter of the nearest point on the polyline, interpolated between its vertices' parameters. */
  readonly parameter: Float64Array;
  /** Distance to that point. */
  readonly distance: Float64Array;
}

/** Segments in a run: a run is passed over as a whole where it is too far away. */
const run = 12;
/** Rounding must not pass over a run that holds the nearest point. */
const slack = 1e-6;

/**
 * The nearest point of the polyline to each of m points, the first one where several are equally near. Exact: runs of
 * segments lie in spheres about a vertex of theirs, and only those are passed over whose sphere is farther away than a
 * point of the curve that is known.
 *
 * @param points 3m coordinates in the vertices' space
 * @param parameters n ascending parameters of the vertices (arcs, or positions)
 */
export function projectOnto(
  vertices: Float64Array,
  parameters: Float64Array,
  points: ArrayLike<number>,
): Projections {
  const n = parameters.length;
  const m = points.length / 3;
  const parameter = new Float64Array(m);
  const distance = new Float64Array(m);
  const spheres = enclosingSpheres(vertices, n - 1);
  const runs = spheres.length / 4;
  const squared = new Float64Array(runs);
  const segments = segmentsOf(vertices, n - 1);
  for (let k = 0; k < m; k++) {
    const px = points[3 * k]!;
    const py = points[3 * k + 1]!;
    const pz = points[3 * k + 2]!;
    // Colours that were drawn several times for a sample come one after the other.
    if (k > 0 && px === points[3 * k - 3] && py === points[3 * k - 2] && pz === points[3 * k - 1]) {
      parameter[k] = parameter[k - 1]!;
      distance[k] = distance[k - 1]!;
      continue;
    }
    let best = (px - vertices[0]!) ** 2 + (py - vertices[1]!) ** 2 + (pz - vertices[2]!) ** 2;
    let on = 0;
    let at = 0;
    let near = Math.min(best, squaredToCentres(spheres, px, py, pz, squared));
    let bound = Math.sqrt(near) + slack;
    for (let g = 0; g < runs; g++) {
      const reach = bound + spheres[4 * g + 3]!;
      if (squared[g]! > reach * reach) continue;
      const end = Math.min(n - 1, (g + 1) * run);
      for (let i = g * run, o = 7 * i; i < end; i++, o += 7) {
        const ux = segments[o + 3]!;
        const uy = segments[o + 4]!;
        const uz = segments[o + 5]!;
        let wx = px - segments[o]!;
        let wy = py - segments[o + 1]!;
        let wz = pz - segments[o + 2]!;
        const along = wx * ux + wy * uy + wz * uz;
        let f = 0;
        if (along > 0) {
          const uu = segments[o + 6]!;
          f = along < uu ? along / uu : 1;
          wx -= f * ux;
          wy -= f * uy;
          wz -= f * uz;
        }
        const d = wx * wx + wy * wy + wz * wz;
        if (d < best) {
          best = d;
          on = i;
          at = f;
        }
      }
      if (best < near) {
        near = best;
        bound = Math.sqrt(best) + slack;
      }
    }
    parameter[k] = at > 0 ? parameters[on]! + at * (parameters[on + 1]! - parameters[on]!) : parameters[on]!;
    distance[k] = Math.sqrt(best);
  }
  return { parameter, distance };
}

/** Each segment's first vertex, the way to the next one, and its squared length: 7 numbers a segment. */
function segmentsOf(vertices: Float64Array, count: number): Float64Array {
  const segments = new Float64Array(7 * count);
  for (let i = 0, o = 0; i < count; i++, o += 7) {
    let squared = 0;
    for (let c = 0; c < 3; c++) {
      const from = vertices[3 * i + c]!;
      const way = vertices[3 * i + 3 + c]! - from;
      segments[o + c] = from;
      segments[o + 3 + c] = way;
      squared += way * way;
    }
    segments[o + 6] = squared;
  }
  return segments;
}

/** Squared distances of a point to the centres of spheres, which lie on the curve; the least of them. */
export function squaredToCentres(
  spheres: Float64Array,
  x: number,
  y: number,
  z: number,
  squared: Float64Array,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (let g = 0, o = 0; o < spheres.length; g++, o += 4) {
    const dx = x - spheres[o]!;
    const dy = y - spheres[o + 1]!;
    const dz = z - spheres[o + 2]!;
    const d = dx * dx + dy * dy + dz * dz;
    squared[g] = d;
    if (d < least) least = d;
  }
  return least;
}

/**
 * For each run of segments a sphere that holds it, about its middle vertex: x, y, z, radius.
 *
 * @param segments number of segments of the polyline
 */
export function enclosingSpheres(vertices: Float64Array, segments: number, length = run): Float64Array {
  const spheres = new Float64Array(4 * Math.ceil(segments / length));
  for (let g = 0; 4 * g < spheres.length; g++) {
    const from = g * length;
    const to = Math.min(segments, from + length);
    const middle = 3 * ((from + to) >> 1);
    const x = vertices[middle]!;
    const y = vertices[middle + 1]!;
    const z = vertices[middle + 2]!;
    let squared = 0;
    for (let o = 3 * from; o <= 3 * to; o += 3) {
      const dx = vertices[o]! - x;
      const dy = vertices[o + 1]! - y;
      const dz = vertices[o + 2]! - z;
      squared = Math.max(squared, dx * dx + dy * dy + dz * dz);
    }
    spheres[4 * g] = x;
    spheres[4 * g + 1] = y;
    spheres[4 * g + 2] = z;
    spheres[4 * g + 3] = Math.sqrt(squared);
  }
  return spheres;
}
