import type { Box, Raster } from '../../../model/types.js';
import { boxArea, intersect, unite } from '../ink/rectangle.js';

/** Lines this near to a plot are its own frame, with rims (pixels). */
const OWN = 4;
/** Pixels of one colour differ by no more than this, any channel, also where a codec has been; a card's border or ground differs by more. */
const ALIKE = 8;
/** Of a line so many pixels have its colour: shadows and round corners are at its ends. */
const MOST = 0.98;

/**
 * Whether two parts of a figure stand on cards of their own: between them runs a line from end to end of both, or a ground of
 * another colour than on its two sides.
 *
 * @param plots the plots of the figure: what is drawn in those between the two parts, or around them, parts nothing
 */
export function areApartByLine(raster: Raster, one: Box, other: Box, plots: readonly Box[]): boolean {
  const both = unite(one, other);
  const { left, top, right, bottom } = intersect(one, other);
  // Of boxes that do not meet, the sides of their gap are the wrong way round.
  if (right + 2 * OWN < left)
    return isParted(
      raster,
      freeOf(plots, [right + OWN, left - OWN], both, true),
      [both.top, both.bottom],
      true,
    );
  if (bottom + 2 * OWN < top)
    return isParted(
      raster,
      freeOf(plots, [bottom + OWN, top - OWN], both, false),
      [both.left, both.right],
      false,
    );
  return false;
}

/** The lines of a gap that no plot takes a part of, with its frame. */
function freeOf(
  plots: readonly Box[],
  [from, to]: readonly [number, number],
  both: Box,
  isColumn: boolean,
): number[] {
  const taken = plots.map((plot) => ({
    left: plot.left - OWN,
    top: plot.top - OWN,
    right: plot.right + OWN,
    bottom: plot.bottom + OWN,
  }));
  const lineAt = (at: number): Box =>
    isColumn ? { ...both, left: at, right: at + 1 } : { ...both, top: at, bottom: at + 1 };
  return Array.from({ length: Math.max(0, Math.ceil(to - from)) }, (_, k) => from + k).filter((at) =>
    taken.every((box) => boxArea(intersect(box, lineAt(at))) === 0),
  );
}

/** Whether lines of one colour across a gap have another colour somewhere than before and behind. */
function isParted(
  { data, width, height }: Raster,
  gap: readonly number[],
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
  for (const line of gap) {
    const own = offset(line, middle);
    let alike = 0;
    for (let at = first; at < last; at++) if (apart(own, offset(line, at)) <= ALIKE) alike++;
    if (alike >= MOST * (last - first)) lines.push(own);
  }
  const before = lines[0];
  const between = lines.findIndex((line) => apart(line, before!) > ALIKE);
  return between > 0 && lines.slice(between).some((line) => apart(line, lines[between]!) > ALIKE);
}
