import type { Box, Raster, Rgb } from '../model/types.js';
import { type BarEnd, barEnds } from './barEnds.js';
import { type BarExtension, barExtension } from './barExtensions.js';
import type { BarAxes } from './barPixel.js';
import { type BarProfile, barProfile } from './barProfile.js';
import {
  type BarEnds,
  type DrawnBar,
  drawnBar,
  drawnEnds,
  drawnSpread,
  turnedDrawnBar,
  turnedEnds,
} from './drawnBar.js';

/** A colourbar as it is drawn, read once: what its labels are placed against, and what its colourmap is made of. */
export interface BarReading extends BarAxes {
  /** The box that was read. */
  readonly box: Box;
  /** The bar itself, without the rows that arrows take from the box. Rows count from its low end. */
  readonly body: Box;
  readonly profile: BarProfile;
  /** Where the bar ends, in rows of its body. */
  readonly ends: BarEnds;
  /**
   * Pixels by which lines lie down or to the right of what they mark, as the renderer snapped them: ends are free of it, tick
   * marks as they are seen are not.
   */
  readonly snap: number;
  /** Arrows or blocks for values beyond the range, where there are any. */
  readonly extensions: { readonly low?: BarExtension; readonly high?: BarExtension };
  /** As the page itself gives it, from the low end; absent where only the pixels say. Where it has tick marks, the ends are its ends. */
  readonly drawn?: DrawnBar;
}

/** What is known of a bar before it is read. */
export interface BarFacts {
  /** Taken from the box's longer side unless told. */
  readonly orientation?: BarAxes['orientation'];
  /** The picture was compressed with losses (JPEG): a bar can look clean across its width and still be noisy. */
  readonly lossy?: boolean;
  /** Pixel coordinates along the bar at which it is known to end. */
  readonly ends?: { readonly low?: number | undefined; readonly high?: number | undefined };
  /** Thickness of its frame, pixels, where that has been measured. */
  readonly frame?: number;
  /** Colour of the page that it stands on, where that is known. */
  readonly page?: Rgb;
}

/** No JPEG is cleaner than its rounding. */
const leastNoise = 0.7;

/**
 * Reads a colourbar: its colours row by row, where it ends, and what is drawn beyond its ends. Its low end is at the
 * bottom or the left, for nothing in the bar itself says which end is low: see `turnedBar`.
 *
 * @param box the bar, frame included or not; extensions included or not
 */
export function readBar(
  raster: Raster,
  box: Box,
  { orientation, lossy = false, ends: known = {}, frame, page }: BarFacts,
): BarReading {
  const tall = box.bottom - box.top >= box.right - box.left;
  const axes = axesOf(orientation ?? (tall ? 'vertical' : 'horizontal'));
  // What lies at an end that is known has been seen: a handle.
  const extension = (end: 'low' | 'high') =>
    known[end] === undefined ? barExtension(raster, box, axes, end, { lossy, page }) : undefined;
  const [low, high] = [extension('low'), extension('high')];
  const body = withoutEnds(box, axes, low?.rowsInside ?? 0, high?.rowsInside ?? 0);
  const profile = barProfile(raster, body, axes, lossy ? leastNoise : 0);
  const { snap, ...ends } = barEnds(raster, body, axes, profile.colours.length / 3, {
    low: low !== undefined,
    high: high !== undefined,
    frame,
    page,
  });
  const drawn = drawnBar(raster, body, axes, ends);
  const isPlaced = drawn !== undefined && drawn.ticks.length > 0;
  const reading = {
    ...axes,
    box,
    body,
    profile,
    ends: isPlaced ? endsOf(drawn, body) : ends,
    ...(drawn && { drawn }),
    // Handles are not snapped, nor is what the page itself places.
    snap: isPlaced || (known.low !== undefined && known.high !== undefined) ? 0 : snap,
    extensions: { ...(low && { low }), ...(high && { high }) },
  };
  return withEnds(reading, known);
}

function endsOf({ gradient }: DrawnBar, body: Box): BarReading['ends'] {
  const [low, high] = drawnEnds(gradient, body);
  return { low: { at: low, spread: drawnSpread }, high: { at: high, spread: drawnSpread } };
}

/**
 * The same bar with ends where something else than its own pixels puts them, handles or ticks.
 *
 * @param ends pixel coordinates along the bar's axis
 */
export function withEnds(reading: BarReading, ends: NonNullable<BarFacts['ends']>): BarReading {
  if (ends.low === undefined && ends.high === undefined) return reading;
  const { drawn: _, ...seen } = reading;
  const { body, lowEnd } = seen;
  const row = (at: number): number =>
    lowEnd === 'bottom' || lowEnd === 'right' ? body[lowEnd] - at : at - body[lowEnd];
  const end = (at: number | undefined, seen: BarEnd): BarEnd =>
    at === undefined ? seen : { at: row(at), spread: knownSpread };
  return {
    ...seen,
    ends: { low: end(ends.low, reading.ends.low), high: end(ends.high, reading.ends.high) },
  };
}

/** Ticks and handles are drawn on whole pixels. */
const knownSpread = 0.4;

/** The axes of a bar that is low at its bottom or left. */
export const axesOf = (orientation: BarAxes['orientation']): BarAxes => ({
  orientation,
  lowEnd: orientation === 'vertical' ? 'bottom' : 'left',
});

/** The side across from each side of a rectangle. */
export const oppositeSide = { bottom: 'top', top: 'bottom', left: 'right', right: 'left' } as const;

/** The same bar with its low end where the high one was. */
export function turnedBar({ profile, ends, extensions, drawn, ...bar }: BarReading): BarReading {
  const n = profile.colours.length / 3;
  const colours = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) colours.set(profile.colours.subarray(3 * i, 3 * i + 3), 3 * (n - 1 - i));
  const { low, high } = extensions;
  return {
    ...bar,
    lowEnd: oppositeSide[bar.lowEnd],
    profile: { ...profile, colours, from: n - profile.to, to: n - profile.from },
    ends: turnedEnds(ends, n),
    extensions: { ...(high && { low: high }), ...(low && { high: low }) },
    ...(drawn && { drawn: turnedDrawnBar(drawn, n) }),
  };
}

/** Pixel coordinate along the bar's axis (x or y; pixel k spans k…k + 1) of a place in rows from its low end. */
export function placeOf({ body, lowEnd }: BarReading, row: number): number {
  return lowEnd === 'bottom' || lowEnd === 'right' ? body[lowEnd] - row : body[lowEnd] + row;
}

/** The box without `low` rows at its low end and `high` rows at its high end. */
function withoutEnds(
  { left, top, right, bottom }: Box,
  { orientation }: BarAxes,
  low: number,
  high: number,
): Box {
  return orientation === 'vertical'
    ? { left, right, top: top + high, bottom: bottom - low }
    : { top, bottom, left: left + low, right: right - high };
}
