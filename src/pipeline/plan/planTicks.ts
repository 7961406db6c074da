import { type Calibration, symlog } from '../../figure/labels/law.js';
import { UsageError } from '../../model/errors.js';
import type { Box, Scale } from '../../model/types.js';
import type { GivenTick, PlanOptions } from './options.js';
import type { PlacedPanel } from './planLayout.js';

/** Ticks given with their places lie on a law if it passes this near to each, pixels: marks are set by eye. */
const NEAR = 1.6;

/**
 * The ticks that are given, each with its place along the bar, and the bar's ends: bare values are given to the tick
 * marks that were found, from the bottom or the left.
 *
 * @returns ticks in order from the bar's bottom or left
 * @throws UsageError if there is no bar, or values and marks do not go together
 */
export function placedTicks(
  given: NonNullable<PlanOptions['ticks']>,
  { colourbarBox, bar }: PlacedPanel,
): { ticks: readonly GivenTick[]; ends: readonly [number, number] } {
  if (colourbarBox === null)
    throw new UsageError('ticks are those of a colourbar, but there is none', ['ticks', 'colourbar'], {
      code: 'ticks-without-colourbar',
    });
  const ends = bar?.layout.ends ?? endsOf(colourbarBox);
  const upward = ends[0] > ends[1];
  const marks = [...(bar?.layout.marks ?? [])].sort((a, b) => (upward ? b - a : a - b));
  const bare = given.filter((tick) => typeof tick === 'number');
  if (bare.length > 0 && bare.length !== marks.length)
    throw new UsageError(
      `ticks expects a value for each of the ${marks.length} tick marks found, or the place of each value, but received ${bare.length} values`,
      'ticks',
      { code: 'ticks-do-not-match', fields: { found: marks, received: bare } },
    );
  const ticks = given.map((tick, k) => (typeof tick === 'number' ? { value: tick, at: marks[k]! } : tick));
  const distinct = new Set(ticks.map(({ at }) => at)).size;
  if (ticks.length < 2 || distinct < ticks.length || !ticks.every(isFiniteTick))
    throw new UsageError(
      `ticks expects at least two values at different places, but received ${given.map((tick) => (typeof tick === 'number' ? tick : `${tick.value}@${tick.at}`)).join()}`,
      'ticks',
    );
  refuseBeyond(ticks, ends);
  return { ticks: [...ticks].sort((a, b) => (upward ? b.at - a.at : a.at - b.at)), ends };
}

/**
 * Of a bar's length: what a tick may lie beyond its ends. An arrow at an end takes a twentieth of a bar, and boxes that are drawn by hand are
 * some ten pixels off; farther out, places are of another bar, of a part of the picture, or columns for rows.
 */
const BEYOND_ENDS = 0.1;

/** @throws UsageError for a tick that does not lie along the bar */
function refuseBeyond(ticks: readonly GivenTick[], ends: readonly [number, number]): void {
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const slack = BEYOND_ENDS * (last - first);
  const beyond = ticks.find(({ at }) => at < first - slack || at > last + slack);
  if (beyond === undefined) return;
  throw new UsageError(
    `ticks expects places along the colourbar, which runs from ${Math.round(first)} to ${Math.round(last)}, but received ${beyond.value}@${beyond.at}`,
    'ticks',
    { code: 'tick-beyond-bar', fields: { ends, received: beyond } },
  );
}

const isFiniteTick = ({ value, at }: GivenTick): boolean => Number.isFinite(value) && Number.isFinite(at);

/** The low (bottom or left) and the high end of a bar whose box is all that is known. */
function endsOf({ left, top, right, bottom }: Box): readonly [number, number] {
  return bottom - top >= right - left ? [bottom, top] : [left, right];
}

/**
 * The law through all ticks: linear, or logarithmic if only that passes near each of them; undefined if neither does.
 *
 * @param scale the law that is wanted; `ticks`: none
 * @param threshold of a symmetric logarithm, which is looked for only where it is wanted
 */
export function calibrationThrough(
  ticks: readonly GivenTick[],
  scale: NonNullable<PlanOptions['scale']>,
  threshold?: number,
): (Calibration & { readonly scale: Scale }) | undefined {
  const laws = scale === 'auto' ? (['linear', 'log'] as const) : [scale];
  for (const law of laws) {
    if (law === 'ticks' || (law === 'symlog' && threshold === undefined)) continue;
    if (law === 'log' && !ticks.every(({ value }) => value > 0)) continue;
    const forward = forwardOf(law, threshold);
    const { slope, intercept } = lineThrough(ticks.map(({ at, value }) => [at, forward(value)]));
    const near = ticks.every(({ at, value }) => Math.abs((forward(value) - intercept) / slope - at) <= NEAR);
    if (slope === 0 || !near) continue;
    const read = ticks.map(({ at, value }) => ({ at, value, text: String(value) }));
    const bend = law === 'symlog' && threshold !== undefined ? { threshold } : {};
    return { scale: law, slope, intercept, ...bend, read, dropped: [], confidence: 1 };
  }
  return undefined;
}

/** What makes the values along a bar a straight line. */
function forwardOf(scale: Scale, threshold = 1): (value: number) => number {
  if (scale === 'linear') return (value) => value;
  return scale === 'log' ? Math.log10 : (value) => symlog(value, threshold);
}

/** The least-squares line through (x, y) points. */
function lineThrough(points: readonly (readonly [number, number])[]): { slope: number; intercept: number } {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const sxy = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const sxx = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = sxy / sxx;
  return { slope, intercept: meanY - slope * meanX };
}

/** Ticks as points of a scale: their positions along the bar, 0 at its low end, and their values. */
export function tickPositions(
  ticks: readonly GivenTick[],
  [low, high]: readonly [number, number],
): (readonly [number, number])[] {
  // Adding 0 makes a plain 0 of the −0 that a bar's low end may give.
  return ticks
    .map(({ at, value }) => [(at - low) / (high - low) + 0, value] as const)
    .sort((a, b) => a[0] - b[0]);
}
