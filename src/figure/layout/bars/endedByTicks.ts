import { withoutRims } from '../../../bar/paddedEnds.js';
import { placeOf, withEnds } from '../../../bar/readBar.js';
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

/** Where an arrow sits is known from its taper to some pixels: a tick as near as this stands at the bar's end. */
const arrowSlack = 3;

/**
 * A bar whose end melts into the page ends at the tick just beyond what can be seen of it, one with an arrow at the tick where that
 * sits, one with rims beyond its ticks at these.
 */
export function endedByTicks(seen: ColourbarLayout, ticks: readonly number[]): ColourbarLayout {
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
    return isArrow ? nearest(ticks, at, Math.min(arrowSlack, most)) : undefined;
  };
  const ends = { low: tickAt('low', low, -outwards), high: tickAt('high', high, outwards) };
  return { ...bar, reading: withEnds(reading, ends) };
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
