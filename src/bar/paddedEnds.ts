import { isGradient, isNoisy, rgbRows } from './barProfile.js';
import { type BarReading, placeOf, withEnds } from './readBar.js';

/** Both ends go on beyond the outer ticks by the same distance; ends and ticks are each known to half a pixel. */
const ALIKE = 2;
/** … which is no more than this share of the bar. */
const MOST = 0.06;
/** Colours of one value differ by no more (RGB units) in a lossless picture, and by so many deviations in others. */
const SAME = { units: 2, deviations: 4 };

/** Where noise hides small changes, colours change this many times as much within a tick as beyond it, or they do not cease to at it. */
const CEASED = 2;

/**
 * The bar without the rims beyond its outer ticks: ComplexHeatmap's legends go on by two points at both ends, in the colours of the
 * first and the last tick, so that these ticks can be seen; early ggplot2 draws twenty colours and puts its limits in the middle of the
 * outer ones.
 *
 * @param ticks pixel coordinates along the bar of its labelled ticks
 * @returns the bar as it was where it does not go on alike at both ends, or in other colours, or where a codec hides whether it does
 */
export function withoutRims(reading: BarReading, ticks: readonly number[]): BarReading {
  const { profile, ends, body, lowEnd } = reading;
  if (ticks.length < 3 || reading.drawn !== undefined) return reading;
  const [low, high] = [placeOf(reading, ends.low.at), placeOf(reading, ends.high.at)];
  const sorted = [...ticks].sort((a, b) => (a - b) * (high - low));
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const [before, beyond] = [Math.abs(first - low), Math.abs(high - last)];
  const isInside = (first - low) * (high - low) > 0 && (high - last) * (high - low) > 0;
  const most = MOST * Math.abs(high - low);
  if (!isInside || Math.abs(before - beyond) > ALIKE || Math.min(before, beyond) < 1) return reading;
  if (Math.max(before, beyond) > most) return reading;
  const rows = rgbRows(profile.colours);
  const off = (a: number, b: number): number =>
    Math.max(...[0, 1, 2].map((c) => Math.abs(rows[a]![c]! - rows[b]![c]!)));
  const slack = Math.max(SAME.units, SAME.deviations * profile.noise);
  const rowOf = (at: number): number =>
    Math.floor(lowEnd === 'bottom' || lowEnd === 'right' ? body[lowEnd] - at : at - body[lowEnd]);
  const [from, to] = [profile.from, profile.to - 1];
  const isEven = (a: number, b: number): boolean => {
    for (let row = a; row <= b; row++) if (off(row, a) > slack) return false;
    return true;
  };
  // Of rims of which nothing is seen there is nothing to say: a tick may be drawn across the bar there.
  if (from > rowOf(first) || to < rowOf(last)) return reading;
  if (!isEven(from, Math.max(from, rowOf(first) - 1)) || !isEven(Math.min(to, rowOf(last) + 1), to))
    return reading;
  const ceasesAt = (tick: number, end: number): boolean =>
    off(tick, Math.min(to, Math.max(from, 2 * tick - end))) > CEASED * off(tick, end);
  if (isNoisy(profile) && !(ceasesAt(rowOf(first), from) && ceasesAt(rowOf(last), to))) return reading;
  // Of a bar in fewer classes the last one is as wide as that.
  return isGradient(profile) ? withEnds(reading, { low: first, high: last }) : reading;
}
