import { arcLengths } from '../../numeric/curves/polyline.js';
import { type PixelPairs, scoreOrder } from '../order/score.js';
import { pointsBeyondEnds } from './endPoints.js';
import { principalCurve } from './principalCurve.js';

/** How often the ends are led on: each time reaches a few steps further, and most need one. */
const mostGrowth = 8;
/** So much worse may the order of the calm pixels score for it. */
const mostGrowthCost = 1.1;

/** A principal curve through the calm sample, led on at both ends through the points that only the whole picture has. */
export function refineToEnds(
  sample: Float64Array,
  all: Float64Array,
  rough: Float64Array,
  pairs: PixelPairs,
): { vertices: Float64Array; sigma: number } {
  let curve = principalCurve(sample, rough);
  const before = curve;
  let length = lengthOf(curve.vertices);
  let points = sample;
  for (let round = 0; round < mostGrowth; round++) {
    const beyond = pointsBeyondEnds(curve.vertices, all, curve.sigma);
    if (beyond.length === 0) break;
    const more = new Float64Array(points.length + beyond.length);
    more.set(points);
    more.set(beyond, points.length);
    points = more;
    curve = principalCurve(points, curve.vertices, { rounds: 2, trim: 0, scatter: curve.sigma });
    const grown = lengthOf(curve.vertices);
    if (grown < length + 2) break;
    length = grown;
  }
  // Ends that were the map's own cost the rest nothing; mixed colours taken for an end do.
  return scoreOrder(curve.vertices, pairs).total < mostGrowthCost * scoreOrder(before.vertices, pairs).total
    ? curve
    : before;
}

/** Length of a polyline. */
export function lengthOf(vertices: Float64Array): number {
  const arcs = arcLengths(vertices);
  return arcs[arcs.length - 1]!;
}
