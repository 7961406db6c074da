import type { Box, Raster } from '../../../model/types.js';
import { pixelDifference } from '../ink/page.js';
import { boxArea, grownBox, intersect, unite } from '../ink/rectangle.js';

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
  const { left, top, right, bottom } = intersect(one, other);
  // Of boxes that do not meet, the sides of their gap are the wrong way round.
  const isColumn = right + 2 * OWN < left;
  if (!isColumn && bottom + 2 * OWN >= top) return false;
  const [from, to] = isColumn ? [right + OWN, left - OWN] : [bottom + OWN, top - OWN];
  const both = unite(one, other);
  const taken = plots.map((plot) => grownBox(plot, OWN, raster));
  const lines = Array.from({ length: to - from }, (_, k): Box => {
    const at = from + k;
    return isColumn ? { ...both, left: at, right: at + 1 } : { ...both, top: at, bottom: at + 1 };
  });
  return isParted(
    raster,
    lines.filter((line) => taken.every((box) => boxArea(intersect(box, line)) === 0)),
    isColumn,
  );
}

/** Whether lines of one colour across a gap have another colour somewhere than before and behind. */
function isParted(raster: Raster, gap: readonly Box[], isColumn: boolean): boolean {
  const { width } = raster;
  // One pixel of each line that has one colour.
  const lines: number[] = [];
  for (const { left, top, right, bottom } of gap) {
    const first = 4 * (top * width + left);
    const [step, count] = isColumn ? [4 * width, bottom - top] : [4, right - left];
    const own = first + (count >> 1) * step;
    let alike = 0;
    for (let k = 0; k < count; k++) if (pixelDifference(raster, own, first + k * step) <= ALIKE) alike++;
    if (alike >= MOST * count) lines.push(own);
  }
  const before = lines[0];
  const isOther = (one: number, other: number): boolean => pixelDifference(raster, one, other) > ALIKE;
  const between = lines.findIndex((line) => isOther(line, before!));
  return between > 0 && lines.slice(between).some((line) => isOther(line, lines[between]!));
}
