import { SAME_PLACE } from './endValue.js';

/** The standard error of a label's place is this share of what it may lie off at most. */
const SHARE = 0.25;
/** The standard error of an end, pixels: frames are rounded to pixels, and drawn on the edge or beside it. */
const END = 0.5;
/** Ends off by more than this share of the range are wrong. */
const WRONG = 0.02;

/**
 * The chance that a straight law puts both ends where they are to two per cent of the range: what its labels leave open
 * grows towards ends that lie beyond them, and weighs most on short bars. An end at which a label stands is known.
 *
 * @param labels the labels that the law goes through: their places, and how far off these may be at most (pixels)
 * @param ends pixel coordinates of both ends
 */
export function endsKnown(
  labels: readonly { readonly at: number; readonly tolerance: number }[],
  ends: readonly [number, number],
): number {
  const length = Math.abs(ends[1] - ends[0]);
  const mean = labels.reduce((sum, { at }) => sum + at, 0) / labels.length;
  const spread = labels.reduce((sum, { at }) => sum + (at - mean) ** 2, 0);
  const error = SHARE * Math.max(...labels.map(({ tolerance }) => tolerance));
  const chances = ends.map((end) => {
    if (labels.some(({ at }) => Math.abs(at - end) <= SAME_PLACE)) return 1;
    const variance = error ** 2 * (1 / labels.length + (end - mean) ** 2 / spread) + END ** 2;
    return within((WRONG * length) / Math.sqrt(variance));
  });
  return chances[0]! * chances[1]!;
}

/** The chance that a normal deviate lies within ± `deviations` (Abramowitz and Stegun 7.1.25, to 0.0005). */
function within(deviations: number): number {
  const x = deviations / Math.SQRT2;
  const t = 1 / (1 + 0.47047 * x);
  return 1 - t * (0.3480242 + t * (-0.0958798 + t * 0.7478556)) * Math.exp(-x * x);
}
