import { lengthOf } from '../../numeric/curves/lengthOf.js';

/**
 * How far colours scatter about whatever curve they lie on: for each point, the spread across the main direction of
 * its neighbours; of these the weighted median. It needs no curve, so it tells what distance from a colourmap the
 * picture's noise alone explains.
 *
 * @param points 3n coordinates
 * @param weights n weights
 */
export function scatterAbout(points: Float64Array, weights: Float64Array): number {
  const n = weights.length;
  const spreads = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let radius = firstRadius;
    while (radius <= lastRadius && !hasNeighbours(points, k, radius)) radius *= widening;
    spreads[k] = spreadWithin(points, k, radius);
  }
  return weightedMedian(spreads, weights);
}

/** Two cells of the sample apart: nearer, there is at most one neighbour on either side. */
const firstRadius = 8;
/** Farther away, a curve's bends would pass for scatter. */
const lastRadius = 40;
/** Of a sphere with too few neighbours. */
const widening = 1.4;
/** A direction takes two points, a spread a few more. */
const enough = 6;

/** Whether as many points as a spread takes, the point itself among them, lie in a sphere about point k. */
function hasNeighbours(points: Float64Array, k: number, radius: number): boolean {
  const most = radius * radius;
  let count = 0;
  for (let j = 0; j < points.length; j += 3) {
    const x = points[j]! - points[3 * k]!;
    const y = points[j + 1]! - points[3 * k + 1]!;
    const z = points[j + 2]! - points[3 * k + 2]!;
    if (x * x + y * y + z * z <= most && ++count === enough) return true;
  }
  return false;
}

/** Spread of the points in a sphere about point k, across their main direction. */
function spreadWithin(points: Float64Array, k: number, radius: number): number {
  let count = 0;
  const sum = [0, 0, 0];
  const square = [0, 0, 0, 0, 0, 0];
  for (let j = 0; j < points.length; j += 3) {
    const x = points[j]! - points[3 * k]!;
    const y = points[j + 1]! - points[3 * k + 1]!;
    const z = points[j + 2]! - points[3 * k + 2]!;
    if (x * x + y * y + z * z > radius * radius) continue;
    count++;
    sum[0]! += x;
    sum[1]! += y;
    sum[2]! += z;
    square[0]! += x * x;
    square[1]! += x * y;
    square[2]! += x * z;
    square[3]! += y * y;
    square[4]! += y * z;
    square[5]! += z * z;
  }
  const covariance = (s: number, a: number, b: number): number =>
    square[s]! / count - (sum[a]! * sum[b]!) / (count * count);
  const xx = covariance(0, 0, 0);
  const xy = covariance(1, 0, 1);
  const xz = covariance(2, 0, 2);
  const yy = covariance(3, 1, 1);
  const yz = covariance(4, 1, 2);
  const zz = covariance(5, 2, 2);
  // The largest eigenvalue by power iteration; what remains of the trace is the spread across.
  let [vx, vy, vz] = [1, 0.7, 0.4];
  let largest = 0;
  for (let round = 0; round < 40; round++) {
    const ux = xx * vx + xy * vy + xz * vz;
    const uy = xy * vx + yy * vy + yz * vz;
    const uz = xz * vx + yz * vy + zz * vz;
    largest = lengthOf(ux, uy, uz);
    if (largest === 0) break;
    vx = ux / largest;
    vy = uy / largest;
    vz = uz / largest;
  }
  return Math.sqrt(Math.max(0, xx + yy + zz - largest));
}

/** The value below which half of the weight lies. */
export function weightedMedian(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  return weightedQuantile(values, weights, 0.5);
}

/** The value below which a share of the weight lies; NaN without any weight. */
export function weightedQuantile(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  share: number,
): number {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += weights[i]!;
  let sum = 0;
  let value = Number.NaN;
  for (const i of order) {
    if (weights[i] === 0) continue;
    value = values[i]!;
    sum += weights[i]!;
    if (sum >= share * total) break;
  }
  return value;
}
