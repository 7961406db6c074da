import type { Box, Raster } from '../../model/types.js';
import { type Edges, plainEdges, type Side, viewFrom } from './ink/edges.js';
import { maxDifference, type Page } from './ink/page.js';

/** A line runs along this share of its way: marks and rims may break it. */
const UNBROKEN = 0.9;

/**
 * The nearest line in another colour than the page's that runs along a side of a box, apart from it.
 *
 * @param along the places along the side that it runs between, pixels
 * @param away how far off the side it is looked for, whole pixels; the second exclusive
 * @returns null where there is none
 */
export function lineBeside(
  raster: Raster,
  page: Page,
  { box, side }: { readonly box: Box; readonly side: Side },
  [from, to]: readonly [number, number],
  away: readonly [number, number],
): Edges | null {
  const view = viewFrom(side, box, raster.width, raster.height);
  const isLine = (d: number): boolean => {
    let ink = 0;
    for (let p = from; p < to; p++)
      if (maxDifference(raster, view.offset(-1 - d, p), page.colour) > page.tolerance) ink++;
    return ink >= UNBROKEN * (to - from);
  };
  for (let d = away[0]; d < Math.min(away[1], view.outside); d++) {
    if (!isLine(d)) continue;
    let end = d + 1;
    while (end < view.outside && isLine(end)) end++;
    return plainEdges(lineBox(box, side, [from, to], [d, end]));
  }
  return null;
}

/** The box of a line from one place to another along a side, and from one distance to another beyond it. */
function lineBox(
  box: Box,
  side: Side,
  [from, to]: readonly [number, number],
  [d, end]: readonly [number, number],
): Box {
  switch (side) {
    case 'left':
      return { left: box.left - end, right: box.left - d, top: from, bottom: to };
    case 'right':
      return { left: box.right + d, right: box.right + end, top: from, bottom: to };
    case 'top':
      return { top: box.top - end, bottom: box.top - d, left: from, right: to };
    case 'bottom':
      return { top: box.bottom + d, bottom: box.bottom + end, left: from, right: to };
  }
}
