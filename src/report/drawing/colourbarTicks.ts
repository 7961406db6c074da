import type { Box } from '../../model/types.js';
import type { ReportTick } from '../shown/input.js';

/**
 * Ticks of a colourbar as a report shows them: at the edge of the bar where ticks stand by custom, at the right of an
 * upright bar and below a lying one.
 *
 * @param at where along the bar each tick was found: row of the figure (upright) or column (lying)
 */
export function colourbarTicks(
  { left, top, right, bottom }: Box,
  ticks: readonly { readonly at: number; readonly text: string }[],
): ReportTick[] {
  const upright = bottom - top >= right - left;
  return ticks.map(({ at, text }) =>
    upright ? { x: right, y: at, label: text } : { x: at, y: bottom, label: text },
  );
}
