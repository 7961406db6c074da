import { arcLengths, projectOnto } from '../../numeric/curves/polyline.js';

/** How far beyond an end its rare colours are looked for, as a share of the length, and how far off its tangent. */
const ahead = 0.2;
const aside = 0.5;

/**
 * The points that carry a curve on beyond its ends: those that lie in a cone about the tangent at an end. Learning from
 * calm pixels alone leaves the ends out, for they are rare and steep; these bring them back without the
 * mixed colours along the rest of the curve.
 *
 * @param points 3m coordinates
 * @returns 3k coordinates of those beyond an end
 */
export function pointsBeyondEnds(vertices: Float64Array, points: Float64Array, sigma: number): Float64Array {
  const arcs = arcLengths(vertices);
  const n = arcs.length;
  const length = arcs[n - 1]!;
  const beyond: number[] = [];
  const { parameter } = projectOnto(vertices, arcs, points);
  for (let i = 0; i < parameter.length; i++) {
    const atStart = parameter[i]! <= 0;
    if (!atStart && parameter[i]! < length) continue;
    const end = atStart ? 0 : n - 1;
    const inner = atStart ? Math.min(3, n - 1) : Math.max(0, n - 4);
    let along = 0;
    let tangent = 0;
    let squared = 0;
    for (let c = 0; c < 3; c++) {
      const t = vertices[3 * end + c]! - vertices[3 * inner + c]!;
      const d = points[3 * i + c]! - vertices[3 * end + c]!;
      along += t * d;
      tangent += t * t;
      squared += d * d;
    }
    along /= Math.sqrt(tangent) || 1;
    const off = Math.sqrt(Math.max(0, squared - along * along));
    if (along < ahead * length && off < 3 * sigma + aside * along)
      beyond.push(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!);
  }
  return Float64Array.from(beyond);
}
