import { type Consensus, consensus, type Pick } from './consensus.js';
import { SAME_PLACE } from './endValue.js';
import { confidenceOf } from './evidence.js';
import type { AgreedLaw, Calibration, LabelledTick } from './law.js';
import { OPEN } from './leftOpen.js';

/** Three numbers make such a law, so the fourth label is the first to confirm it. */
const FEWEST = 4;
/** Where one label alone confirms it, it is worth what a straight law through three is, beside one through four. */
const BY_ONE = 0.93;
/** Exponents from the fourth root to the fourth power, so near to one another that labels lie less than a pixel in 250 off. */
const EXPONENTS = Array.from({ length: 57 }, (_, k) => 4 ** (k / 28 - 1)).filter(
  (e) => Math.abs(e - 1) > 0.1,
);
/** What is left open of either end may be this share of the range. */
const AGREED = 0.01;
/** Steps from end to end, of place and of value, that the law is given by: lines between them leave it by less than a hundredth. */
const STEPS = 32;

/**
 * The law of labels of one sign whose powers lie on a straight line: roots and squares, by which figures show what is mostly small
 * (Vega's `sqrt` and `pow`, ggplot2's `sqrt`, matplotlib's `PowerNorm`). Of all exponents with which every label lies on the line the
 * one that they lie nearest to is taken.
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
  const legible = ticks.filter((t) => t.candidates.length > 0);
  if (ends === undefined || legible.length < FEWEST || legible.length < ticks.length) return null;
  if (legible.length < straight.picks.length + 2) return null;
  const values = legible.map((t) => t.candidates[0]!.value);
  if (values.some((v) => v > 0) && values.some((v) => v < 0)) return null;
  const fitting = EXPONENTS.flatMap((exponent): Fit[] => {
    const law = consensus(ticks, options, (v) => Math.sign(v) * Math.abs(v) ** exponent);
    return law !== null && law.picks.length === legible.length ? [{ law, exponent }] : [];
  });
  if (fitting.length === 0) return null;
  const best = fitting.reduce((a, b) => (b.law.score > a.law.score ? b : a));
  const range = Math.abs(valueOn(best, ends[1]) - valueOn(best, ends[0]));
  const isOpen = ends.some((end) => {
    if (best.law.picks.some(({ at }) => Math.abs(at - end) <= SAME_PLACE)) return false;
    return fitting.some((fit) => Math.abs(valueOn(fit, end) - valueOn(best, end)) > AGREED * range);
  });
  const agreed = confidenceOf(ticks, best.law, null, 0) * (legible.length > FEWEST ? 1 : BY_ONE);
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
}

function valueOn({ law, exponent }: Fit, at: number): number {
  const u = law.intercept + law.slope * at;
  return Math.sign(u) * Math.abs(u) ** (1 / exponent);
}

/** The labels as they are, and the law between them and up to the ends. */
function pointsOf(
  fit: Fit,
  ticks: readonly LabelledTick[],
  [from, to]: readonly [number, number],
): Calibration['read'] {
  const { law, exponent } = fit;
  const labels = law.picks.map(({ at, value, tick }) => ({ at, value, text: ticks[tick]!.text }));
  const placeOf = (value: number): number =>
    (Math.sign(value) * Math.abs(value) ** exponent - law.intercept) / law.slope;
  const [low, high] = [valueOn(fit, from), valueOn(fit, to)];
  const shares = Array.from({ length: STEPS + 1 }, (_, k) => k / STEPS);
  const points = [...labels];
  for (const at of [
    ...shares.map((share) => from + share * (to - from)),
    ...shares.map((share) => placeOf(low + share * (high - low))),
  ])
    if (points.every((point) => Math.abs(point.at - at) > (point.text ? SAME_PLACE : 1)))
      points.push({ at, value: Number(valueOn(fit, at).toPrecision(4)), text: '' });
  return points.sort((a, b) => a.at - b.at);
}
