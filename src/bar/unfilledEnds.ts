import type { Rgb } from '../model/types.js';
import { median } from '../numeric/statistics/statistics.js';
import { isNoisy, rgbRows } from './barProfile.js';
import { type BarReading, placeOf, withEnds } from './readBar.js';

/** The page's colour, inside a frame as outside of it, give or take what a codec does to it (RGB units). */
const samePage = { lossless: 1, lossy: 16 };
/** A gap is longer than a frame's rim, and shorter than this share of the bar. */
const gap = { rows: 3, share: 0.3 };
/** Rows over which a codec or a renderer spreads the edge of what is filled. */
const edgeRows = 2;
/** Where a bar's colours begin, they do so at once: with a step of as many usual ones, and of more than this (RGB units). */
const step = { times: 8, least: 60 };
/** So many colours have bars that are drawn as gradients; of those in classes the last one may have the page's colour. */
const fewestColours = 24;

/**
 * The bar without what its frame leaves empty: where an axis goes on to round numbers beyond the data (Veusz), the frame does so too, and
 * shows the page from where the colours begin. One end tells: there the page stops at a colour that is far from it. At the other one a
 * map may fade into the page's colour; then what has that colour is taken for empty as well.
 *
 * @returns the bar as it was where no end begins so
 */
export function withoutUnfilledEnds(reading: BarReading, page: Rgb): BarReading {
  const { profile, drawn } = reading;
  const rows = rgbRows(profile.colours);
  const n = rows.length;
  const same = isNoisy(profile) ? samePage.lossy : samePage.lossless;
  const apart = (a: Rgb, b: Rgb): number => Math.max(...a.map((v, c) => Math.abs(v - b[c]!)));
  const isEmpty = (row: number): boolean => apart(rows[row]!, page) <= same;
  const { from, to } = profile;
  if (drawn !== undefined || to - from < fewestColours) return reading;
  /** Rows of the page's colour next to an end, and whether they stop at another one at once. */
  const emptyFrom = (first: number, by: 1 | -1): { readonly rows: number; readonly stops: boolean } => {
    let empty = 0;
    while (empty <= gap.share * n && isEmpty(first + by * empty)) empty++;
    if (empty < gap.rows || empty > gap.share * n) return { rows: 0, stops: false };
    const usual = median(
      Float64Array.from({ length: to - from - 1 }, (_, k) => apart(rows[from + k]!, rows[from + k + 1]!)),
    );
    const jump = apart(rows[first + by * (empty + edgeRows - 1)]!, page);
    return { rows: empty, stops: jump > Math.max(step.least, step.times * usual) };
  };
  const [low, high] = [emptyFrom(from, 1), emptyFrom(to - 1, -1)];
  if (!low.stops && !high.stops) return reading;
  if (new Set(rows.slice(from, to).map((row) => row.map(Math.round).join())).size < fewestColours)
    return reading;
  return withEnds(reading, {
    ...(low.rows > 0 && { low: placeOf(reading, from + low.rows) }),
    ...(high.rows > 0 && { high: placeOf(reading, to - high.rows) }),
  });
}
