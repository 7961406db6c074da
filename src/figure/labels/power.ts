import { type Consensus, consensus, NEARNESS, type Pick } from './consensus.js';
import { SAME_PLACE, tellingDigits } from './endValue.js';
import { confidenceOf } from './evidence.js';
import type { AgreedLaw, Calibration, LabelledTick } from './law.js';
import { OPEN } from './leftOpen.js';

/** Three numbers make such a law, so the fourth label is the first to confirm it. */
const FEWEST = 4;
/** Where one label alone confirms it, it is worth what a straight law through three is, beside one through four. */
const BY_ONE = 0.93;
/** Exponents from the fourth root to the fourth power, so near to one another that labels lie less than a pixel in 500 off. */
const EXPONENTS = Array.from({ length: 113 }, (_, k) => 4 ** (k / 56 - 1)).filter(
  (e) => Math.abs(e - 1) > 0.1,
);
/** What is left open of either end may be this share of the range. */
const AGREED = 0.015;
/** Labels do not all lie farther off the true law than off another by this share of what they may. */
const FARTHER = 0.25;
/** Labels of one print are rounded to pixels alike: what lies farther off, pixels and on average, follows another law. */
const ROUNDED = 1;
/** Steps from end to end, of place and of value, that the law is given by: lines between them leave it by less than a hundredth. */
const STEPS = 32;

/**
 * The law of labels whose powers lie on a straight line: roots and squares, by which figures show what is mostly small (Vega's `sqrt`
 * and `pow`, ggplot2's `sqrt`, matplotlib's `PowerNorm`). Of all exponents with which every label lies on the line the one that they lie
 * nearest to is taken. A label that a bar cannot show may stand at its beginning (see `withoutPushedIn`).
 *
 * @param options all ways to take each label
 * @param straight the straight law that holds most labels: a power must hold two more, for its exponent can be chosen to hold one
 * @param ends pixel coordinates up to which the law is wanted
 * @returns points on it, those of the labels among them; null unless there is one that every label with a number confirms; not sure
 *   where other exponents would do and say something else at the ends
 */
export function powerLaw(
  ticks: readonly LabelledTick[],
  options: readonly (readonly Pick[])[],
  straight: Consensus,
  ends: readonly [number, number] | undefined,
): AgreedLaw | null {
  if (ends === undefined || ticks.length < FEWEST || ticks.some((t) => t.candidates.length === 0))
    return null;
  const isHeldByMore = ticks.length >= straight.picks.length + 2;
  const fitting = isHeldByMore ? fitsOf(ticks, options, ends) : [];
  if (fitting.length > 0) return lawOf(fitting, ticks, ends);
  for (const kept of withoutPushedIn(ticks, ends)) {
    const fits = EXPONENTS.flatMap((exponent) => fromBeginning(kept.ticks, exponent, ends)).filter(
      ({ law, from }) =>
        // What was pushed in lies before what the bar begins with.
        (kept.value - from) * (kept.next - from) < 0 && (isHeldByMore || isMuchNearer(law, straight)),
    );
    if (fits.length > 0) return { ...lawOf(fits, kept.ticks, ends), dropped: [kept.dropped] };
  }
  return null;
}

/** Whether as many labels at least lie on a law, half as far off it as off another. */
function isMuchNearer(law: Consensus, other: Consensus): boolean {
  const offs = ({ picks, score }: Consensus): number =>
    picks.reduce((sum, { cost }) => sum + 1 - cost, 0) - score;
  return law.picks.length >= other.picks.length && 2 * offs(law) <= offs(other);
}

/** All powers that every label lies on: of the distance from nought, for labels of one sign, or from what the bar begins with. */
function fitsOf(
  ticks: readonly LabelledTick[],
  options: readonly (readonly Pick[])[],
  ends: readonly [number, number],
): Fit[] {
  const values = ticks.map((t) => t.candidates[0]!.value);
  const areOfOneSign = values.every((v) => v >= 0) || values.every((v) => v <= 0);
  const beginsAtNought =
    areOfOneSign &&
    ticks.some(({ at }, k) => values[k] === 0 && ends.some((end) => Math.abs(at - end) <= SAME_PLACE));
  return EXPONENTS.flatMap((exponent): Fit[] => {
    const law = areOfOneSign
      ? consensus(ticks, options, (v) => Math.sign(v) * Math.abs(v) ** exponent)
      : null;
    const fromNought = law !== null && law.picks.length === ticks.length ? [{ law, exponent, from: 0 }] : [];
    return beginsAtNought ? fromNought : [...fromNought, ...fromBeginning(ticks, exponent, ends)];
  });
}

/** Labels of equal steps have them to a thousandth. */
const EVEN = 1e-3;

/**
 * The labels but for one that stands at an end and goes on in the even steps of the others: older matplotlib's `PowerNorm` takes what
 * lies below its range for the beginning of it, and the next label beyond stands there. One more than usual must confirm a law that a label is left out of.
 *
 * @returns for each end that one stands at: the others, the value of that one and of the label next to it
 */
function withoutPushedIn(ticks: readonly LabelledTick[], ends: readonly [number, number]): PushedIn[] {
  const sorted = [...ticks].sort((a, b) => a.at - b.at);
  return [sorted, [...sorted].reverse()].flatMap((order) => {
    const [first, ...others] = order as [LabelledTick, ...LabelledTick[]];
    if (
      others.length <= FEWEST ||
      ends.every((end) => Math.abs(first.at - end) > Math.max(SAME_PLACE, first.tolerance))
    )
      return [];
    const [value, next, ...rest] = order.map(({ candidates }) => candidates[0]!.value) as [number, number];
    const step = next - value;
    const areEven = [next, ...rest].every(
      (v, k) => Math.abs(v - value - (k + 1) * step) <= EVEN * Math.abs(step),
    );
    return areEven ? [{ ticks: others, value, next, dropped: { at: first.at, text: first.text } }] : [];
  });
}

interface PushedIn {
  readonly ticks: readonly LabelledTick[];
  readonly value: number;
  readonly next: number;
  readonly dropped: AgreedLaw['dropped'][number];
}

/** The likeliest of the powers that labels lie on. */
function lawOf(
  fitting: readonly Fit[],
  ticks: readonly LabelledTick[],
  ends: readonly [number, number],
): AgreedLaw {
  const best = fitting.reduce((a, b) => (b.law.score > a.law.score ? b : a));
  const range = Math.abs(valueOn(best, ends[1]) - valueOn(best, ends[0]));
  const likely = fitting.filter((fit) => fit.law.score >= best.law.score - FARTHER * NEARNESS * ticks.length);
  const offs = best.law.picks.map(
    ({ at, value }) => (powerOf(best, value) - best.law.intercept) / best.law.slope - at,
  );
  const isBent = Math.sqrt(offs.reduce((sum, off) => sum + off * off, 0) / offs.length) > ROUNDED;
  const isOpen =
    isBent ||
    ends.some((end) => {
      const there = best.law.picks.find(({ at }) => Math.abs(at - end) <= SAME_PLACE);
      // Where a power is steep, a pixel beside the end is not the end; nought is.
      const isEnd =
        there && (there.value === 0 || Math.abs(there.value - valueOn(best, end)) <= AGREED * range);
      if (isEnd) return false;
      return likely.some((fit) => Math.abs(valueOn(fit, end) - valueOn(best, end)) > AGREED * range);
    });
  const agreed = confidenceOf(ticks, best.law, null, 0) * (ticks.length > FEWEST ? 1 : BY_ONE);
  const confidence = isOpen ? OPEN * agreed : agreed;
  return {
    scale: 'ticks',
    slope: best.law.slope,
    intercept: best.law.intercept,
    read: pointsOf(best, ticks, ends),
    dropped: [],
    agreed,
    confidence,
    onAxis: confidence,
  };
}

interface Fit {
  readonly law: Consensus;
  readonly exponent: number;
  /** The value whose distance is raised to a power: nought, or what the bar begins with. */
  readonly from: number;
}

const powerOf = ({ exponent, from }: Omit<Fit, 'law'>, value: number): number =>
  Math.sign(value - from) * Math.abs(value - from) ** exponent;

function valueOn({ law, exponent, from }: Fit, at: number): number {
  const u = law.intercept + law.slope * at;
  return from + Math.sign(u) * Math.abs(u) ** (1 / exponent);
}

/**
 * The power of the distance from what the bar begins with, which all labels lie on: matplotlib's `PowerNorm`. For an exponent the values
 * are straight in the root of the share of the bar that lies before them, so its two ends follow by least squares.
 */
function fromBeginning(
  ticks: readonly LabelledTick[],
  exponent: number,
  [low, high]: readonly [number, number],
): Fit[] {
  const sorted = [...ticks].sort((a, b) => (a.at - b.at) * (high - low));
  const isRising = sorted.at(-1)!.candidates[0]!.value > sorted[0]!.candidates[0]!.value;
  const [least, most] = isRising ? [low, high] : [high, low];
  const picks = ticks.map(({ at, candidates }, tick): Pick => {
    const { value, cost, power, reading } = candidates[0]!;
    return { tick, at, value, cost, power, reading, supposed: false };
  });
  const shares = picks.map(({ at }) => Math.max(0, (at - least) / (most - least)));
  const roots = shares.map((share) => share ** (1 / exponent));
  // What a pixel is worth in values there, squared: labels are known to a pixel.
  const pixel = 1 / Math.abs(most - least);
  const weights = shares.map((share) => Math.max(share, pixel) ** (2 - 2 / exponent));
  const total = weights.reduce((a, b) => a + b);
  const mean = weights.reduce((sum, weight, k) => sum + weight * roots[k]!, 0) / total;
  const level = weights.reduce((sum, weight, k) => sum + weight * picks[k]!.value, 0) / total;
  const spread = weights.reduce((sum, weight, k) => sum + weight * (roots[k]! - mean) ** 2, 0);
  const shared = weights.reduce(
    (sum, weight, k) => sum + weight * (roots[k]! - mean) * (picks[k]!.value - level),
    0,
  );
  const range = shared / spread;
  const from = level - range * mean;
  if (!(range > 0)) return [];
  const slope = range ** exponent / (most - least);
  const law = { slope, intercept: -slope * least };
  const offs = picks.map(({ at, value, tick }) => {
    const u = powerOf({ exponent, from }, value);
    return Math.abs((u - law.intercept) / law.slope - at) / ticks[tick]!.tolerance;
  });
  if (offs.some((off) => off > 1)) return [];
  const score = picks.reduce((sum, { cost }, k) => sum + 1 - cost - NEARNESS * offs[k]!, 0);
  return [{ law: { ...law, picks, score }, exponent, from }];
}

/** The labels as they are, and the law between them and up to the ends. */
function pointsOf(
  fit: Fit,
  ticks: readonly LabelledTick[],
  [from, to]: readonly [number, number],
): Calibration['read'] {
  const { law } = fit;
  const labels = law.picks.map(({ at, value, tick }) => ({ at, value, text: ticks[tick]!.text }));
  const placeOf = (value: number): number => (powerOf(fit, value) - law.intercept) / law.slope;
  const [low, high] = [valueOn(fit, from), valueOn(fit, to)];
  const shares = Array.from({ length: STEPS + 1 }, (_, k) => k / STEPS);
  const points = [...labels];
  // Towards the bar's middle: beyond its ends the law may have no value.
  const valueAt = (at: number): number => {
    const inwards = Math.sign((from + to) / 2 - at) || 1;
    return tellingDigits(valueOn(fit, at), valueOn(fit, at + inwards) - valueOn(fit, at));
  };
  for (const at of [
    ...shares.map((share) => from + share * (to - from)),
    ...shares.map((share) => placeOf(low + share * (high - low))),
  ])
    if (points.every((point) => Math.abs(point.at - at) > (point.text ? SAME_PLACE : 1)))
      points.push({ at, value: valueAt(at), text: '' });
  return points.sort((a, b) => a.at - b.at);
}
