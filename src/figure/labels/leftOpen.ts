import type { Scale } from '../../model/types.js';
import type { Consensus, Pick } from './consensus.js';
import { endsKnown } from './endValue.js';
import type { LabelledTick } from './law.js';
import { areEndsRounded, isAutomatic, isDecade } from './rounding.js';

/** What else is known of the side that labels stand at. */
export interface Side {
  /** Places of unlabelled tick marks, pixels along it. */
  readonly minor: readonly number[];
  /** Pixel coordinates of its two ends. */
  readonly ends?: readonly [number, number] | undefined;
}

/** Two laws that explain the labels alike: even odds. */
export const OPEN = 0.5;
/** Two labels within a bar must put its ends where they are as surely as this: nothing else confirms their places. */
const PAIR_KNOWN = 0.95;

/**
 * The chance that a law which its labels agree on says the range and the scale, as far as these labels can tell: the ends may be
 * far from them, another scale may go through all of them, and they may be rounded.
 *
 * @returns that on a colourbar, and on a plot's axis: its scale does not bend at nought, and its ticks are those of a program
 */
export function leftOpen(
  ticks: readonly LabelledTick[],
  law: Consensus,
  scale: Scale,
  { minor, ends }: Side,
): { bar: number; axis: number } {
  const isClear = isPairClear(ticks, law, scale, { minor, ends });
  if (ends === undefined) return { bar: isClear ? 1 : OPEN, axis: isClear ? 1 : OPEN };
  const known = endsKnown(
    law.picks.map(({ at, tick }) => ({ at, tolerance: ticks[tick]!.tolerance })),
    ends,
  );
  const isWithin = law.picks.length === 2 && !areAtEnds(law.picks, ends);
  const axis = isClear && (!isWithin || known >= PAIR_KNOWN) ? known : OPEN * known;
  const isOpen =
    (scale === 'linear' && (mayBend(ticks, law, { minor, ends }) || leavesEndOut(ticks, law.picks, ends))) ||
    (scale === 'log' && mayBePower(law.picks, minor)) ||
    areEndsRounded(ticks, law.picks, scale, ends);
  return { bar: isOpen ? Math.min(axis, OPEN * known) : axis, axis };
}

/**
 * Whether two labels leave no doubt of the scale: of a linear one they are successive ticks or stand at both ends, where powers of
 * ten would leave it open; of a logarithmic one they are powers of ten, at both ends written so, or minor ticks say so.
 */
function isPairClear(
  ticks: readonly LabelledTick[],
  law: Consensus,
  scale: Scale,
  { minor, ends }: Side,
): boolean {
  const { picks } = law;
  if (picks.length > 2) return true;
  const whole = ends !== undefined && areAtEnds(picks, ends);
  if (scale === 'log')
    return (
      (whole ? picks.every((p) => p.power) : areDecades(picks)) ||
      (minor.length >= 4 && logarithmicShare(law, minor) > 0.8)
    );
  if (whole) return !areDecades(picks) && areInSteps(minor, ends);
  if (leavesOut(ticks, law, ends) || (minor.length > 0 && areUneven(picks, minor))) return false;
  // Instants are exact, and their steps no decimal numbers.
  const areExact = picks.every(({ tick }) => ticks[tick]!.candidates.every((c) => c.lastDigit === 0));
  return areExact ? areMultiples(picks) : isAutomatic(picks.map(({ value }) => value));
}

/**
 * Whether two labels of a straight law leave out others of their step that lie within the bar: whoever writes 30 and 40 writes 20 and 50
 * too, so the scale is another one on which there is no room for these.
 */
function leavesOut(
  ticks: readonly LabelledTick[],
  { picks }: Consensus,
  ends: readonly [number, number] | undefined,
): boolean {
  if (ends === undefined) return false;
  const [a, b] = picks as [Pick, Pick];
  const room = Math.max(...picks.map(({ tick }) => ticks[tick]!.tolerance));
  const [first, last] = [Math.min(...ends) + room, Math.max(...ends) - room];
  return [2 * a.at - b.at, 2 * b.at - a.at].some((at) => at > first && at < last);
}

/** Labels beyond the outermost that is read may be hidden or not be read: as many as these, at most. */
const UNREAD = 3;

/**
 * Whether three labels or more of a straight law leave out more of their steps at an end of what they stand along than labels are lost:
 * whoever writes 0, 200 … 1000 writes 1200 to 4000 too, so the bar is another one, which ends sooner.
 */
function leavesEndOut(
  ticks: readonly LabelledTick[],
  picks: readonly Pick[],
  ends: readonly [number, number],
): boolean {
  if (picks.length < 3) return false;
  const places = picks.map(({ at }) => at).sort((a, b) => a - b);
  const step = Math.min(...places.slice(1).map((at, k) => at - places[k]!));
  const numbers = ticks.filter(({ candidates }) => candidates.length > 0).map(({ at }) => at);
  const rest = Math.max(Math.min(...numbers) - Math.min(...ends), Math.max(...ends) - Math.max(...numbers));
  return rest > (UNREAD + 1) * step;
}

/** Nothing between the outer labels and the ends. */
const areAtEnds = (picks: readonly Pick[], ends: readonly [number, number]): boolean => {
  const places = picks.map(({ at }) => at);
  const apart = Math.max(...places) - Math.min(...places);
  return apart > 0.9 * Math.abs(ends[1] - ends[0]);
};

/**
 * Whether labels at marks lie on any scale that bends at nought: −a, 0 and a do on those that are alike on both sides, and so
 * do two of which one is nought or that differ in sign. Words without marks belong to legends, which are linear; minor marks in
 * even steps say that a scale is, and so does room for −2a and 2a if it bends.
 */
function mayBend(
  ticks: readonly LabelledTick[],
  { picks, slope, intercept }: Consensus,
  { minor, ends }: Side,
): boolean {
  if (picks.some(({ tick }) => !ticks[tick]!.marked) || areEven(picks, minor)) return false;
  const values = picks.map(({ value }) => value).sort((a, b) => a - b);
  if (values.length === 2) return values[0]! * values[1]! <= 0 && !beginsAtNought(picks, ends);
  if (values.length !== 3 || values[1] !== 0 || values[0] !== -values[2]!) return false;
  return !ends?.some((end) => wouldLabelMore(values[2]!, Math.abs(intercept + slope * end)));
}

/**
 * Whether two labels alone are both ends of a bar, nought and what is no power of ten: a scale that bends at nought has one within it, or powers
 * of ten for its labels.
 */
function beginsAtNought(picks: readonly Pick[], ends: readonly [number, number] | undefined): boolean {
  const other = picks.find(({ value }) => value !== 0);
  const isEnd = picks.some(({ value }) => value === 0) && other !== undefined;
  return ends !== undefined && isEnd && areAtEnds(picks, ends) && !isDecade(Math.abs(other.value));
}

/** A label has room where it is this share of the way from 0 within the end: one at the very end may be missing. */
const ROOM = 0.02;

/**
 * Whether a bar that is labelled −a, 0 and a would have −2a or 2a on it too if its scale bent at nought. Matplotlib labels powers of
 * ten alone on such a scale; D3's, Vega's and Observable Plot's (log(1 + |v|)) has the ticks of a straight one, all of them that there is
 * room for.
 *
 * @param end the value at an end of the bar, as a straight scale has it, without its sign
 */
function wouldLabelMore(a: number, end: number): boolean {
  if (isDecade(a)) return false;
  return ((1 - ROOM) * end * Math.log1p(a)) / a > Math.log1p(2 * a);
}

/**
 * Whether labels on a logarithm are those of a power as well: in equal steps over less than a decade, which the ticks of a power are, and
 * without the marks between and beside them that a logarithm has.
 */
function mayBePower(picks: readonly Pick[], minor: readonly number[]): boolean {
  const values = picks.map(({ value }) => value).sort((a, b) => a - b);
  const step = values[1]! - values[0]!;
  const areEqual = values.slice(1).every((v, k) => Math.abs(v - values[k]! - step) < 1e-6 * step);
  return minor.length === 0 && values.length > 2 && areEqual && values.at(-1)! < 10 * values[0]!;
}

/** Whether unlabelled marks between the labels stand in other than even steps, as those of a logarithm do. */
function areUneven(picks: readonly Pick[], minor: readonly number[]): boolean {
  const places = picks.map(({ at }) => at);
  const isBetween = (at: number): boolean => at > Math.min(...places) && at < Math.max(...places);
  return minor.some(isBetween) && !areEven(picks, minor);
}

/** Marks this much nearer or farther (share of a step, pixels) than in even steps are so by rounding to pixels. */
const EVEN = { share: 0.25, pixels: 1.2 };

/** So many steps between marks tell whether they are even, and a step of so many pixels. */
const FEWEST_STEPS = 3;
const LEAST_STEP = 4;

/** Whether unlabelled marks between two ends stand in whole steps from one another, wherever the ends are, as far as can be told. */
function areInSteps(minor: readonly number[], ends: readonly [number, number]): boolean {
  const places = minor.filter((at) => (at - ends[0]) * (at - ends[1]) < 0).sort((a, b) => a - b);
  const steps = places.slice(1).map((at, k) => at - places[k]!);
  const least = Math.min(...steps);
  if (steps.length < FEWEST_STEPS || least < LEAST_STEP) return true;
  const step = (places.at(-1)! - places[0]!) / Math.round((places.at(-1)! - places[0]!) / least);
  const off = (at: number): number => Math.abs(at - Math.round(at / step) * step);
  return places.every((at) => off(at - places[0]!) <= Math.min(EVEN.pixels, EVEN.share * step));
}

/** Whether unlabelled marks between the labels divide what they span into even steps. */
function areEven(picks: readonly Pick[], minor: readonly number[]): boolean {
  const places = picks.map(({ at }) => at);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const all = [...places, ...minor.filter((at) => at > first && at < last)].sort((a, b) => a - b);
  if (all.length < 2 * places.length - 1) return false;
  const step = (last - first) / (all.length - 1);
  const most = Math.min(EVEN.pixels, EVEN.share * step);
  return all.every((at, k) => Math.abs(at - first - k * step) <= most);
}

/** Whether two values are multiples of their difference, as the ticks of a linear axis are. */
export function areMultiples(picks: readonly Pick[]): boolean {
  const [a, b] = picks.map((p) => p.value) as [number, number];
  const steps = a / (b - a);
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** Whether values are powers of ten. */
export const areDecades = (picks: readonly Pick[]): boolean => picks.every(({ value }) => isDecade(value));

/** Whether two positive values are so far apart that a logarithmic scale is likelier between them: on a linear one the lower is nought. */
export const spansDecades = (picks: readonly Pick[]): boolean => {
  const [a, b] = picks.map((p) => p.value) as [number, number];
  return a > 0 && b > 0 && Math.max(a / b, b / a) >= 100;
};

/** Share of unlabelled ticks that stand at whole multiples (1…9) of a power of ten under a logarithmic law. */
export function logarithmicShare(
  law: { slope: number; intercept: number },
  minor: readonly number[],
): number {
  let good = 0;
  for (const at of minor) {
    const u = law.intercept + law.slope * at;
    const mantissa = 10 ** (u - Math.floor(u));
    const off = Math.min(...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((m) => Math.abs(Math.log10(mantissa / m))));
    if (off <= 1.2 * Math.abs(law.slope)) good++;
  }
  return good / minor.length;
}
