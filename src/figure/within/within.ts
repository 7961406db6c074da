import { readBar } from '../../bar/readBar.js';
import type { Box, Raster } from '../../model/types.js';
import { crop, wholeBox } from '../../raster/crop.js';
import { type ColourbarLayout, coloursOf, findColourbars } from '../layout/bars/colourbar.js';
import { longSides } from '../layout/bars/pieces.js';
import { components } from '../layout/ink/components.js';
import { plainEdges } from '../layout/ink/edges.js';
import { inkMask, maxDifference, type Page, pageOf } from '../layout/ink/page.js';
import { boxArea, contains, grownBox, intersect, movedBox } from '../layout/ink/rectangle.js';
import { findLayout, type Layout } from '../layout/layout.js';
import type { PlotArea } from '../layout/plotArea.js';
import { hasBar, isBarOf, rim } from './barOfPlot.js';
import { type Canvas, canvasAround, isWholePicture } from './canvas.js';
import { boundedBox } from './grownStrips.js';
import { goesOnAtBorder, goesOnBeside, takesLength } from './pictureBegins.js';
import { gradientStrips, isStepped, type Strip } from './strips.js';
import { layoutOfTouchingBars } from './touchingBars.js';
import { isWindow } from './windows.js';

/** A colourbar where no page shows one. */
export type BarWithin =
  /** The figure is drawn on a part of the picture: in a window, on a page of another colour. */
  | { readonly on: 'canvas'; readonly box: Box; readonly layout: Layout }
  /** The bar lies on the page, in a box with its labels: no component of its own. */
  | {
      readonly on: 'page';
      readonly bar: ColourbarLayout;
      readonly panel: number;
      /** What was taken for a plot area and is that box. */
      readonly box?: number;
      readonly card?: undefined;
    }
  /** The bar is drawn on the data, or on a card that lies on them: what they cover, and the card. */
  | {
      readonly on: 'data';
      readonly bar: ColourbarLayout;
      readonly panel: number;
      readonly covered: Box;
      readonly card?: Canvas;
    };

/** Strips that are tried, longest and widest first: fields may hold many that are bars by chance. */
const mostTried = 16;
/** Strips of which the ground is looked at: what lies on one comes first. */
const mostGrounds = 3 * mostTried;
/** A card that holds a bar is no more than this share of the plot that it lies on. */
const mostOfPlot = 0.6;

/**
 * Looks for a colourbar where the layout has found none: anything in the picture that has one colour across and changes
 * along. What it is drawn on is a figure of its own if a plot area with that bar is found there; else the bar belongs to
 * the plot area that it lies on.
 *
 * @param layout of the whole picture
 * @param lossy the picture went through a lossy codec
 */
export function barWithin(raster: Raster, layout: Layout, lossy: boolean): BarWithin | undefined {
  const found = [...gradientStrips(raster, lossy)]
    .sort((a, b) => boxArea(b.box) - boxArea(a.box))
    .slice(0, mostGrounds)
    .map((strip) => ({ ...strip, canvas: canvasAround(raster, strip.box, lossy) }));
  // A field shows strips by chance, but not on a ground of one colour; between a card and a border of the picture, beside one.
  const isApart = ({ canvas, box }: (typeof found)[number]): number =>
    !canvas || isWholePicture(canvas, raster) ? 0 : contains(canvas.box, box) ? 2 : 1;
  const strips = found.sort((a, b) => isApart(b) - isApart(a)).slice(0, mostTried);
  const tried: Box[] = [];
  for (const { canvas, box } of strips) {
    if (canvas === undefined || isWholePicture(canvas, raster)) continue;
    if (tried.some((other) => contains(other, canvas.box) && contains(canvas.box, other))) continue;
    tried.push(canvas.box);
    if (layout.page === null && takesSide(canvas, raster)) {
      const margined = findLayout(raster, lossy, pageOf(canvas.colour, lossy));
      // On a field of one colour others are bars by chance.
      const isBar = margined.colourbars.some((bar) => boxArea(intersect(bar.box, box)) > 0.5 * boxArea(box));
      if (isBar && hasBar(margined)) return { on: 'canvas', box: wholeBox(raster), layout: margined };
    }
    const own = figureOn(raster, canvas.box, strips, lossy);
    if (own) return { on: 'canvas', box: canvas.box, layout: own };
  }
  const touched = layout.page && layoutOfTouchingBars(raster, layout.page, strips, lossy);
  if (touched) return { on: 'canvas', box: wholeBox(raster), layout: touched };
  for (const strip of strips) {
    const bar = onPlotOrPage(raster, layout, strip, strip.canvas, lossy);
    if (bar) return bar;
  }
  return undefined;
}

/** The layout of a part of the picture as a figure of its own, if it has a bar: beside its plot, or touching it. */
export function figureOn(
  raster: Raster,
  box: Box,
  strips: readonly Strip[],
  lossy: boolean,
): Layout | undefined {
  const part = crop(raster, box);
  const layout = findLayout(part, lossy);
  if (hasBar(layout)) return layout;
  if (layout.page === null) return undefined;
  const within = strips
    .filter((strip) => contains(box, strip.box))
    .map((strip) => ({ ...strip, box: movedBox(strip.box, -box.left, -box.top) }));
  return layoutOfTouchingBars(part, layout.page, within, lossy);
}

/** A strip as a bar: nothing but its colours says that it is one. */
export const barOfStrip = (raster: Raster, { box, orientation }: Strip, lossy: boolean): ColourbarLayout => ({
  box,
  orientation,
  edges: plainEdges(box),
  confidence: 0.8,
  reading: readBar(raster, box, { orientation, lossy }),
});

function onPlotOrPage(
  raster: Raster,
  { panels, page }: Layout,
  { box: strip, orientation }: Strip,
  canvas: Canvas | undefined,
  lossy: boolean,
): BarWithin | undefined {
  const own = panels.findIndex(({ plotBox }) => contains(plotBox, strip, rim));
  const box = own < 0 ? strip : boundedBox(raster, strip, orientation, lossy);
  const bar = barOfStrip(raster, { box, orientation }, lossy);
  const plot = panels[own];
  if (plot === undefined || !isBarOf(raster, bar, plot)) {
    const isApart = panels.every(({ plotBox }, k) => k === own || boxArea(intersect(plotBox, box)) === 0);
    const panel =
      isApart && page && endsOnPage(raster, bar, page)
        ? panels.findIndex((other, k) => k !== own && isBarOf(raster, bar, other))
        : -1;
    return panel < 0 ? undefined : { on: 'page', bar, panel, ...(own >= 0 && { box: own }) };
  }
  const found = onData(raster, bar, { plot, panel: own }, canvas, lossy);
  if (found.card) return found;
  const inside = longSides(bar).filter((side) => Math.abs(plot.plotBox[side] - box[side]) > rim);
  const isBorder =
    page !== null &&
    inside.length === 1 &&
    takesLength(bar, plot.plotBox) &&
    (goesOnAtBorder(raster, box, inside[0]!) || isStepped(Float64Array.from(coloursOf(bar).flat())));
  return isBorder || inside.every((side) => goesOnBeside(raster, box, side)) ? undefined : found;
}

/**
 * The bar of a plot area that lies on it, on a card: seen as one because the card has the page's colour. Undefined where its
 * plot is not covered so: columns of cells lie on no card.
 */
export function barOnCard(
  raster: Raster,
  { panels, colourbars }: Layout,
  lossy: boolean,
): BarWithin | undefined {
  const [bar, ...others] = colourbars;
  if (bar === undefined || others.length > 0) return undefined;
  const panel = panels.findIndex(({ plotBox, colourbar }) => colourbar === 0 && contains(plotBox, bar.box));
  const canvas = panel < 0 ? undefined : canvasAround(raster, bar.box, lossy);
  if (canvas === undefined) return undefined;
  const plot = panels[panel]!;
  // What was taken for the plot may be a window, in which a pane holds the plot and its bar.
  const isPane = !isWholePicture(canvas, raster) && isWindow(raster, plot.plotBox, canvas.box);
  const own = isPane ? figureOn(raster, canvas.box, [], lossy) : undefined;
  if (own) return { on: 'canvas', box: canvas.box, layout: own };
  const found = onData(raster, bar, { plot, panel }, canvas, lossy);
  return found.card ? found : undefined;
}

function onData(
  raster: Raster,
  bar: ColourbarLayout,
  { plot, panel }: { readonly plot: PlotArea; readonly panel: number },
  canvas: Canvas | undefined,
  lossy: boolean,
): BarWithin & { readonly on: 'data' } {
  const card =
    canvas && contains(canvas.box, bar.box) && boxArea(canvas.box) < mostOfPlot * boxArea(plot.plotBox)
      ? canvas
      : undefined;
  // A card may jut out over the plot's border.
  const covered = intersect(grownBox(card?.box ?? bar.box, card ? 1 : rim, raster), plot.plotBox);
  return {
    on: 'data',
    bar: card ? drawnOn(raster, card, bar, lossy) : bar,
    panel,
    covered,
    ...(card && { card }),
  };
}

/** A bar as it is drawn on its card, with its frame and what is at its ends: as on a page. */
export function drawnOn(
  raster: Raster,
  { box, colour }: Canvas,
  bar: ColourbarLayout,
  lossy: boolean,
): ColourbarLayout {
  const page = pageOf(colour, lossy);
  const { width, height } = raster;
  const ink = inkMask(raster, colour, page.tolerance);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) ink[y * width + x] = 0;
  const bars = findColourbars(raster, page, components(ink, width, height), lossy);
  return bars.find((other) => boxArea(intersect(other.box, bar.box)) >= 0.8 * boxArea(bar.box)) ?? bar;
}

/** Whether a canvas is all of the picture along one of its sides: a margin. */
function takesSide({ box }: Canvas, { width, height }: Raster): boolean {
  const [left, top, right, bottom] = [box.left <= 0, box.top <= 0, box.right >= width, box.bottom >= height];
  return [left, top, right, bottom].filter(Boolean).length === 3;
}

/** Distances (pixels) beyond a bar's ends at which the page must be: past its frame, before its labels. */
const beyondEnds = [4, 5, 6];

/** Whether a bar has the page beyond both of its ends: a part of one has the rest of it there. */
function endsOnPage(raster: Raster, { box, orientation }: ColourbarLayout, page: Page): boolean {
  const [low, high] = orientation === 'vertical' ? [box.top, box.bottom] : [box.left, box.right];
  const middle = orientation === 'vertical' ? (box.left + box.right) >> 1 : (box.top + box.bottom) >> 1;
  const isPage = (at: number): boolean => {
    const [x, y] = orientation === 'vertical' ? [middle, at] : [at, middle];
    if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return true;
    return maxDifference(raster, 4 * (y * raster.width + x), page.colour) <= page.tolerance;
  };
  return [low, high].every((end, k) => beyondEnds.some((d) => isPage(k === 0 ? end - 1 - d : end + d)));
}
