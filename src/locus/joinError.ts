import { arcLengths } from '../numeric/curves/polyline.js';

/** Steps this many times the median one, and this share of the length, are bridges over unvisited stretches. */
const bridgeSteps = 10;
const bridgeShare = 0.04;
/** Another way of joining the pieces that is no more than this times as long is as likely. */
const ambiguity = 2;

/**
 * Error to expect from bridges over unvisited stretches: half the smaller piece's share of the locus where
 * the pieces could be joined another way about as well (either piece turned round, or the two exchanged).
 *
 * @param vertices 3n ordered colours, before any resampling
 */
export function joinError(vertices: Float64Array): number {
  const arcs = arcLengths(vertices);
  const n = arcs.length;
  const length = arcs[n - 1]!;
  const steps = Array.from({ length: n - 1 }, (_, i) => arcs[i + 1]! - arcs[i]!);
  const median = steps.slice().sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  const between = (i: number, j: number) =>
    Math.hypot(...[0, 1, 2].map((c) => vertices[3 * i + c]! - vertices[3 * j + c]!));
  let error = 0;
  for (let i = 0; i + 1 < n; i++) {
    const bridge = steps[i]!;
    if (bridge < bridgeSteps * median || bridge < bridgeShare * length) continue;
    const other = Math.min(
      i > 0 ? between(0, i + 1) : Number.POSITIVE_INFINITY,
      i + 2 < n ? between(i, n - 1) : Number.POSITIVE_INFINITY,
      between(0, n - 1),
    );
    const smaller = Math.min(arcs[i]!, length - arcs[i + 1]!) / length;
    if (other < ambiguity * bridge) error = Math.max(error, smaller / 2);
  }
  return error;
}
