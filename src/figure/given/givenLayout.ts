import { readBar } from '../../bar/readBar.js';
import type { Box, Raster, Rgb } from '../../model/types.js';
import { type ColourbarLayout, conventionBox, findColourbars } from '../layout/bars/colourbar.js';
import { components } from '../layout/ink/components.js';
import { type Edges, plainEdges, SIDES, type Side } from '../layout/ink/edges.js';
import { difference, frameEdges } from '../layout/ink/frame.js';
import { inkMask, type Page, pageOf } from '../layout/ink/page.js';
import { boxArea, contains, intersect } from '../layout/ink/rectangle.js';
import { findLayout, type Layout, type PanelLayout, withOwnBars } from '../layout/layout.js';
import { type PlotArea, plotArea } from '../layout/plotArea.js';
import { canvasAround, isWholePicture } from '../within/canvas.js';
import { barGrown } from './barGrown.js';
import { apart, type EdgeNear, edgesNear, movedTo, onEdge, reach } from './edgesNear.js';

/** Boxes that are known without looking, in pixels of the picture. */
export interface GivenBoxes {
  readonly plot?: Box;
  readonly colourbar?: Box;
}

/** A layout in which given boxes stand. */
export interface GivenLayout {
  readonly layout: Layout;
  /** The boxes as they are used. */
  readonly used: GivenBoxes;
  /** The part of the picture on which the boxes stand, where nothing was found in the whole and it is no page. */
  readonly canvas?: Box;
}

/** A box drawn by hand with the edges of what it bounds. */
interface Bounded {
  readonly given: Box;
  /** The rectangle of ink near it, and what that is drawn on; absent where fewer than three sides have an edge. */
  readonly ink?: { readonly box: Box; readonly outside: Rgb };
}

/** Sides that must have an edge: the fourth may be hidden by the picture's own border, or by the data's colour. */
const leastSides = 3;
/** A page is of another colour than was thought if it differs by more than a codec or a slight gradient makes it. */
const sameGround = 20;

/**
 * The layout of a figure of which boxes are given. A box that lies on edges stays as it is; a rough one goes to the frame
 * or to the edges of what is drawn near it; one without edges (a part of a plot) stays as well. Around them everything
 * is looked for again, as though the search had found them there.
 *
 * @param given boxes inside the picture
 * @param lossy the picture went through a lossy codec
 * @param whole what the search finds in the picture without any box; looked for unless told
 */
export function givenLayout(
  raster: Raster,
  given: GivenBoxes,
  lossy = false,
  whole: () => Layout = () => findLayout(raster, lossy),
): GivenLayout {
  const bounds = {
    plot: given.plot && boundsOf(raster, given.plot, lossy),
    colourbar: given.colourbar && boundsOf(raster, given.colourbar, lossy),
  };
  let layout = whole();
  const ground = bounds.colourbar?.ink?.outside ?? bounds.plot?.ink?.outside;
  const page = ground ? groundOf(ground, layout.page, lossy) : layout.page;
  const isFound =
    (!given.plot || layout.panels.some(({ plotBox }) => apart(plotBox, given.plot!) <= reach)) &&
    (!given.colourbar || layout.colourbars.some(({ box }) => apart(box, given.colourbar!) <= reach));
  // The boxes may stand on something else than what the search took for the page.
  if (!isFound && page !== layout.page) layout = findLayout(raster, lossy, page);
  if (layout.page === null) layout = { ...layout, page };
  const bar = bounds.colourbar && placedBar(raster, bounds.colourbar, layout, lossy);
  const area = bounds.plot && placedArea(raster, bounds.plot, layout, bar);
  const used = {
    ...(area && { plot: area.box }),
    ...(bar && { colourbar: bar.box }),
  };
  const around = bounds.colourbar?.ink?.box ?? bounds.plot?.ink?.box;
  const canvas = isFound || !around ? undefined : canvasOf(raster, around, used, lossy);
  return {
    layout: withGiven(raster, layout, { area: area?.area, bar }, lossy),
    used,
    ...(canvas && { canvas }),
  };
}

/** What a box is drawn on, if that is a part of the picture only and holds the other box as well. */
function canvasOf(raster: Raster, box: Box, used: GivenBoxes, lossy: boolean): Box | undefined {
  const canvas = canvasAround(raster, box, lossy);
  if (!canvas || isWholePicture(canvas, raster)) return undefined;
  return Object.values(used).every((one) => contains(canvas.box, one)) ? canvas.box : undefined;
}

function boundsOf(raster: Raster, given: Box, lossy: boolean): Bounded {
  const near = edgesNear(raster, given, lossy);
  const edges = SIDES.map((side) => near[side]).filter((edge): edge is EdgeNear => edge !== null);
  // What is drawn stands on one ground; where the sides show several, they are borders within data.
  const same = (a: EdgeNear) => edges.filter((b) => difference(a.outside, b.outside) <= sameGround);
  const most = edges.reduce<EdgeNear[]>(
    (best, edge) => (same(edge).length > best.length ? same(edge) : best),
    [],
  );
  if (most.length < leastSides) return { given };
  const kept = (side: Side) => (near[side] && most.includes(near[side]) ? near[side] : null);
  const box = movedTo(given, {
    left: kept('left'),
    top: kept('top'),
    right: kept('right'),
    bottom: kept('bottom'),
  });
  if (box.left >= box.right || box.top >= box.bottom) return { given };
  return { given, ink: { box, outside: most[0]!.outside } };
}

/** What the boxes stand on, as a page: the one that was found, where it has the same colour. */
function groundOf(colour: Rgb, found: Page | null, lossy: boolean): Page {
  if (found && difference(found.colour, colour) <= sameGround) return found;
  return pageOf(colour, found?.noisy ?? lossy);
}

/** Whether each of some sides of a box lies on the frame line there, or right beside it; without a line near the edge. */
const liesOn = (box: Box, edges: Edges, sides = SIDES, slack = onEdge): boolean =>
  sides.every((side) => {
    const { outer, inner, thickness } = edges[side];
    const [from, to] = outer < inner ? [outer, inner] : [inner, outer];
    const off = thickness > 0 ? 1 : slack;
    return box[side] >= from - off && box[side] <= to + off;
  });

/**
 * Whether a box is that of a bar. Handles, arrows and rounded ends go on as far at one end as at the other; a box without
 * them, whose long sides are right to the pixel, was meant so.
 */
function isBoxOf(box: Box, edges: Edges): boolean {
  if (liesOn(box, edges)) return true;
  const upright = box.bottom - box.top >= box.right - box.left;
  const [long, start, end] = upright
    ? [['left', 'right'] as const, 'top' as const, 'bottom' as const]
    : [['top', 'bottom'] as const, 'left' as const, 'right' as const];
  const before = box[start] - edges[start].outer;
  const after = edges[end].outer - box[end];
  return liesOn(box, edges, long, 1) && before > 0 && before <= reach && Math.abs(before - after) <= 1;
}

/** The nearest of the things found within reach of a box. */
function nearest<T>(found: readonly T[], boxOf: (one: T) => Box, box: Box): T | undefined {
  const near = found.filter((one) => apart(boxOf(one), box) <= reach);
  return near.reduce<T | undefined>(
    (best, one) => (best && apart(boxOf(best), box) <= apart(boxOf(one), box) ? best : one),
    undefined,
  );
}

function placedBar(
  raster: Raster,
  { given, ink }: Bounded,
  { colourbars }: Layout,
  lossy: boolean,
): ColourbarLayout {
  const found = nearest(colourbars, ({ box }) => box, given);
  const own = ink && frameEdges(raster, ink.box, ink.outside);
  if (found && (isBoxOf(given, found.edges) || !own || !isBoxOf(given, own))) {
    if (!isBoxOf(given, found.edges)) return found;
    return { ...found, box: given, reading: read(raster, given, lossy, found.orientation) };
  }
  const grown = own ? undefined : barGrown(raster, given);
  const edges = own ?? plainEdges(grown ?? given);
  const box = isBoxOf(given, edges) ? given : conventionBox(edges);
  const reading = read(raster, box, lossy);
  return { box, orientation: reading.orientation, edges, confidence: 1, reading };
}

const read = (raster: Raster, box: Box, lossy: boolean, orientation?: ColourbarLayout['orientation']) =>
  readBar(raster, box, { lossy, ...(orientation && { orientation }) });

/** The box of a plot area to use; and the area, unless it is one that was found, or a part of it. */
function placedArea(
  raster: Raster,
  { given, ink }: Bounded,
  { page, panels }: Layout,
  bar: ColourbarLayout | undefined,
): { readonly box: Box; readonly area?: PlotArea } {
  const found = nearest(panels, ({ plotBox }) => plotBox, given);
  if (found && liesOn(given, found.edges)) return { box: given };
  const ground = ink && groundOf(ink.outside, page, page?.noisy ?? false);
  const own = ground && plotArea(raster, ground, ink.box, bar ? [bar] : []);
  const isExact = own && (liesOn(given, own.edges) || liesOn(given, own.axes));
  if (found && !isExact) return { box: found.plotBox };
  if (own) {
    const box = isExact ? given : own.plotBox;
    return { box, area: { ...own, plotBox: box } };
  }
  if (page !== null && panels.some(({ plotBox }) => contains(plotBox, given, reach))) return { box: given };
  const edges = plainEdges(given);
  const area = { plotBox: given, edges, axes: edges, inner: given, outline: null, confidence: 1 };
  return { box: given, area };
}

/** The layout with what was given in place of what was found there. */
function withGiven(
  raster: Raster,
  layout: Layout,
  { area, bar }: { readonly area?: PlotArea | undefined; readonly bar?: ColourbarLayout | undefined },
  lossy: boolean,
): Layout {
  const { page } = layout;
  const elsewhere = (box: Box, from: Box): boolean =>
    boxArea(intersect(box, from)) <= 0.5 * Math.min(boxArea(box), boxArea(from));
  let panels: readonly PanelLayout[] = layout.panels;
  let { colourbars } = layout;
  if (area) {
    const others = panels.filter(({ plotBox }) => elsewhere(plotBox, area.plotBox));
    // A bar that no plot area wanted may be this one's.
    const bars = page === null || bar ? colourbars : barsOn(raster, page, lossy);
    const all = [area, ...others];
    ({ panels, colourbars } =
      page === null
        ? { panels: all.map((one) => ({ ...one, colourbar: null })), colourbars: [] }
        : withOwnBars(raster, page, all, bars));
  }
  if (!bar) return { page, panels, colourbars };
  // A bar that was taken for a plot area is none; a picture that is all data holds its bar.
  const plots = panels.filter(
    ({ plotBox }) => boxArea(plotBox) > 2 * boxArea(bar.box) || elsewhere(plotBox, bar.box),
  );
  return { page, panels: plots.map((panel) => ({ ...panel, colourbar: 0 })), colourbars: [bar] };
}

function barsOn(raster: Raster, page: Page, lossy: boolean): ColourbarLayout[] {
  const ink = inkMask(raster, page.colour, page.tolerance);
  return findColourbars(raster, page, components(ink, raster.width, raster.height), lossy);
}
