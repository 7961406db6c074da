import { arcLengths, projectOnto, resample } from '../../numeric/curves/polyline.js';
import { orderStatistic } from '../../numeric/statistics/orderStatistic.js';
import { gaussianPerMedian, median } from '../../numeric/statistics/statistics.js';

export interface PrincipalCurve {
  /** 3n vertices, about `step` apart, in the space of the points. */
  readonly vertices: Float64Array;
  /** Scatter of the points about the curve: 1.48 × the median distance (a standard deviation for Gaussian scatter). */
  readonly sigma: number;
}

/** How many steps each end is led on along its tangent before the points decide where it ends. */
const endReach = 3;
/** Points farther than this many σ from the curve lose their say, quickly. */
const trust = 3;
/** Bandwidth of the regression, in steps. */
const bandwidth = 1.3;
/** The share of the points beyond which an end is cut off. */
const trimmed = 0.0005;
/** Scatter below this is rounding: colours are whole numbers. */
const leastSigma = 0.5;
/** Less weight than this at a vertex is a gap that no point visits. */
const leastWeight = 1.5;

/**
 * Draws a curve through the middle of the points, starting from a rough ordered polyline (principal curve, Hastie and
 * Stuetzle 1989). Each round projects the points and smooths their coordinates along the arc by *local-linear*
 * regression with weights 1/(1 + (d/3σ)²)²: a local mean would cut corners and draw the ends in, and mixed colours
 * would pull. Ends are first extended along their tangents, then cut where the points end; gaps are bridged straight.
 *
 * @param points 3m coordinates
 * @param start 3k vertices, ordered
 * @param options.closed the last vertex joins the first; the result then repeats the first vertex at its end
 * @param options.trim share of the points that may be outliers beyond each end
 * @param options.scatter sigma where it is known; it is measured otherwise, on the first curve and on the last
 */
export function principalCurve(
  points: Float64Array,
  start: Float64Array,
  { closed = false, rounds = 5, trim = trimmed, scatter = Number.NaN } = {},
): PrincipalCurve {
  let vertices = start;
  const known = !Number.isNaN(scatter);
  let sigma = known
    ? scatter / gaussianPerMedian
    : median(projectOnto(start, arcLengths(start), points).distance);
  for (let round = 0; round < rounds; round++) {
    const step = Math.min(8, Math.max(2.5, 1.6 * sigma));
    const curve = resample(closed ? vertices : extended(vertices, endReach * step), step);
    const arcs = arcLengths(curve);
    const projected = projectOnto(curve, arcs, points);
    sigma = Math.max(leastSigma, median(projected.distance));
    const [low, high] = closed
      ? [0, arcs[arcs.length - 1]!]
      : trimmedRange(projected.parameter, projected.distance, trust * sigma * 2, trim);
    vertices = regress(points, projected, arcs[1]!, low, high, sigma, closed ? arcs[arcs.length - 1]! : 0);
    if (vertices.length < 6) return { vertices: start, sigma };
  }
  if (!known) sigma = median(projectOnto(vertices, arcLengths(vertices), points).distance);
  return { vertices, sigma: gaussianPerMedian * sigma };
}

function regress(
  points: Float64Array,
  { parameter, distance }: { parameter: Float64Array; distance: Float64Array },
  step: number,
  low: number,
  high: number,
  sigma: number,
  period: number,
): Float64Array {
  const count = Math.max(2, Math.round((high - low) / step) + 1);
  const spacing = (high - low) / (count - 1);
  const width = bandwidth * step;
  const reach = 3 * width;
  // Moments of the weighted points about each vertex: 1, u, u², then x, ux for each coordinate.
  const moments = new Float64Array(9 * count);
  const shifts = period > 0 ? [-period, 0, period] : [0];
  // From one vertex to the next a Gaussian weight changes by a factor, and that factor by another one.
  const stride = spacing / width;
  const slowing = Math.exp(-stride * stride);
  for (let i = 0, copies = 1; i < parameter.length; i += copies) {
    copies = copiesFrom(points, i);
    const s = parameter[i]!;
    const trustOf = copies / (1 + (distance[i]! / (trust * sigma)) ** 2) ** 2;
    const [x, y, z] = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
    for (const shift of shifts) {
      const first = Math.max(0, Math.ceil((s + shift - reach - low) / spacing));
      const last = Math.min(count - 1, Math.floor((s + shift + reach - low) / spacing));
      let u = (s + shift - low - first * spacing) / width;
      let w = trustOf * Math.exp(-0.5 * u * u);
      let change = Math.exp(stride * (u - 0.5 * stride));
      for (let k = first, o = 9 * first; k <= last; k++, o += 9) {
        const wu = w * u;
        moments[o]! += w;
        moments[o + 1]! += wu;
        moments[o + 2]! += wu * u;
        moments[o + 3]! += w * x;
        moments[o + 4]! += wu * x;
        moments[o + 5]! += w * y;
        moments[o + 6]! += wu * y;
        moments[o + 7]! += w * z;
        moments[o + 8]! += wu * z;
        w *= change;
        change *= slowing;
        u -= stride;
      }
    }
  }
  const fitted: number[] = [];
  for (let k = 0; k < count; k++) {
    const o = 9 * k;
    const w0 = moments[o]!;
    if (w0 < leastWeight) continue;
    const w1 = moments[o + 1]!;
    const w2 = moments[o + 2]!;
    const spread = w2 / w0 - (w1 / w0) ** 2;
    for (let c = 0; c < 3; c++) {
      const x0 = moments[o + 3 + 2 * c]!;
      const x1 = moments[o + 4 + 2 * c]!;
      // Points bunched at one arc carry no slope; their mean is all there is.
      fitted.push(spread > 0.02 ? (w2 * x0 - w1 * x1) / (w0 * w2 - w1 * w1) : x0 / w0);
    }
  }
  if (period > 0 && fitted.length >= 6) fitted.splice(fitted.length - 3, 3, ...fitted.slice(0, 3));
  return Float64Array.from(fitted);
}

/** How many points from one on are the same: a colour that was drawn several times for a sample. */
function copiesFrom(points: Float64Array, first: number): number {
  let o = 3 * first + 3;
  while (points[o] === points[o - 3] && points[o + 1] === points[o - 2] && points[o + 2] === points[o - 1])
    o += 3;
  return o / 3 - first;
}

/** The polyline with both ends led on straight by `reach`. */
function extended(vertices: Float64Array, reach: number): Float64Array {
  const n = vertices.length / 3;
  const beyond = (end: number, inner: number) => {
    const length =
      Math.hypot(...[0, 1, 2].map((c) => vertices[3 * end + c]! - vertices[3 * inner + c]!)) || 1;
    return [0, 1, 2].map(
      (c) => vertices[3 * end + c]! + ((vertices[3 * end + c]! - vertices[3 * inner + c]!) / length) * reach,
    );
  };
  // The tangent is taken over two segments: the last one alone is the noisiest of the curve.
  return Float64Array.from([
    ...beyond(0, Math.min(2, n - 1)),
    ...vertices,
    ...beyond(n - 1, Math.max(0, n - 3)),
  ]);
}

/** The arcs between which all but a trace of the points lie, leaving out points far from the curve. */
function trimmedRange(
  parameter: Float64Array,
  distance: Float64Array,
  far: number,
  trim: number,
): [number, number] {
  const near = parameter.filter((_, i) => distance[i]! <= far);
  const cut = Math.floor(trim * near.length);
  return [orderStatistic(near, cut), orderStatistic(near, near.length - 1 - cut)];
}
