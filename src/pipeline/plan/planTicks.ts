import type { Calibration } from '../../figure/labels/law.js';
import { UsageError } from '../../model/errors.js';
import type { Box } from '../../model/types.js';
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
      `ticks expects at least two values at different places, but received ${JSON.stringify(given)}`,
      'ticks',
    );
  return { ticks: [...ticks].sort((a, b) => (upward ? b.at - a.at : a.at - b.at)), ends };
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
 */
export function calibrationThrough(
  ticks: readonly GivenTick[],
  scale: NonNullable<PlanOptions['scale']>,
): (Calibration & { readonly scale: 'linear' | 'log' }) | undefined {
  const laws = scale === 'auto' ? (['linear', 'log'] as const) : [scale];
  for (const law of laws) {
    if (law !== 'linear' && law !== 'log') continue;
    if (law === 'log' && !ticks.every(({ value }) => value > 0)) continue;
    const forward = law === 'log' ? Math.log10 : (value: number) => value;
    const { slope, intercept } = lineThrough(ticks.map(({ at, value }) => [at, forward(value)]));
    const near = ticks.every(({ at, value }) => Math.abs((forward(value) - intercept) / slope - at) <= NEAR);
    if (slope === 0 || !near) continue;
    const read = ticks.map(({ at, value }) => ({ at, value, text: String(value) }));
    return { scale: law, slope, intercept, read, dropped: [], confidence: 1 };
  }
  return undefined;
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
