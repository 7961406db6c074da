import { arcLengths, enclosingSpheres, squaredToCentres } from '../../numeric/curves/polyline.js';

/** Entries in a run: a run is passed over as a whole where it is too far away. */
const run = 12;
/** Rounding must not pass over a run that holds the nearest place. */
const slack = 1e-6;

/** A table's colours as a curve. */
export interface TableCurve {
  /** 3 × entries coordinates. */
  readonly vertices: Float64Array;
  /** Length of the curve up to each entry. */
  readonly arcs: Float64Array;
  /** Spheres that hold a run of entries each: 4 per run, centre and radius. */
  readonly spheres: Float64Array;
}

/** A table's colours, moved to the space of the fit, as a curve. */
export function tableCurve(vertices: Float64Array): TableCurve {
  return {
    vertices,
    arcs: arcLengths(vertices),
    spheres: enclosingSpheres(vertices, vertices.length / 3 - 1, run),
  };
}

/** The places on a table that are nearest to n points. */
export interface NearestPlaces {
  /** n entries 0…entries − 1, fractional between them; the first one where several are equally near. */
  readonly entry: Float64Array;
  /** n distances. */
  readonly distance: Float64Array;
}

/** For each point the nearest place on the table. */
export function nearestOn(curve: TableCurve, joined: boolean, points: Float64Array): NearestPlaces {
  return nearestUnless(curve, joined, points, () => false)!;
}

/** The same, given up (undefined) as soon as a point's distance makes the table hopeless. */
export function nearestUnless(
  { vertices, spheres }: TableCurve,
  joined: boolean,
  points: Float64Array,
  isHopeless: (point: number, distance: number) => boolean,
): NearestPlaces | undefined {
  const n = vertices.length / 3;
  const m = points.length / 3;
  const entry = new Float64Array(m);
  const distance = new Float64Array(m);
  const runs = spheres.length / 4;
  const squared = new Float64Array(runs);
  for (let k = 0; k < m; k++) {
    const px = points[3 * k]!;
    const py = points[3 * k + 1]!;
    const pz = points[3 * k + 2]!;
    // No farther than the nearest vertex that is known: the middle of a run, then any of those that were looked at.
    let known = squaredToCentres(spheres, px, py, pz, squared);
    let reach = Math.sqrt(known) + slack;
    let best = Number.POSITIVE_INFINITY;
    let at = 0;
    for (let g = 0; g < runs; g++) {
      const within = reach + spheres[4 * g + 3]!;
      if (squared[g]! > within * within) continue;
      // The vertex at the end of a run is the first one of the next, and lies on both.
      const last = Math.min(n - 1, (g + 1) * run);
      for (let i = g * run, o = 3 * i; i <= last; i++, o += 3) {
        const wx = px - vertices[o]!;
        const wy = py - vertices[o + 1]!;
        const wz = pz - vertices[o + 2]!;
        const here = wx * wx + wy * wy + wz * wz;
        if (here < best) {
          best = here;
          at = i;
        }
        if (i === last || !joined || best === 0) continue;
        const ux = vertices[o + 3]! - vertices[o]!;
        const uy = vertices[o + 4]! - vertices[o + 1]!;
        const uz = vertices[o + 5]! - vertices[o + 2]!;
        const along = wx * ux + wy * uy + wz * uz;
        const uu = ux * ux + uy * uy + uz * uz;
        // Beyond either end of the segment its vertices decide, and they are tried anyway.
        if (along > 0 && along < uu) {
          const d = here - (along * along) / uu;
          if (d < best) {
            best = d;
            at = i + along / uu;
          }
        }
      }
      if (best < known) {
        known = best;
        reach = Math.sqrt(Math.max(0, best)) + slack;
      }
    }
    entry[k] = at;
    distance[k] = Math.sqrt(Math.max(0, best));
    if (isHopeless(k, distance[k]!)) return undefined;
  }
  return { entry, distance };
}
