import { arcLengths } from '../../numeric/curves/polyline.js';

/** Steps on either side that say how far apart levels are there. */
const neighbourhood = 5;
/** A step of this many usual ones has skipped levels; the steepest maps change pace by less from step to step. */
const skipping = 3;
/** No map has more levels; an unvisited stretch is not filled beyond this. */
const mostSkipped = 128;

/**
 * Positions of n exactly drawn levels in order. Renderers divide the range into equal levels whatever their colours,
 * so level i lies at (i + ½)/n; a step much longer than those around it has skipped as many levels as fit.
 *
 * @param levels 3n ordered colours
 * @returns n ascending positions in (0, 1)
 */
export function levelPositions(levels: Float64Array): Float64Array {
  const arcs = arcLengths(levels);
  const n = arcs.length;
  const steps = Float64Array.from({ length: n - 1 }, (_, i) => arcs[i + 1]! - arcs[i]!);
  const ranks = new Float64Array(n);
  for (let i = 0; i + 1 < n; i++) {
    const around = [
      ...steps.subarray(Math.max(0, i - neighbourhood), i),
      ...steps.subarray(i + 1, i + 1 + neighbourhood),
    ].sort((a, b) => a - b);
    const usual = around[around.length >> 1] ?? steps[i]!;
    const skipped = usual > 0 && steps[i]! > skipping * usual ? Math.round(steps[i]! / usual) - 1 : 0;
    ranks[i + 1] = ranks[i]! + 1 + Math.min(mostSkipped, skipped);
  }
  const count = ranks[n - 1]! + 1;
  return ranks.map((r) => (r + 0.5) / count);
}
