/** A box of points: a stretch of the list of their indices. */
interface Cut {
  readonly from: number;
  readonly to: number;
  /** The coordinate along which it is the longest, and how long it is there. */
  readonly axis: number;
  readonly length: number;
}

/**
 * Median cut (Heckbert 1982, doi:10.1145/800064.801294): the box of points that is the longest is cut at its weighted
 * median, until there are k boxes; each gives the mean of its points. What many encoders begin from.
 *
 * @param points 3n coordinates
 * @param weights n positive numbers
 * @param k at most n
 * @returns 3k coordinates
 */
export function medianCut(points: Float64Array, weights: ArrayLike<number>, k: number): Float64Array {
  const order = Uint32Array.from({ length: weights.length }, (_, i) => i);
  const cuts: Cut[] = [measured(points, order, 0, order.length)];
  while (cuts.length < k) {
    const longest = cuts.reduce((best, cut, at) => (cut.length > cuts[best]!.length ? at : best), 0);
    const { from, to, axis, length } = cuts[longest]!;
    if (length === 0) break;
    const part = order.subarray(from, to);
    part.sort((a, b) => points[3 * a + axis]! - points[3 * b + axis]!);
    const middle = from + medianOf(part, weights);
    cuts.splice(longest, 1, measured(points, order, from, middle), measured(points, order, middle, to));
  }
  return Float64Array.from(cuts.flatMap(({ from, to }) => meanOf(points, weights, order.subarray(from, to))));
}

function measured(points: Float64Array, order: Uint32Array, from: number, to: number): Cut {
  let axis = 0;
  let length = -1;
  for (let d = 0; d < 3; d++) {
    let lo = Number.POSITIVE_INFINITY;
    let hi = Number.NEGATIVE_INFINITY;
    for (let e = from; e < to; e++) {
      const v = points[3 * order[e]! + d]!;
      lo = Math.min(lo, v);
      hi = Math.max(hi, v);
    }
    if (hi - lo > length) {
      length = hi - lo;
      axis = d;
    }
  }
  return { from, to, axis, length };
}

/** How many of the points, in their order, hold half of the weight; at least one, and not all. */
function medianOf(part: Uint32Array, weights: ArrayLike<number>): number {
  const total = part.reduce((sum, i) => sum + weights[i]!, 0);
  let count = 0;
  for (let passed = 0; count < part.length - 1 && passed < total / 2; count++)
    passed += weights[part[count]!]!;
  return Math.max(1, count);
}

function meanOf(points: Float64Array, weights: ArrayLike<number>, part: Uint32Array): number[] {
  const mean = [0, 0, 0];
  let total = 0;
  for (const i of part) {
    total += weights[i]!;
    for (let d = 0; d < 3; d++) mean[d]! += weights[i]! * points[3 * i + d]!;
  }
  return mean.map((sum) => sum / total);
}
