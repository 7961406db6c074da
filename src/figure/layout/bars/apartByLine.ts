import type { Box, Raster } from '../../../model/types.js';
import { intersect, unite } from '../ink/rectangle.js';

/** Lines this near to a plot are its own frame, with rims (pixels). */
const OWN = 4;
/** Pixels of one colour differ by no more than this, any channel, also where a codec has been; a card's border or ground differs by more. */
const ALIKE = 8;
/** Of a line so many pixels have its colour: shadows and round corners are at its ends. */
const MOST = 0.98;

/**
 * Whether two parts of a figure stand on cards of their own: between them runs a line from end to end of both, or a ground of
 * another colour than on its two sides.
 */
export function areApartByLine(raster: Raster, one: Box, other: Box): boolean {
  const both = unite(one, other);
  const { left, top, right, bottom } = intersect(one, other);
  // Of boxes that do not meet, the sides of their gap are the wrong way round.
  if (right + 2 * OWN < left)
    return isParted(raster, [right + OWN, left - OWN], [both.top, both.bottom], true);
  if (bottom + 2 * OWN < top)
    return isParted(raster, [bottom + OWN, top - OWN], [both.left, both.right], false);
  return false;
}

/** Whether lines of one colour across a gap have another colour somewhere than before and behind. */
function isParted(
  { data, width, height }: Raster,
  [from, to]: readonly [number, number],
  [first, last]: readonly [number, number],
  isColumn: boolean,
): boolean {
  if (first < 0 || last > (isColumn ? height : width)) return false;
  const offset = (line: number, at: number): number => 4 * (isColumn ? at * width + line : line * width + at);
  const apart = (a: number, b: number): number =>
    Math.max(
      Math.abs(data[a]! - data[b]!),
      Math.abs(data[a + 1]! - data[b + 1]!),
      Math.abs(data[a + 2]! - data[b + 2]!),
    );
  const middle = (first + last) >> 1;
  // One pixel of each line that has one colour.
  const lines: number[] = [];
  for (let line = from; line < to; line++) {
    const own = offset(line, middle);
    let alike = 0;
    for (let at = first; at < last; at++) if (apart(own, offset(line, at)) <= ALIKE) alike++;
    if (alike >= MOST * (last - first)) lines.push(own);
  }
  const before = lines[0];
  const between = lines.findIndex((line) => apart(line, before!) > ALIKE);
  return between > 0 && lines.slice(between).some((line) => apart(line, lines[between]!) > ALIKE);
}
