import type { Box, Rgb } from '../../model/types.js';
import { boxHeight, unite } from '../layout/ink/rectangle.js';

/** Lines of one legend are no farther apart than this many heights of its swatches. */
const nextLine = 3;

/** A swatch of a legend, and its colour (sRGB). */
export interface ColouredSwatch {
  readonly box: Box;
  readonly colour: Rgb;
}

export const isOneLevel = (a: Box, b: Box, slack: number): boolean =>
  Math.abs(a.top - b.top) <= slack && Math.abs(a.bottom - b.bottom) <= slack;

/** Whether a swatch stands on the line above or below a row, between its ends or little beyond. */
export function isNextLine(one: Box, row: Box): boolean {
  const reach = nextLine * boxHeight(one);
  const gap = Math.max(one.top - row.bottom, row.top - one.bottom);
  return gap <= reach && one.right >= row.left - reach && one.left <= row.right + reach;
}

/**
 * The lines of a legend that had no room on one, as they are read: that of its first swatches, and the next ones below it.
 *
 * @param first the swatches of one line, from the left
 * @param alike all swatches of their size
 * @returns undefined where the legend has one line, or begins above this one
 */
export function wrappedLines(
  first: readonly ColouredSwatch[],
  alike: readonly ColouredSwatch[],
  slack: number,
): readonly ColouredSwatch[] | undefined {
  const lines: (readonly ColouredSwatch[])[] = [first];
  const boxOf = (line: readonly ColouredSwatch[]): Box => line.map(({ box }) => box).reduce(unite);
  const whole = boxOf(first);
  if (alike.some(({ box }) => box.bottom <= whole.top && isNextLine(box, whole))) return undefined;
  for (;;) {
    const last = boxOf(lines.at(-1)!);
    const below = alike.filter(({ box }) => box.top >= last.bottom && isNextLine(box, unite(last, whole)));
    if (below.length === 0) break;
    const nearest = below.reduce((a, b) => (b.box.top < a.box.top ? b : a));
    const line = below.filter(({ box }) => isOneLevel(box, nearest.box, slack));
    lines.push(line.sort((a, b) => a.box.left - b.box.left));
  }
  return lines.length > 1 ? lines.flat() : undefined;
}
