import type { Box, Gradient, Raster } from '../model/types.js';
import type { BarEnd } from './barEnds.js';
import type { BarAxes } from './barPixel.js';

/** A bar's sides and ends are seen within its frame, which is so thick at most: pixels, and share of the bar's length. */
const [thickest, thickestShare] = [4, 0.03];
/** Ends that are seen are off by this many times their spread at most, and by the rounding of coordinates (pixels). */
const spreads = 2;
const rounding = 0.5;
/** Fewer lines beside a bar are not its tick marks. */
const leastTicks = 2;
/** Share of its length by which a bar goes on beyond an end that melts into the page, or that an arrow hides. */
const hidden = 0.1;
/** Standard error of coordinates that are written in the page, pixels. */
export const drawnSpread = 0.01;

/** Where a bar ends, in rows of its body from its low end. */
export interface BarEnds {
  readonly low: BarEnd;
  readonly high: BarEnd;
}

/** A bar as the page itself gives it. */
export interface DrawnBar {
  readonly gradient: Gradient;
  /**
   * Where its tick marks stand: pixel coordinates along it. None where it has none of its own, or where its program has rounded
   * them: its ends then stay where they are seen, as its labels' places do.
   */
  readonly ticks: readonly number[];
  /** Where its ends are seen, in rows of its body: what labels that stand at other marks are placed against. */
  readonly seen: BarEnds;
}

/**
 * The gradient of the page's own that a bar's box shows.
 *
 * @param body the bar's box, without arrows
 * @param ends where its pixels seem to end, in rows of the body from its low end
 */
export function drawnBar(
  { gradients = [], lines = [] }: Raster,
  body: Box,
  { orientation }: BarAxes,
  ends: BarEnds,
): DrawnBar | undefined {
  const [near, far] =
    orientation === 'vertical' ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  const length = Math.abs(ends.high.at - ends.low.at);
  const frame = Math.min(thickest, thickestShare * length);
  const isEnd = (at: number, seen: BarEnd): boolean =>
    Math.abs(at - seen.at) <=
    Math.max(frame, rounding + spreads * seen.spread) + (seen.melts ? hidden * length : 0);
  const gradient = gradients.find((one) => {
    const [low, high] = drawnEnds(one, body);
    return (
      one.orientation === orientation &&
      Math.abs(one.box[near] - body[near]) <= thickest &&
      Math.abs(one.box[far] - body[far]) <= thickest &&
      isEnd(low, ends.low) &&
      isEnd(high, ends.high)
    );
  });
  return gradient && { gradient, ticks: ticksBeside(lines, gradient), seen: ends };
}

/** Where lines begin or end at a long side of a gradient, between its ends: those of its frame run from side to side. */
function ticksBeside(lines: readonly Box[], { box, orientation }: Gradient): number[] {
  const isUpright = orientation === 'vertical';
  const [start, end, near, far] = isUpright
    ? (['top', 'bottom', 'left', 'right'] as const)
    : (['left', 'right', 'top', 'bottom'] as const);
  const width = box[far] - box[near];
  const at = lines.flatMap((line) => {
    const isAcross = line[end] - line[start] < line[far] - line[near];
    const isBetween = line[start] >= box[start] - rounding && line[end] <= box[end] + rounding;
    const touches = [near, far].some((side) =>
      [line[near], line[far]].some((tip) => Math.abs(tip - box[side]) <= thickest),
    );
    const isFrame =
      Math.abs(line[far] - line[near] - width) <= rounding && line[near] - box[near] <= rounding;
    return isAcross && isBetween && touches && !isFrame ? [(line[start] + line[end]) / 2] : [];
  });
  const isRounded = at.every((place) => Number.isInteger(2 * place));
  return at.length < leastTicks || isRounded ? [] : [...new Set(at)].sort((a, b) => a - b);
}

/** Where a gradient begins and ends in rows of a box from its bottom or left. */
export const drawnEnds = ({ box, orientation }: Gradient, body: Box): readonly [number, number] =>
  orientation === 'vertical'
    ? [body.bottom - box.bottom, body.bottom - box.top]
    : [box.left - body.left, box.right - body.left];

/** The same bar with its low end where the high one was; its body has so many rows. */
export function turnedDrawnBar({ gradient, seen, ...bar }: DrawnBar, rows: number): DrawnBar {
  const { colours, places } = gradient;
  const n = colours.length / 3;
  return {
    ...bar,
    seen: turnedEnds(seen, rows),
    gradient: {
      ...gradient,
      colours: Float64Array.from(colours, (_, o) => colours[3 * (n - 1 - Math.floor(o / 3)) + (o % 3)]!),
      places: places.map((_, k) => 1 - places[places.length - 1 - k]!),
    },
  };
}

export const turnedEnds = ({ low, high }: BarEnds, rows: number): BarEnds => ({
  low: { ...high, at: rows - high.at },
  high: { ...low, at: rows - low.at },
});
