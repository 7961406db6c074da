import type { Box, Raster, Rgb } from '../../model/types.js';
import { SIDES, type Side, type View, viewFrom } from './ink/edges.js';
import { difference } from './ink/frame.js';
import { commonColour, maxDifference, type Page } from './ink/page.js';
import { boxHeight, boxWidth } from './ink/rectangle.js';

/** Dots have no straight sides: less than this share of each of their box's sides is ink. */
const RAGGED = 0.5;
/** Pixels between dots and what is taken for their ground, beyond what a codec blurs. */
const APART = 3;
/** A ground differs from the page by more than a codec's noise on an even colour, any channel. */
const LEAST_CONTRAST = 6;
/** So much of a line across a ground is nearer to its colour than to the page's: grid lines in the page's colour cross it. */
const OF_GROUND = 0.6;
/** Grid lines along a side are no thicker than this, pixels. */
const THICKEST_LINE = 6;
/** Axes reach beyond their data by no more than this share of what these span. */
const MOST_MARGIN = 0.2;
/** What lies on a ground beside the dots that were found: a few more of them, but no labels. */
const MOST_INK = 0.01;

/** Lines go on beyond a box to one place, within so many pixels. */
const ONE_PLACE = 1.5;
/** So many of them are no chance. */
const FEWEST_LINES = 3;
/** They go on by more of the box's extent than tick marks are long. */
const TICK = 0.02;
/** They are drawn along so much of the box, dots included; and so much of the box is none of them, as it is of one that data fill. */
const DRAWN = 0.8;
const BARE = 0.7;

/**
 * The ground that the dots of a scatter plot lie on, which are all that was found of it: up to where its grid lines end, or, of a picture
 * that a codec has been through, the pale panel that is no ink there. The box as it is where there is no such ground, or no dots.
 *
 * @param box the rectangle of the ink
 * @param hollow that is lines and dots for the most part, as where a grid is seen
 */
export function groundAround(raster: Raster, page: Page, box: Box, hollow: boolean): Box {
  const gridded = hollow ? griddedAround(raster, page, box) : box;
  return page.noisy && isRagged(raster, page, gridded) ? paleAround(raster, page, gridded) : gridded;
}

const isInk = (raster: Raster, page: Page, offset: number): boolean =>
  maxDifference(raster, offset, page.colour) > page.tolerance;

/** The share of a line of a view for which something holds, `d` lines inwards from its side. */
function shareOf(view: View, d: number, holds: (offset: number) => boolean): number {
  let n = 0;
  for (let p = view.from; p < view.to; p++) if (holds(view.offset(d, p))) n++;
  return n / (view.to - view.from);
}

const isRagged = (raster: Raster, page: Page, box: Box): boolean =>
  SIDES.every(
    (side) =>
      shareOf(viewFrom(side, box, raster.width, raster.height), 0, (o) => isInk(raster, page, o)) < RAGGED,
  );

/** A box with its sides moved outwards. */
const grownBy = (box: Box, by: Readonly<Record<Side, number>>): Box => ({
  left: box.left - by.left,
  top: box.top - by.top,
  right: box.right + by.right,
  bottom: box.bottom + by.bottom,
});

/** A box with what its grid lines go on by on both of two opposite sides. */
function griddedAround(raster: Raster, page: Page, box: Box): Box {
  const reach = (side: Side): number => reachOfLines(raster, page, box, side);
  const both = (a: Side, b: Side): readonly [number, number] => {
    const [from, to] = [reach(a), reach(b)];
    return from > 0 && to > 0 ? [from, to] : [0, 0];
  };
  const [left, right] = both('left', 'right');
  const [top, bottom] = both('top', 'bottom');
  return grownBy(box, { left, top, right, bottom });
}

/** How far (pixels) lines through a box go on beyond one of its sides: all of those that do to one place; else 0. */
function reachOfLines(raster: Raster, page: Page, box: Box, side: Side): number {
  const view = viewFrom(side, box, raster.width, raster.height);
  const reaches: number[] = [];
  let drawn = 0;
  let before = 0;
  for (let p = view.from; p < view.to; p++) {
    const isLine = isDrawnThrough(raster, page, view, p);
    if (isLine) drawn++;
    let d = 0;
    while (isLine && d < view.outside && isInk(raster, page, view.offset(-1 - d, p))) d++;
    // Of neighbours, which are one line, one counts.
    const reach = d > TICK * view.depth ? d : 0;
    if (reach > 0 && before === 0) reaches.push(reach);
    before = reach;
  }
  if (reaches.length < FEWEST_LINES || drawn > (1 - BARE) * (view.to - view.from)) return 0;
  const farthest = Math.max(...reaches);
  return reaches.every((reach) => farthest - reach <= ONE_PLACE) ? farthest : 0;
}

function isDrawnThrough(raster: Raster, page: Page, view: View, p: number): boolean {
  let n = 0;
  for (let d = 0; d < view.depth; d++) if (isInk(raster, page, view.offset(d, p))) n++;
  return n >= DRAWN * view.depth;
}

/** A box of dots with the pale ground around it, if that is of one colour on all sides, near to them, and holds little else. */
function paleAround(raster: Raster, page: Page, box: Box): Box {
  const views = SIDES.map((side) => viewFrom(side, box, raster.width, raster.height));
  if (views.some(({ outside }) => outside <= APART)) return box;
  const beside = views.flatMap((view) =>
    Array.from({ length: view.to - view.from }, (_, k) => view.offset(-APART, view.from + k)),
  );
  const colour = commonColour(raster, beside);
  const contrast = difference(colour, page.colour);
  if (contrast <= LEAST_CONTRAST || contrast > page.tolerance) return box;
  const by = { left: 0, top: 0, right: 0, bottom: 0 };
  for (const [k, side] of SIDES.entries()) {
    const extent = side === 'left' || side === 'right' ? boxWidth(box) : boxHeight(box);
    const grown = groundBeyond(raster, page, views[k]!, colour);
    if (grown < APART || grown > MOST_MARGIN * extent) return box;
    by[side] = grown;
  }
  const ground = grownBy(box, by);
  const isOther = (o: number): boolean =>
    isInk(raster, page, o) && maxDifference(raster, o, colour) > page.tolerance;
  return shareBeside(raster, ground, box, isOther) <= MOST_INK ? ground : box;
}

/** How many lines beyond a side are those of a ground. */
function groundBeyond(raster: Raster, page: Page, view: View, colour: Rgb): number {
  const isGround = (o: number): boolean =>
    maxDifference(raster, o, colour) < maxDifference(raster, o, page.colour);
  let last = 0;
  for (let d = 1; d <= view.outside && d - last <= THICKEST_LINE; d++)
    if (shareOf(view, -d, isGround) >= OF_GROUND) last = d;
  return last;
}

/** The share of a rectangle beside a part of it for whose pixels something holds. */
function shareBeside(raster: Raster, whole: Box, part: Box, holds: (offset: number) => boolean): number {
  let [some, all] = [0, 0];
  for (let y = whole.top; y < whole.bottom; y++)
    for (let x = whole.left; x < whole.right; x++) {
      if (x >= part.left && x < part.right && y >= part.top && y < part.bottom) continue;
      all++;
      if (holds(4 * (y * raster.width + x))) some++;
    }
  return some / Math.max(1, all);
}
