import type { Box, Raster, Rgb } from '../../../model/types.js';
import { type Edge, type Edges, SIDES, type Side, upright, viewFrom } from '../ink/edges.js';
import { difference } from '../ink/frame.js';
import { maxDifference, type Page } from '../ink/page.js';
import { boxHeight, boxWidth } from '../ink/rectangle.js';
import type { Piece } from './fadedEnds.js';

/** What may stand at the ends of a colourbar besides a frame: bands that look like one, arrows. */

/** Frames are as thick on all sides, give or take the rounding of their lines. */
const FRAME_SPREAD = 1.6;

/** The edges without what looks like a frame at one end only, and is thicker than the sides' frame: a dark end or band of the bar. */
export function withoutBandFrames(edges: Edges, rectangle: Box): Edges {
  const plain = (side: Side): Edge => {
    const others = SIDES.filter((s) => s !== side).map((s) => edges[s].thickness);
    const usual = others.sort((a, b) => a - b)[1]!;
    if (edges[side].thickness <= usual + FRAME_SPREAD) return edges[side];
    // Half of the frame that the other sides have is the bar's.
    const inward = side === 'left' || side === 'top' ? 1 : -1;
    const outer = rectangle[side];
    return {
      at: outer + (inward * usual) / 2,
      outer,
      inner: outer + inward * Math.ceil(usual),
      thickness: usual,
    };
  };
  return { left: plain('left'), top: plain('top'), right: plain('right'), bottom: plain('bottom') };
}

/** An arrow reaches so far past its bar (pixels, and of its thickness); ticks stick out sideways. */
const shortestArrow = { least: 3, share: 0.2 };
/** The tip of an outline is this share of the arrow's width at the most; that of a bar with round ends is wider. */
const tip = 0.35;
/** A codec smears colours over pixels beside; they have less than this share of its contrast to the page. */
const smear = 0.25;
/** Lines inside a bar's end from which its arrow is gone along, pixels. */
const inside = 5;

/**
 * Where an arrow sits on its bar: the arrow's width shrinks linearly from the bar's, so the lines where nine tenths
 * and half of it are left tell where all of it is. Undefined where nothing tapers.
 */
export function arrowBase(
  raster: Raster,
  page: Page,
  { rectangle, whole }: Piece,
  side: Side,
): Edge | undefined {
  const thickness = upright(side) ? boxHeight(rectangle) : boxWidth(rectangle);
  const reach = Math.abs(whole[side] - rectangle[side]);
  const isBeyond = reach >= Math.max(shortestArrow.least, shortestArrow.share * thickness);
  if (!isBeyond && (reach > 0 || page.noisy)) return undefined;
  const view = viewFrom(side, rectangle, raster.width, raster.height);
  const width = (d: number): number => {
    const contrast = (p: number): number => maxDifference(raster, view.offset(d, p), page.colour);
    const least = Math.max(page.tolerance, smear * contrast((view.from + view.to) >> 1));
    // From the first ink to the last: an outline may hold the page's own colour.
    const ink = (p: number): boolean => contrast(p) > least;
    let first = view.from;
    while (first < view.to && !ink(first)) first++;
    let last = view.to - 1;
    while (last >= first && !ink(last)) last--;
    return last - first + 1;
  };
  // What was taken for the bar may have a part of the arrow, as long as it is wide.
  let full = 1;
  for (let d = inside; d < Math.min(view.depth, Math.max(inside + 1, thickness)); d++)
    full = Math.max(full, width(d));
  // An arrow in the page's colour shows by its outline, which was taken for the bar's own to its tip; pale ends have none.
  const isTip = width(0) > 0 && width(0) <= tip * full && width(shortestArrow.least) < full;
  if (!isBeyond && !isTip) return undefined;
  const start = isBeyond ? inside : Math.max(inside, Math.min(thickness, view.depth - 1));
  const crossing = (share: number): number | null => {
    for (let d = start; d > -view.outside && d > -2 * (view.to - view.from); d--) {
      const here = width(d) / full;
      const next = width(d - 1) / full;
      if (next < share) return here > next ? d - 1 + (share - next) / (here - next) : d;
    }
    return null;
  };
  const nine = crossing(0.9);
  const half = crossing(0.5);
  // A base wider than a line or two means no taper (a square block): the rectangle's own end stands.
  if (nine === null || half === null || nine - half < 0.5) return undefined;
  const tapered = nine + (nine - half) / 4 + 0.5;
  const middle = (view.from + view.to) >> 1;
  const colourAt = (d: number): Rgb => {
    const o = view.offset(d, middle);
    return [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
  };
  const perPixel = (nine - half) / (0.4 * full);
  const base = page.noisy ? tapered : tapered + flatLines(colourAt, tapered, mostWidened * perPixel);
  const at =
    side === 'left'
      ? rectangle.left + base
      : side === 'top'
        ? rectangle.top + base
        : side === 'right'
          ? rectangle.right - base
          : rectangle.bottom - base;
  return { at, outer: Math.round(at), inner: Math.round(at), thickness: 0 };
}

/** An arrow's width is rounded to whole pixels at either side. */
const mostWidened = 2;
/** Lines within a bar in which its own colours change at most of them. */
const gradient = { lines: 12, leastChanges: 8 };

/**
 * How many lines inside of where an arrow's taper ends have its one colour still, before those of a bar begin whose colour changes from line to
 * line: the taper is rounded to pixels, where colours change is not. None where the colours do not tell or the lines are more than that rounding.
 *
 * @param colourAt colour of a line, so many pixels inside of the end of what was taken for the bar
 * @param most lines that rounding may account for
 */
function flatLines(colourAt: (line: number) => Rgb, base: number, most: number): number {
  const first = Math.round(base);
  let last = first;
  while (last <= first + most && difference(colourAt(last), colourAt(first - 1)) === 0) last++;
  if (last - first > most) return 0;
  let changes = 0;
  for (let line = last; line < last + gradient.lines; line++)
    if (difference(colourAt(line), colourAt(line + 1)) > 0) changes++;
  // The bar's own outermost line has the arrow's colour as well.
  const inward = last - 1 - base;
  return changes >= gradient.leastChanges && inward > 1 ? inward : 0;
}
