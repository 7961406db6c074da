import { type Calibration, valueAt } from './law.js';

/**
 * How far (pixels) an end may be moved to make its value a number of one, two or more digits: rounding of frame lines
 * and tick marks leaves half a pixel open, and the rounder the number, the less likely it is that near by chance.
 */
const UNCERTAIN = [0.8, 0.6, 0.45] as const;

/**
 * Numbers of some digits that lie so near to one another that one in this many places has one of them near say nothing
 * of an end.
 */
const BY_CHANCE = 5;

/** A tick this near to an end (pixels) marks the end: both were rounded on their own, or blurred by a codec. */
export const SAME_PLACE = 1.6;

/**
 * Whether ends and marks are seen in the pixels, to half of one, or in those of a picture that was straightened, or the page itself
 * says where they are.
 */
export type Places = 'seen' | 'straightened' | 'drawn';

/**
 * How far off places are, beside those that are seen upright: a page's coordinates have digits; of a photograph the nearest pixels are
 * taken along sides that are known to one, and a bar's marks stand beside its middle, where its ends are looked for.
 */
const OFF: Readonly<Record<Places, number>> = { seen: 1, straightened: 2, drawn: 0.1 };

/** The shortest number that the law allows at a pixel coordinate, given how well it is known. */
export function endValue(law: Calibration, pixel: number, places: Places = 'seen'): number {
  const unit = OFF[places];
  const marked = law.read.find((tick) => Math.abs(tick.at - pixel) <= unit * SAME_PLACE);
  if (marked !== undefined) return marked.value;
  const value = valueAt(law, pixel);
  const perPixel = unit * Math.abs(valueAt(law, pixel + 0.5) - valueAt(law, pixel - 0.5));
  if (law.scale !== 'log' && Math.abs(value) <= UNCERTAIN[0] * perPixel) return 0;
  for (let digits = 1; digits < 13; digits++) {
    const short = Number(value.toPrecision(digits));
    const slack = UNCERTAIN[Math.min(digits, UNCERTAIN.length) - 1]!;
    const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - digits);
    const isTelling = step >= 2 * slack * perPixel * BY_CHANCE;
    if (Math.abs(short - value) <= (isTelling ? slack : COSMETIC) * perPixel) return short;
  }
  return value;
}

/** Digits that say less than this (pixels) are left out. */
const COSMETIC = 0.1;

/**
 * A value without the digits that say less than a pixel's tenth: values a pixel apart stay apart.
 *
 * @param perPixel how much the value changes from pixel to pixel there; nothing is left out where it does not
 */
export function tellingDigits(value: number, perPixel: number): number {
  if (!(Math.abs(perPixel) > 0)) return value;
  const unit = 10 ** Math.floor(Math.log10(COSMETIC * Math.abs(perPixel)));
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}

/** A tick lies on its bar: one that seems to lie beyond an end by this much (pixels) marks the end. */
const BEYOND = 3;

/**
 * The values at both ends. Ranges are often symmetric about zero: where the pixels allow that and no labels at the ends say otherwise, they are.
 *
 * @param ends pixel coordinates; not rounded by more than these leave open
 */
export function endValues(
  law: Calibration,
  ends: readonly [number, number],
  places: Places = 'seen',
): readonly [number, number] {
  const unit = OFF[places];
  const inner = (ends[0] + ends[1]) / 2;
  const [low, high] = ends.map((end) => {
    const outward = Math.sign(end - inner);
    const beyond = law.read.find(
      ({ at }) => (at - end) * outward > 0 && (at - end) * outward <= unit * BEYOND,
    );
    return beyond?.value ?? endValue(law, end, places);
  }) as [number, number];
  if (low * high >= 0 || (law.scale !== 'linear' && law.scale !== 'symlog')) return [low, high];
  // What is written at both ends is so, though it differ by less than a pixel.
  const isWritten = (end: number): boolean =>
    law.read.some(({ at }) => Math.abs(at - end) <= unit * SAME_PLACE);
  if (ends.every(isWritten)) return [low, high];
  const nought = -law.intercept / law.slope;
  if (Math.abs(nought - inner) > unit * SYMMETRIC) return [low, high];
  const top = endValue(law, nought + (ends[1] - ends[0]) / 2, places);
  return [-top, top];
}

/** How far (pixels) the place of 0 may be off the middle of a symmetric bar: ends and ticks are each rounded by half a pixel. */
const SYMMETRIC = 1;

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
