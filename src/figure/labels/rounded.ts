import type { Pick } from './consensus.js';
import { certainOf, isClear } from './evidence.js';
import type { AgreedLaw, LabelledTick } from './law.js';
import { unitOf, unitsOf } from './rounding.js';

/** With fewer labels, rounded numbers lie on lines by chance. */
const FEWEST = 4;
/** What a law through rounded labels is worth, beside one that every label confirms. */
const CONFIDENCE = 0.85;
/** Ends that are known to this share of the range, give or take, are right; no bend has much more room between the labels. */
const NARROW = 0.02;
/**
 * Pixels that a label may lie off such a law, as shares of what it may lie off others: marks are rounded by half of one;
 * words without marks are seldom farther off than is allowed, and never twice as far.
 */
const OFF = { mark: 0.4, word: 2 };

/**
 * The straight law of labels that are rounded to their last digit (15, 15.6, 16.1, 16.7: steps of 0.55), which a
 * program writes that divides a bar into equal parts. Every label leaves half a unit of its last digit open; of all lines
 * that pass through all of these intervals the middle one at both ends is taken. What it says is given as what the
 * labels say, for that is what they were before they were rounded.
 *
 * @param ends pixel coordinates up to which the law is wanted
 * @returns null unless the labels are certain, one or the other of more than four borne out by the rest, and there is such a line; not sure
 * where these lines differ at the ends
 */
export function roundedLaw(
  ticks: readonly LabelledTick[],
  ends: readonly [number, number] | undefined,
): AgreedLaw | null {
  if (ends === undefined || ticks.length < FEWEST) return null;
  if (ticks.some((t) => t.candidates.length === 0 || t.also !== undefined)) return null;
  const picks = ticks.map((t, tick): Pick => {
    const { value, cost, power, reading } = t.candidates[0]!;
    return { tick, at: t.at, value, cost, power, reading, supposed: false };
  });
  // A line through certain labels bears out what may be no number, but is no other one.
  const certain = certainOf(ticks, picks);
  const areBorneOut = certain.length === picks.length || certain.length >= FEWEST;
  if (!areBorneOut || !picks.every((pick) => isClear(ticks, pick))) return null;
  const [from, to] = ends;
  const first = picks.reduce((a, b) => (b.at < a.at ? b : a));
  const last = picks.reduce((a, b) => (b.at > a.at ? b : a));
  // What is left of labels that were cut alike may say one number throughout.
  if (first.value === last.value) return null;
  const usual = Math.abs((last.value - first.value) / (last.at - first.at));
  const isEven = areEvenlySpaced(ticks);
  // Large numbers are rounded to noughts.
  const noughts = commonNoughts(picks.map(({ value }) => value));
  const units = unitsOf(picks.map((pick) => unitOf(ticks, pick))).map((unit) => Math.max(unit, noughts));
  const intervals = picks.map(({ at, value, tick }, k): Interval => {
    const { tolerance, placed } = ticks[tick]!;
    const off = (placed ? OFF.mark : OFF.word) * tolerance;
    const half = (isEven ? units[k]! / 2 : 0) + off * usual;
    return { at, low: value - half, high: value + half };
  });
  const lines = linesThrough(intervals).map(({ slope, intercept }) => ends.map((e) => intercept + slope * e));
  if (lines.length === 0) return null;
  const [a, b] = [0, 1].map((k) => bounds(lines.map((line) => line[k]!))) as [Bounds, Bounds];
  const range = Math.abs(b.middle - a.middle);
  const open = Math.max(a.half, b.half);
  // Lines thin out towards the outermost: evenly over a polygon, so their ends are spread over a triangle, each of the two.
  const share = Math.min(1, (NARROW * range) / open);
  const slope = (b.middle - a.middle) / (to - from);
  const intercept = a.middle - slope * from;
  // Places leave more open than digits do: what a label stood for is what it says, once rounded.
  const shortest = (value: number, k: number): number => {
    const written = Math.abs(value - picks[k]!.value);
    const half = Math.max(written, (isEven ? units[k]! / 2 : 0) * (1 + 1e-9));
    for (let digits = 1; digits < 13; digits++) {
      const short = Number(value.toPrecision(digits));
      if (Math.abs(short - value) <= open && Math.abs(short - picks[k]!.value) <= half) return short;
    }
    return value;
  };
  const confidence = CONFIDENCE * (1 - (1 - share) ** 2) ** 2;
  return {
    scale: 'linear',
    slope,
    intercept,
    read: [...picks]
      .sort((p, q) => p.at - q.at)
      .map(({ at, tick }) => ({
        at,
        value: shortest(intercept + slope * at, tick),
        text: ticks[tick]!.text,
      })),
    dropped: [],
    agreed: CONFIDENCE,
    confidence,
    onAxis: confidence,
  };
}

/** The power of ten of which whole numbers are all multiples; 0 where some are none. */
function commonNoughts(values: readonly number[]): number {
  if (values.some((v) => !Number.isInteger(v)) || values.every((v) => v === 0)) return 0;
  let unit = 1;
  while (values.every((v) => v % (10 * unit) === 0)) unit *= 10;
  return unit;
}

/** Of places in even steps no more than half are left out: squares stand at whole steps too, farther and farther apart. */
const LEFT_OUT = 2;

/** Places in one step, some of them perhaps left out: labels elsewhere were put where their values are exact. */
function areEvenlySpaced(ticks: readonly LabelledTick[]): boolean {
  const places = ticks.map(({ at }) => at).sort((a, b) => a - b);
  const step = Math.min(...places.slice(1).map((at, k) => at - places[k]!));
  const slack = 2 * Math.max(...ticks.map(({ tolerance }) => tolerance));
  if ((places.at(-1)! - places[0]!) / step > LEFT_OUT * (places.length - 1) + 0.5) return false;
  return places.slice(1).every((at, k) => {
    const steps = (at - places[k]!) / step;
    return Math.abs(steps - Math.round(steps)) * step <= slack;
  });
}

interface Interval {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

type Bounds = { readonly middle: number; readonly half: number };

function bounds(values: readonly number[]): Bounds {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { middle: (low + high) / 2, half: (high - low) / 2 };
}

/** The outermost of all lines that pass through all intervals: each goes through an end of two of them. */
function linesThrough(intervals: readonly Interval[]): { slope: number; intercept: number }[] {
  const corners = intervals.flatMap(({ at, low, high }) => [
    { at, value: low },
    { at, value: high },
  ]);
  const found: { slope: number; intercept: number }[] = [];
  for (const a of corners)
    for (const b of corners) {
      if (b.at <= a.at) continue;
      const slope = (b.value - a.value) / (b.at - a.at);
      const intercept = a.value - slope * a.at;
      const slack = 1e-9 * Math.abs(b.value - a.value);
      const isThrough = intervals.every(({ at, low, high }) => {
        const value = intercept + slope * at;
        return value >= low - slack && value <= high + slack;
      });
      if (isThrough) found.push({ slope, intercept });
    }
  return found;
}
