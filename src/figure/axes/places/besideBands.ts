import { median } from '../../../numeric/statistics/statistics.js';

/** A run of one colour along a bar: pixels, from the top or the left. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** A bar of fewer bands, or of which they fill less than this share, is none in steps. */
const STEPPED = { bands: 4, share: 0.8 };
/** Labels are off what they label by one and the same distance but for rounding and what their shapes shift them by, pixels. */
const ALIKE = 1.5;
/** What labels are centred on they are off by less than this, pixels; and nearer than this share of a band to what they label. */
const CENTRED = 1.5;
const NEAR = 0.15;

/**
 * Whether labels without marks beside a bar in steps stand neither at the borders of its bands nor at their middles, all of them off both
 * by the same: some programs set text on the line of what it labels rather than centre it, and nothing says which of the two that is.
 *
 * @param places where the labels' middles are along the bar, pixels
 * @param bands the runs of one colour along the bar, from the top or the left
 * @param ends of the bar, pixels: handles lie on its outer bands
 */
export function standBesideBands(
  places: readonly number[],
  bands: readonly Band[],
  ends: readonly [number, number],
): boolean {
  const length = Math.abs(ends[1] - ends[0]);
  const filled = bands.reduce((sum, { from, to }) => sum + to - from, 0);
  if (bands.length < STEPPED.bands || filled < STEPPED.share * length) return false;
  const borders = bands.slice(1).map(({ from }, k) => (bands[k]!.to + from) / 2);
  const width = median(borders.slice(1).map((at, k) => at - borders[k]!));
  const standAt = (end: number) => (at: number) => Math.abs(at - end) <= CENTRED;
  const isFirst = (at: number): boolean =>
    [bands[0]!.from, Math.min(...ends)].some((end) => standAt(end)(at));
  const isLast = (at: number): boolean =>
    [bands.at(-1)!.to, Math.max(...ends)].some((end) => standAt(end)(at));
  // A bar's ends are what they are, whatever the bands; and where both have labels, none is off what it labels.
  if (places.some(isFirst) && places.some(isLast)) return false;
  const within = places.filter((at) => !isFirst(at) && !isLast(at));
  if (within.length < 2) return false;
  const off = within.map((at) =>
    borders.map((border) => at - border).reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a)),
  );
  const usual = median(off);
  // Where labels are beyond the outermost border the next one is not seen.
  const isWithin = (d: number): boolean => Math.abs(d) <= width / 2;
  if (!off.every((d) => !isWithin(d) || Math.abs(d - usual) <= ALIKE)) return false;
  const [border, middle] = [Math.abs(usual), width / 2 - Math.abs(usual)];
  return Math.min(border, middle) > Math.max(CENTRED, NEAR * width);
}
