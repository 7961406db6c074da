import { rgbRows } from '../../../bar/barProfile.js';
import { withoutRims } from '../../../bar/paddedEnds.js';
import { type BarReading, placeOf, withEnds } from '../../../bar/readBar.js';
import type { Rgb } from '../../../model/types.js';
import { difference } from '../ink/frame.js';
import type { ColourbarLayout } from './colourbar.js';

/** A tick farther beyond an end than this share of the bar's length does not stand at it. */
const endTickShare = 0.05;

/** A bar that the page itself gives ends where it is seen if its labels stand at other marks than those that the page gives. */
function endedAsTicks(bar: ColourbarLayout, ticks: readonly number[]): ColourbarLayout {
  const { reading } = bar;
  const { drawn } = reading;
  const isPlaced = drawn === undefined || ticks.every((at) => drawn.ticks.includes(at));
  return isPlaced ? bar : { ...bar, reading: { ...reading, ends: drawn.seen } };
}

/** Where an arrow sits is known from its taper to some pixels, fewer where no codec smears it: a tick as near as this stands at the bar's end. */
const arrowSlack = { exact: 1.5, lossy: 3 };

/**
 * A bar whose end melts into the page ends at the tick just beyond what can be seen of it, one with an arrow at the tick where that
 * sits, one with rims beyond its ticks at these.
 *
 * @param lossy the picture went through a lossy codec
 */
export function endedByTicks(
  seen: ColourbarLayout,
  ticks: readonly number[],
  lossy: boolean,
): ColourbarLayout {
  const bar = endedAsTicks(seen, ticks);
  const reading = withoutRims(bar.reading, ticks);
  const [low, high] = endsOf(bar);
  const most = endTickShare * Math.abs(high - low);
  const outwards = Math.sign(high - low);
  const beyond = (end: number, sign: number): number | undefined =>
    ticks.find((at) => (at - end) * sign > 0 && (at - end) * sign <= most);
  const hasArrow = (['low', 'high'] as const).some(
    (end) => reading.ends[end].tapers || reading.extensions[end]?.shape === 'pointed',
  );
  const tickAt = (end: 'low' | 'high', at: number, sign: number): number | undefined => {
    const { melts, tapers } = reading.ends[end];
    if (melts) return beyond(at, sign);
    const isArrow = tapers || reading.extensions[end]?.shape === 'pointed';
    const base = hasArrow ? baseOfArrow(reading, at, ticks) : undefined;
    if (base !== undefined) return base;
    const seat = isArrow
      ? nearest(ticks, at, Math.min(arrowSlack[lossy ? 'lossy' : 'exact'], most))
      : undefined;
    return isArrow && seat === undefined ? bluntSeat(reading, end, at, ticks) : seat;
  };
  const ends = { low: tickAt('low', low, -outwards), high: tickAt('high', high, outwards) };
  return { ...bar, reading: withEnds(reading, ends) };
}

/** Lines beside a tick's that its own line and its rims take. */
const tickRim = 3;
/** Lines of an arrow differ by no more than this, any channel; the last band of its bar differs from it by more. */
const arrowColour = { same: 8, other: 24 };

/**
 * The tick within a bar's end that an arrow sits on, which begins as wide as the bar: from there to the end it has the arrow's colour, along
 * less than half of the band of another colour before it. A last band of the arrow's colour is as long as that.
 */
function bluntSeat(
  reading: BarReading,
  end: 'low' | 'high',
  at: number,
  ticks: readonly number[],
): number | undefined {
  const colour = reading.extensions[end]?.colour;
  const seat = nearest(ticks, at, Number.POSITIVE_INFINITY);
  if (!colour || seat === undefined) return undefined;
  const lines = rgbRows(reading.profile.colours);
  const rowAt = (place: number): number => Math.floor(Math.abs(place - placeOf(reading, 0)));
  const inwards = end === 'high' ? -1 : 1;
  /** How many lines from one on have a colour. */
  const runOf = (row: number, by: number, own: Rgb): number => {
    let count = 0;
    for (let line = lines[row]; line && difference(line, own) <= arrowColour.same; count++)
      line = lines[row + by * (count + 1)];
    return count;
  };
  const first = rowAt(seat);
  const inner = first + inwards * tickRim;
  const band = lines[inner];
  if (!band || difference(band, colour) <= arrowColour.other) return undefined;
  const beyond = Math.abs(rowAt(at) - first);
  const isArrow = runOf(first - inwards * tickRim, -inwards, colour) >= beyond - 2 * tickRim;
  return isArrow && beyond > 2 * tickRim && 2 * beyond < runOf(inner, inwards, band) ? seat : undefined;
}

/** Classes are so many at least, of one colour but for what a codec leaves, and differ from the next; the base of an arrow is this share of one. */
const classes = { fewest: 4, same: 16, other: 24, base: 0.2 };

/**
 * The outermost tick of a bar of even classes with arrows, all of them between ticks: what lies beyond it is the base of an arrow that is yet
 * as wide as the bar, as no class is so short.
 */
function baseOfArrow(reading: BarReading, at: number, ticks: readonly number[]): number | undefined {
  const sorted = [...ticks].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((tick, k) => tick - sorted[k]!);
  const step = Math.min(...steps);
  if (sorted.length <= classes.fewest || steps.some((s) => Math.abs(s / step - Math.round(s / step)) > 0.1))
    return undefined;
  const seat = nearest(ticks, at, classes.base * step);
  if (seat === undefined) return undefined;
  const lines = rgbRows(reading.profile.colours);
  const lineAt = (place: number): Rgb | undefined => lines[Math.floor(Math.abs(place - placeOf(reading, 0)))];
  const count = Math.round((sorted.at(-1)! - sorted[0]!) / step);
  const own = (sorted.at(-1)! - sorted[0]!) / count;
  const middles = Array.from({ length: count }, (_, k) => sorted[0]! + (k + 0.5) * own);
  const isLike = (a: number, b: number, most: number): boolean => {
    const [one, other] = [lineAt(a), lineAt(b)];
    return one !== undefined && other !== undefined && difference(one, other) <= most;
  };
  const isClass = (middle: number): boolean =>
    [-0.25, 0.25].every((part) => isLike(middle, middle + part * own, classes.same));
  const areApart = middles.slice(1).every((middle, k) => !isLike(middle, middles[k]!, classes.other));
  return middles.every(isClass) && areApart ? seat : undefined;
}

/** The tick that is nearest to a place, if it is near. */
function nearest(ticks: readonly number[], at: number, most: number): number | undefined {
  const [first] = [...ticks].sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  return first !== undefined && Math.abs(first - at) <= most ? first : undefined;
}

/** Where a colourbar ends: pixels along it, its low end first. */
export function endsOf({ reading }: ColourbarLayout): readonly [number, number] {
  return [placeOf(reading, reading.ends.low.at), placeOf(reading, reading.ends.high.at)];
}
