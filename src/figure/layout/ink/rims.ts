import type { Box, Raster, Rgb } from '../../../model/types.js';
import { type Side, type View, viewFrom } from './edges.js';
import { difference, isMixed, MIXED, middlePositions } from './frame.js';

/** The colour at a depth and a place of a side. */
const colourIn =
  ({ data }: Raster, view: View) =>
  (d: number, p: number): Rgb => {
    const o = view.offset(d, p);
    return [data[o]!, data[o + 1]!, data[o + 2]!];
  };

/** Lines from a side to where nothing of a rim is left. */
const RIM = 3;
/** A page on which frames are black; a line that black covers by a third or more. */
const LIGHT = 192;
const HALF = 0.67;
const BLACK: Rgb = [0, 0, 0];
/** Most of a rim is mixed of the page and what it is the rim of. */
const MOSTLY = 0.8;

/**
 * Whether the outermost line of a side is nothing but the half-covered rim of what lies inside it: a line between the two, which may have
 * a faint rim of its own, is a frame.
 */
export function isRim(raster: Raster, side: Side, box: Box, page: Rgb): boolean {
  const view = viewFrom(side, box, raster.width, raster.height);
  if (view.depth <= RIM) return false;
  const colourAt = colourIn(raster, view);
  const positions = middlePositions(view);
  const isRimAt = (p: number): boolean => {
    const [outermost, next, inside] = [colourAt(0, p), colourAt(1, p), colourAt(RIM - 1, p)];
    const isLine = !isMixed(next, page, inside) && difference(next, inside) > MIXED;
    return isMixed(outermost, page, inside) && !isLine;
  };
  const mixed = positions.filter(isRimAt);
  return mixed.length >= MOSTLY * positions.length;
}

/**
 * Whether the outermost line of a side is half covered by a frame's black line and half by what lies inside, on a light page: it has the
 * colours of that, darkened, and so none of its own.
 */
export function isHalfFrame(raster: Raster, side: Side, box: Box, page: Rgb): boolean {
  const view = viewFrom(side, box, raster.width, raster.height);
  if (view.depth <= RIM || Math.min(...page) < LIGHT) return false;
  const colourAt = colourIn(raster, view);
  const positions = middlePositions(view);
  const darkened = positions.filter((p) => {
    const [outermost, inside] = [colourAt(0, p), colourAt(RIM - 1, p)];
    return Math.max(...outermost) <= HALF * Math.max(...inside) && isMixed(outermost, BLACK, inside);
  });
  return darkened.length >= MOSTLY * positions.length;
}
