import { placeOf } from '../../bar/readBar.js';
import type { Raster } from '../../model/types.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { linesAcross, marksPastMiddle } from '../layout/bars/linesAcross.js';
import { longSides } from '../layout/bars/pieces.js';
import { type Edges, type Side, upright, viewFrom } from '../layout/ink/edges.js';
import { maxDifference, type Page } from '../layout/ink/page.js';
import { lineBeside } from '../layout/lineBeside.js';
import { majorTicks, outerBox, type Tick, ticksInsideBar, ticksOutside } from '../layout/ticks.js';

/** Where a colourbar's longer tick marks stand along it (pixels), on the side that shows more of them. */
export function barMarks(raster: Raster, page: Page | null, bar: ColourbarLayout): number[] {
  if (page === null) return [];
  const [near, far] = placedTicks(bar, seenTicks(raster, page, bar)).map(majorTicks);
  return (near!.length >= far!.length ? near! : far!).map(({ at }) => at);
}

/**
 * The tick marks of a colourbar on each of its long sides: handles, by which a bar is dragged, are none.
 *
 * @param picture the picture itself, where the raster is nothing but what is written on it
 */
export function ticksOfBar(raster: Raster, page: Page, bar: ColourbarLayout, picture?: Raster): Tick[][] {
  const seen = seenTicks(raster, page, bar, picture);
  return areHandles(seen, bar) ? [[], []] : placedTicks(bar, seen).map((ticks) => withoutCorner(ticks, bar));
}

/**
 * The tick marks beyond a side of a plot or a bar; of a level bar those in it where none are beyond. Between a plot and an upright bar what looks
 * like marks of the plot may be the signs of the bar's numbers, which run into the plot: they are left to it.
 */
export function ticksBeside(
  raster: Raster,
  page: Page,
  bars: readonly ColourbarLayout[],
  edges: Edges,
  side: Side,
): Tick[] {
  const outside = ticksOutside(raster, page, edges, side);
  const bar = upright(side) ? undefined : bars.find((other) => other.edges === edges);
  const long = bar ? longSides(bar).indexOf(side) : -1;
  return outside.length > 0 || long < 0 ? outside : ticksOfBar(raster, page, bar!)[long]!;
}

/** One mark alone, at an end of its bar, is a rounded corner's: nobody marks one place. */
const withoutCorner = (ticks: Tick[], { reading: { ends, ...reading } }: ColourbarLayout): Tick[] =>
  ticks.length === 1 &&
  [ends.low.at, ends.high.at].some(
    (end) => Math.abs(ticks[0]!.at - placeOf({ ends, ...reading }, end)) <= HANDLE,
  )
    ? []
    : ticks;

/** What sticks out of a colourbar's long sides, or into the bar where nothing leaves it, or crosses it where nothing does either. */
function seenTicks(raster: Raster, page: Page, bar: ColourbarLayout, picture = raster): Tick[][] {
  const seen = seenAtSides(raster, page, bar);
  if (seen.some((ticks) => ticks.length >= 2)) return seen;
  const across = linesAcross(picture, bar.reading);
  return across.length > 0 ? seen.map(() => across) : seen;
}

function seenAtSides(raster: Raster, page: Page, bar: ColourbarLayout): Tick[][] {
  const sides = longSides(bar);
  const inside = sides.map((side) => ticksInsideBar(raster, bar.edges, side, bar.reading));
  return sides.map((side, k) => {
    const outside = ticksOutside(raster, page, bar.edges, side);
    if (outside.length >= 2) return outside;
    const apart = ticksApart(raster, page, bar, side);
    if (apart.length >= 2) return apart;
    const parted = ticksBehindHiddenFrame(raster, page, bar, side);
    if (parted.length > 0) return parted;
    return withLongMarks(raster, bar, inside[k]!.length >= 2 ? inside[k]! : inside[1 - k]!);
  });
}

/** A line that a renderer snaps to pixels begins and ends a pixel or two off the bar. */
const SNAPPED = 2;
/** No line is thicker than this, pixels: a plot beside a bar has its own marks on its far side. */
const THICKEST = 12;

const thicknessOf = (line: Edges, side: Side): number => {
  const { left, top, right, bottom } = outerBox(line);
  return upright(side) ? right - left : bottom - top;
};

/**
 * The tick marks of an axis line that stands beside a bar with a gap between them, no wider than the bar (Qwt). Their lengths are those
 * from the bar on.
 */
function ticksApart(raster: Raster, page: Page, { edges }: ColourbarLayout, side: Side): Tick[] {
  const box = outerBox(edges);
  const [from, to] = upright(side) ? [box.top, box.bottom] : [box.left, box.right];
  const widest = thicknessOf(edges, side) + 1;
  const line = lineBeside(raster, page, { box, side }, [from + SNAPPED, to - SNAPPED], [1, widest]);
  if (line === null || thicknessOf(line, side) > THICKEST) return [];
  if (!isWhole(raster, page, line, side) || isFilled(raster, page, line, side)) return [];
  const gap = Math.abs(line[side].at - edges[side].outer);
  return ticksOutside(raster, page, line, side).map(({ at, length }) => ({ at, length: length + gap }));
}

/** A frame in the page's own colour reaches half of its thickness beyond its bar, pixels. */
const HIDDEN = 2;
/** Signs of a few numbers beside a bar are no marks: these stand along most of it, and have one length. */
const FEWEST_PARTED = 3;
const LEAST_SPREAD = 0.6;

/**
 * Tick marks that a frame in the page's own colour parts from a bar (ggplot's style). Their lengths are those from the bar on.
 */
function ticksBehindHiddenFrame(raster: Raster, page: Page, { edges }: ColourbarLayout, side: Side): Tick[] {
  const outward = side === 'left' || side === 'top' ? -1 : 1;
  const box = outerBox(edges);
  const long = upright(side) ? box.bottom - box.top : box.right - box.left;
  for (let gap = 1; gap <= HIDDEN; gap++) {
    const beyond = { ...edges, [side]: { ...edges[side], outer: edges[side].outer + outward * gap } };
    const ticks = ticksOutside(raster, page, beyond, side);
    const lengths = ticks.map(({ length }) => length);
    if (ticks.length < FEWEST_PARTED || Math.max(...lengths) - Math.min(...lengths) > 1) continue;
    if (ticks.at(-1)!.at - ticks[0]!.at < LEAST_SPREAD * long) continue;
    return ticks.map(({ at, length }) => ({ at, length: length + gap }));
  }
  return [];
}

/** Whether a line is drawn up to both of its ends: one that ends before its bar does may be meant to end where that does. */
function isWhole(raster: Raster, page: Page, line: Edges, side: Side): boolean {
  const view = viewFrom(side, outerBox(line), raster.width, raster.height);
  return [view.from, view.to - 1].every(
    (p) => maxDifference(raster, view.offset(0, p), page.colour) > page.tolerance,
  );
}

/** Whether most of what lies right beyond a line is no page: data are, marks are not. */
function isFilled(raster: Raster, page: Page, line: Edges, side: Side): boolean {
  const view = viewFrom(side, outerBox(line), raster.width, raster.height);
  if (view.outside === 0) return true;
  let ink = 0;
  for (let p = view.from; p < view.to; p++)
    if (maxDifference(raster, view.offset(-1, p), page.colour) > page.tolerance) ink++;
  return ink > (view.to - view.from) / 2;
}

/** Marks inside a bar and, where they are several, those between them that reach beyond its middle. */
function withLongMarks(raster: Raster, { reading }: ColourbarLayout, inside: Tick[]): Tick[] {
  if (inside.length < 2) return inside;
  const places = inside.map(({ at }) => at);
  return [...inside, ...marksPastMiddle(raster, reading, places)].sort((a, b) => a.at - b.at);
}

/** A handle's own edges lie within this many pixels of its middle, where the bar ends. */
const HANDLE = 4;

/** Handles stick out of a bar on both sides alike, at its two ends alone. */
function areHandles(seen: readonly Tick[][], { reading }: ColourbarLayout): boolean {
  const ends = [reading.ends.low.at, reading.ends.high.at].map((at) => placeOf(reading, at));
  const [near, far] = seen as [Tick[], Tick[]];
  const isPaired = near.length === 2 && far.length === 2;
  if (isPaired && near.every(({ at }, k) => Math.abs(at - far[k]!.at) <= 1)) return true;
  return seen.every(
    (marks) =>
      ends.every((end) => marks.some(({ at }) => Math.abs(at - end) <= HANDLE)) &&
      marks.every(({ at }) => ends.some((end) => Math.abs(at - end) <= HANDLE)),
  );
}

/** How far a renderer may put a mark from where the page says, pixels: one as thick as this, with rims that are not smoothed. */
const MOVED = 4;
/** Marks too short or too faint to be seen stick out so far, pixels. */
const UNSEEN = 1;

/** The marks on each side where the page itself puts them; where it alone shows them, on either. */
function placedTicks({ reading: { drawn } }: ColourbarLayout, seen: readonly Tick[][]): Tick[][] {
  const places = drawn?.ticks ?? [];
  if (places.length === 0) return [...seen];
  if (seen.every((ticks) => ticks.length < 2))
    return seen.map(() => places.map((at) => ({ at, length: UNSEEN })));
  const placed = (at: number): number => {
    const nearest = places.reduce((a, b) => (Math.abs(b - at) < Math.abs(a - at) ? b : a));
    return Math.abs(nearest - at) < MOVED ? nearest : at;
  };
  return seen.map((ticks) => ticks.map((tick) => ({ ...tick, at: placed(tick.at) })));
}
