import type { Scale } from '../../model/types.js';
import type { Consensus, Pick as Picked } from './consensus.js';
import { SAME_PLACE } from './endValue.js';
import type { LabelledTick } from './law.js';

/** Beside ticks that say the range better, ends that are rounded by more than this share of it, half a unit of the last digit, say nothing. */
const ROUNDED = 0.01;
/**
 * Where ends alone say a range, what they may have been rounded by counts from here on: two per cent are wrong (see `endsKnown`), and
 * places leave a part of that open.
 */
const COUNTS = 0.015;

/**
 * So many labels at even places that differ by one number are exact: of numbers rounded to their last digit, as many seldom do. Fewer
 * are exact where they are ticks that a program chose.
 */
const EVEN_BY_CHANCE = 4;

/**
 * Whether a range may be rounded to what is written at its ends or at equal parts of it, by more than counts. A program that
 * divides a bar into equal parts, or writes at its ends alone, writes as many digits as it likes; one that chooses ticks has exact ones.
 *
 * @param ends pixel coordinates of both ends
 */
export function areEndsRounded(
  ticks: readonly LabelledTick[],
  picks: readonly Picked[],
  scale: Scale,
  ends: readonly [number, number],
): boolean {
  if (placesOf(picks) > EVEN_BY_CHANCE || picks.some(({ power }) => power)) return false;
  const values = picks.map(({ value }) => value);
  const isDivided = values.length > 2 && scale === 'linear';
  if (isDivided && (isAutomatic(values) || areTicksOfRange(ticks, picks, ends))) return false;
  const [low, high] = ends.map((end) => {
    const nearest = picks.reduce((a, b) => (Math.abs(b.at - end) < Math.abs(a.at - end) ? b : a));
    // Where equal parts are labelled, some of them may not be: what is written was rounded all the same.
    return isDivided || Math.abs(nearest.at - end) <= SAME_PLACE ? nearest : undefined;
  });
  if (low === undefined || high === undefined) return false;
  if (areBounds(values)) return false;
  const units = unitsOf(picks.map((p) => unitOf(ticks, p)));
  const inDigits = [low, high].map((pick) => Math.abs(pick.value) / units[picks.indexOf(pick)]!);
  if (areChosen(inDigits)) return false;
  const range =
    scale === 'log' ? Math.abs(Math.log10(high.value / low.value)) : Math.abs(high.value - low.value);
  return [low, high].some((pick) => {
    if (scale === 'log' && isDecade(pick.value)) return false;
    const half = units[picks.indexOf(pick)]! / 2;
    const open = scale === 'log' ? half / (pick.value * Math.LN10) : half;
    return open > COUNTS * range;
  });
}

/** Limits that are chosen are multiples of this, in units of their last digit; of those that were rounded one in five is. */
const CHOSEN = 5;

/** Whether both ends of a range are numbers that are chosen rather than what others were rounded to; nought is as likely either. */
function areChosen(ends: readonly number[]): boolean {
  const sizes = ends.map(Math.round).filter((size) => size > 0);
  return sizes.length > 0 && sizes.every((size) => size % CHOSEN === 0);
}

/** Into how many places the nearest two labels divide what all of them span: some may not have been read. */
function placesOf(picks: readonly Picked[]): number {
  const places = picks.map(({ at }) => at).sort((a, b) => a - b);
  const step = Math.min(...places.slice(1).map((at, k) => at - places[k]!));
  return 1 + Math.round((places.at(-1)! - places[0]!) / step);
}

/** Shares lie between 0 and 1, correlations between −1 and 1: these are no rounded numbers. */
function areBounds(values: readonly number[]): boolean {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return high === 1 && (low === 0 || low === -1);
}

/** A label's value and what one in its last digit is worth. */
export interface Written {
  readonly value: number;
  readonly lastDigit: number;
}

export const unitOf = (ticks: readonly LabelledTick[], { tick, value }: Picked): Written => ({
  value,
  lastDigit: ticks[tick]!.candidates.find((c) => Math.abs(c.value) === Math.abs(value))?.lastDigit ?? 0,
});

/**
 * What labels were rounded to. Noughts at the end are left out by some programs, so a label may be as exact as the most exact one of its size
 * or larger: digits that are counted from the first one are fewer behind the point of larger numbers. Where one label has a nought behind its
 * point, none was left out.
 */
export const unitsOf = (labels: readonly Written[]): number[] =>
  labels.some(endsInNought)
    ? labels.map(({ lastDigit }) => lastDigit)
    : labels.map(({ value }) =>
        Math.min(
          ...labels.filter((other) => Math.abs(other.value) >= Math.abs(value)).map((o) => o.lastDigit),
        ),
      );

/** Whether the last of several digits behind a point is a nought: a program that leaves noughts out writes one behind a whole number at most. */
const endsInNought = ({ value, lastDigit }: Written): boolean =>
  lastDigit > 0 && lastDigit < 0.05 && Math.round(value / lastDigit) % 10 === 0;

/** Whether a value is a power of ten. */
export const isDecade = (value: number): boolean =>
  value > 0 && Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

/** Steps of the ticks that programs choose. */
const STEPS = [1, 2, 2.5, 5, 10];

/** Whether values are ticks that a program chose: multiples of 1, 2, 2.5 or 5 times a power of ten. */
export function isAutomatic(values: readonly number[]): boolean {
  const step = stepOf(values);
  const mantissa = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
  return STEPS.some((s) => Math.abs(mantissa / s - 1) < 1e-6) && areWhole(values, step);
}

/** The least difference of two numbers. */
function stepOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.min(...sorted.slice(1).map((v, k) => v - sorted[k]!));
}

const areWhole = (values: readonly number[], step: number): boolean =>
  values.every((v) => Math.abs(v / step - Math.round(v / step)) < 1e-6 * Math.max(1, Math.abs(v / step)));

const FEWEST_MARKS = 3;

/**
 * Whether labels at marks are multiples of any step and the marks are no division of the bar, nor is what they leave of it at one end as
 * long as at the other: they are ticks within a range then (ggplot2 has steps of 3 and 4 as well).
 */
function areTicksOfRange(
  ticks: readonly LabelledTick[],
  picks: readonly Picked[],
  ends: readonly [number, number],
): boolean {
  // One mark may be as pale as the bar is there.
  if (picks.filter(({ tick }) => ticks[tick]!.marked).length < FEWEST_MARKS) return false;
  const values = picks.map(({ value }) => value);
  if (!areWhole(values, stepOf(values))) return false;
  const places = picks.map(({ at }) => at);
  const step = stepOf(places);
  const left = Math.min(...places) - Math.min(...ends);
  const right = Math.max(...ends) - Math.max(...places);
  // Equal steps from one end of a bar on may be as arbitrary as parts of all of it.
  if (Math.min(left, right) <= SAME_PLACE) return false;
  const steps = (left - right) / step;
  return step * Math.abs(steps - Math.round(steps)) > 2 * SAME_PLACE;
}

/**
 * Whether the one label that a straight law through all others misses begins what that law says there, written as exactly as they are:
 * its last digits may have been lost (−1 of −1.1), though rounding would explain it as well.
 */
export function seemsCut(
  ticks: readonly LabelledTick[],
  { picks, slope, intercept }: Pick<Consensus, 'picks' | 'slope' | 'intercept'>,
): boolean {
  const missed = ticks.filter((_, k) => picks.every(({ tick }) => tick !== k));
  const [label] = missed;
  const read = label?.candidates[0];
  if (missed.length !== 1 || read === undefined) return false;
  // Before an exponent no digit is lost.
  if (/\de/i.test(label!.text)) return false;
  const unit = Math.min(...picks.map((pick) => unitOf(ticks, pick).lastDigit));
  if (!(unit > 0 && unit < 1)) return false;
  const written = (intercept + slope * label!.at).toFixed(Math.round(-Math.log10(unit)));
  const text = String(read.value);
  // A nought at the end that is not written is no digit lost.
  return Number(written) !== read.value && written.startsWith(text);
}

/**
 * The labels but those at an end of a bar that a straight law through ticks says as well, only that they are rounded: ParaView writes
 * 0.2, 0.4 … where they belong and both ends in two digits (1.1e+00 of 1.07). All labels where there are no such ends.
 */
export function withoutRoundedEnds(
  ticks: readonly LabelledTick[],
  { picks, slope, intercept }: Pick<Consensus, 'picks' | 'slope' | 'intercept'>,
  ends: readonly [number, number] | undefined,
): readonly LabelledTick[] {
  if (ends === undefined) return ticks;
  const held = new Set(picks.map(({ tick }) => tick));
  const endAt = ({ at }: { readonly at: number }): number | undefined =>
    ends.find((end) => Math.abs(at - end) <= SAME_PLACE);
  const isAtEnd = (label: { readonly at: number }): boolean => endAt(label) !== undefined;
  // Places are rounded as well: what stands at an end is there, though its mark may be drawn a pixel off.
  const isRounded = ({ at, tolerance, candidates: [read] }: LabelledTick): boolean =>
    read !== undefined &&
    [at, endAt({ at }) ?? at].some(
      (place) =>
        Math.abs(read.value - intercept - slope * place) <= read.lastDigit / 2 + tolerance * Math.abs(slope),
    );
  const within = picks.filter((pick) => !isAtEnd(pick));
  const inner = within.map(({ value }) => value);
  if (inner.length >= 3 && !isAutomatic(inner)) {
    const finest = Math.max(...within.map((pick) => unitOf(ticks, pick).lastDigit));
    const isCoarse = ({ candidates: [read] }: LabelledTick): boolean =>
      read !== undefined && read.lastDigit >= FINER * finest;
    if (!areEquallySpaced(within, finest)) return ticks;
    return ticks.filter((tick) => !isAtEnd(tick) || !isCoarse(tick) || !isRounded(tick));
  }
  // An end that is a tick itself is as good as another: 0 of 0, 50000, 100000 and 1.4e+05.
  const exact = inner.length === 2 ? picks.map(({ value }) => value) : inner;
  return exact.length >= 3 && isAutomatic(exact)
    ? ticks.filter((tick, k) => held.has(k) || !isAtEnd(tick) || !isRounded(tick))
    : ticks;
}

/** Labels in equal parts of a bar are exact beside ends of which a digit is worth so many of theirs. */
const FINER = 100;

/** Whether values are in steps that are equal to their last digits, of which these have many. */
function areEquallySpaced(picks: readonly Picked[], lastDigit: number): boolean {
  const sorted = picks.map(({ value }) => value).sort((a, b) => a - b);
  const steps = sorted.slice(1).map((value, k) => value - sorted[k]!);
  const step = (sorted.at(-1)! - sorted[0]!) / steps.length;
  return step >= FINER * lastDigit && steps.every((s) => Math.abs(s - step) <= 1.01 * lastDigit);
}

/**
 * The labels but those at an end of a bar that were rounded by more than counts, where ticks that a program chose say between them what
 * the law is: ParaView writes 2.8e+00 at the end of a bar that goes to 2.836. All labels where there are no such ends.
 */
export function withoutCoarseEnds(
  ticks: readonly LabelledTick[],
  { picks, slope }: Pick<Consensus, 'picks' | 'slope'>,
  ends: readonly [number, number] | undefined,
): readonly LabelledTick[] {
  if (ends === undefined) return ticks;
  const range = Math.abs(slope * (ends[1] - ends[0]));
  const atEnds = picks.filter(({ at }) => ends.some((end) => Math.abs(at - end) <= SAME_PLACE));
  const coarse = atEnds.filter((pick) => unitOf(ticks, pick).lastDigit / 2 > ROUNDED * range);
  const inner = picks.filter((pick) => !atEnds.includes(pick)).map(({ value }) => value);
  if (coarse.length === 0 || inner.length < 3 || !isAutomatic(inner)) return ticks;
  // What is a tick of the same steps is exact, however few digits it has.
  const rounded = coarse.filter(({ value }) => !isAutomatic([...inner, value]));
  return ticks.filter((_, k) => rounded.every(({ tick }) => tick !== k));
}
