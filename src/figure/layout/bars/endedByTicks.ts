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
  const tickAt = (end: 'low' | 'high', at: number, sign: number): number | undefined => {
    const { melts, tapers } = reading.ends[end];
    if (melts) return beyond(at, sign);
    const isArrow = tapers || reading.extensions[end]?.shape === 'pointed';
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

/** The tick that is nearest to a place, if it is near. */
function nearest(ticks: readonly number[], at: number, most: number): number | undefined {
  const [first] = [...ticks].sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
  return first !== undefined && Math.abs(first - at) <= most ? first : undefined;
}

/** Where a colourbar ends: pixels along it, its low end first. */
export function endsOf({ reading }: ColourbarLayout): readonly [number, number] {
  return [placeOf(reading, reading.ends.low.at), placeOf(reading, reading.ends.high.at)];
}
