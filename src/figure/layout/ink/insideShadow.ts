import type { Box, Raster } from '../../../model/types.js';
import { wholeBox } from '../../../raster/crop.js';
import { SIDES, type Side, viewFrom } from './edges.js';
import { findPage, maxDifference, pixelDifference } from './page.js';

/** Places along a side at which is looked inwards, shares of it: away from rounded corners. */
const places = [0.3, 0.4, 0.5, 0.6, 0.7];
/** A shadow's depth, pixels, at least; and how far in it may reach, share of the picture. */
const leastDepth = 8;
const farthest = 0.2;
/** From pixel to pixel a shadow changes by no more than this, and is never brighter than before by more: it may be dithered. */
const mostStep = 8;
const mostBrighter = 4;
/** A shadow is the page with less light: all channels lose alike, give or take. */
const mostHue = 6;
/** The window's edge is one line: what is seen at the places agrees to this many pixels. */
const straight = 1;

/**
 * What a soft shadow on the page leaves of the picture: the window that casts it, as screenshots of one window have it. Null where
 * there is none.
 */
export function insideShadow(raster: Raster, lossy = false): Box | null {
  const page = findPage(raster, lossy);
  if (page === null) return null;
  const { width, height } = raster;
  const depths = SIDES.map((side) => shadowOn(raster, wholeBox(raster), side, page.colour));
  if (depths.some((depth) => depth === null)) return null;
  const [left, top, right, bottom] = (['left', 'top', 'right', 'bottom'] as const).map(
    (side) => depths[SIDES.indexOf(side)]!,
  ) as [number, number, number, number];
  return { left, top, right: width - right, bottom: height - bottom };
}

/** How many pixels from a side the shadow ends, page included; null where there is none, or it has no straight end. */
function shadowOn(
  raster: Raster,
  whole: Box,
  side: Side,
  page: readonly [number, number, number],
): number | null {
  const view = viewFrom(side, whole, raster.width, raster.height);
  const ends = places.map((share) => {
    const at = Math.round(view.from + share * (view.to - view.from));
    let begun = -1;
    let darkest = 0;
    for (let d = 1; d < farthest * view.depth; d++) {
      const [before, here] = [view.offset(d - 1, at), view.offset(d, at)];
      const dark = darker(raster, here, page);
      if (pixelDifference(raster, before, here) > mostStep || dark < darkest - mostBrighter)
        return begun < 0 || d - begun < leastDepth ? null : d;
      darkest = Math.max(darkest, dark);
      if (begun < 0 && maxDifference(raster, here, page) > 1) begun = d;
      if (!isGrey(raster, here, page)) return null;
    }
    return null;
  });
  const [first] = ends;
  const agree = ends.every((end) => end !== null && Math.abs(end - first!) <= straight);
  return agree ? Math.max(...ends.map((end) => end!)) : null;
}

const darker = ({ data }: Raster, o: number, page: readonly number[]): number =>
  page.reduce((sum, v, c) => sum + v - data[o + c]!, 0) / 3;

function isGrey({ data }: Raster, o: number, page: readonly number[]): boolean {
  const lost = page.map((v, c) => v - data[o + c]!);
  return Math.max(...lost) - Math.min(...lost) <= mostHue && Math.min(...lost) >= -mostBrighter;
}
