import type { Rgb } from '../model/types.js';
import { median } from '../numeric/statistics/statistics.js';
import { isGradient, isNoisy, rgbRows } from './barProfile.js';
import { type BarReading, placeOf, withEnds } from './readBar.js';

/** The page's colour, inside a frame as outside of it, give or take what a codec does to it (RGB units). */
const samePage = { lossless: 1, lossy: 16 };
/** A gap is longer than a frame's rim, and shorter than this share of the bar. */
const gap = { rows: 3, share: 0.3 };
/** Rows over which a codec or a renderer spreads the edge of what is filled. */
const edgeRows = 2;
/** Where a bar's colours begin, they do so at once: with a step of as many usual ones, and of more than this (RGB units). */
const step = { times: 8, least: 60 };

/**
 * The bar without what its frame leaves empty: where an axis goes on to round numbers beyond the data (Veusz), the frame does so too, and
 * shows the page from where the colours begin. One end tells: there the page stops at a colour that is far from it. At the other one a
 * map may fade into the page's colour; then what has that colour is taken for empty as well.
 *
 * @returns the bar as it was where no end begins so
 */
export function withoutUnfilledEnds(reading: BarReading, page: Rgb): BarReading {
  const { profile, drawn } = reading;
  if (drawn !== undefined) return reading;
  const { from, to } = profile;
  const rows = rgbRows(profile.colours);
  const n = rows.length;
  const same = isNoisy(profile) ? samePage.lossy : samePage.lossless;
  const apart = (a: Rgb, b: Rgb): number => Math.max(...a.map((v, c) => Math.abs(v - b[c]!)));
  const isEmpty = (row: number): boolean => row >= 0 && row < n && apart(rows[row]!, page) <= same;
  const emptyFrom = (first: number, by: 1 | -1): number => {
    let empty = 0;
    while (empty <= gap.share * n && isEmpty(first + by * empty)) empty++;
    return empty < gap.rows || empty > gap.share * n ? 0 : empty;
  };
  const [low, high] = [emptyFrom(from, 1), emptyFrom(to - 1, -1)];
  // Of a bar in classes the last one may have the page's colour.
  if ((low === 0 && high === 0) || !isGradient(profile)) return reading;
  const usual = median(rows.slice(from + 1, to).map((row, k) => apart(row, rows[from + k]!)));
  const least = Math.max(step.least, step.times * usual);
  const stops = (empty: number, first: number, by: 1 | -1): boolean =>
    empty > 0 && apart(rows[first + by * (empty + edgeRows - 1)]!, page) > least;
  if (!stops(low, from, 1) && !stops(high, to - 1, -1)) return reading;
  return withEnds(reading, {
    ...(low > 0 && { low: placeOf(reading, from + low) }),
    ...(high > 0 && { high: placeOf(reading, to - high) }),
  });
}
