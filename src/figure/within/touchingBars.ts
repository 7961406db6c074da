import type { Box, Raster } from '../../model/types.js';
import { type ColourbarLayout, findColourbars } from '../layout/bars/colourbar.js';
import { colourMatch } from '../layout/bars/ownColours.js';
import { components } from '../layout/ink/components.js';
import { type Side, viewFrom } from '../layout/ink/edges.js';
import { inkMask, maxDifference, type Page } from '../layout/ink/page.js';
import { boxArea, boxHeight, boxWidth, intersect } from '../layout/ink/rectangle.js';
import { seamOf } from '../layout/ink/seams.js';
import { type Layout, type PanelLayout, thickInk, withOwnBars } from '../layout/layout.js';
import { plotAreas } from '../layout/plotArea.js';
import { pictureBegins } from './pictureBegins.js';
import { gradientStrips, type Strip } from './strips.js';

/** Nearly all the colours of a plot are on its bar; a column of its data has some of them. */
const leastMatch = 0.8;
/** A frame around a bar, with its rims. */
const thickestFrame = 4;
/** Beyond a frame, lines of page at an end; ticks and labels take a part of each, the whole of none. */
const pageLines = 3;
const leastPage = 0.7;
/** The line between a bar and its plot has one colour along most of the bar. */
const leastLine = 0.8;
const sameLine = 48;

/** Where two frames are two pixels apart, their rims fill the page between them: they cover a tenth of it. */
const faintest = 28;

/** A strip with the page around it but for one long side, and where the plot ends that it touches there. */
interface Touching {
  readonly strip: Strip;
  readonly inner: Side;
  /** Lines between the two: of a frame that they share, or of the page. */
  readonly between: number;
  readonly isApart: boolean;
}

/**
 * The layout of a figure whose bars touch their plots, or nearly so: one component with the plot, but on the page with their
 * three other sides. Undefined where no strip is such a bar.
 *
 * @param apart bars that stand apart from all plots
 */
export function layoutOfTouchingBars(
  raster: Raster,
  page: Page,
  strips: readonly Strip[],
  lossy: boolean,
  apart: readonly ColourbarLayout[] = [],
): Layout | undefined {
  const touching = strips.flatMap((strip) => touchingOn(raster, page, strip) ?? []);
  if (touching.length === 0) return undefined;
  const { width, height } = raster;
  const ink = inkMask(raster, page.colour, page.tolerance);
  const bars: ColourbarLayout[] = [];
  const plots = ink.slice();
  for (const one of touching) {
    const own = new Uint8Array(ink.length);
    const zone = zoneOf(raster, one);
    for (let y = zone.top; y < zone.bottom; y++)
      own.set(ink.subarray(y * width + zone.left, y * width + zone.right), y * width + zone.left);
    const found = findColourbars(raster, page, components(own, width, height), lossy).find(
      ({ box }) => boxArea(intersect(box, one.strip.box)) >= 0.8 * boxArea(one.strip.box),
    );
    if (found === undefined) continue;
    bars.push(found);
    const cut = cutOf(zone, one);
    for (let y = cut.top; y < cut.bottom; y++) plots.fill(0, y * width + cut.left, y * width + cut.right);
  }
  if (bars.length === 0) return undefined;
  const all = [...apart, ...bars];
  const areas = plotAreas(raster, page, components(plots, width, height), thickInk(plots, raster), all);
  const layout = withOwnBars(raster, page, areas, all);
  const isShown = ({ colourbar, ...area }: PanelLayout): boolean =>
    colourbar !== null &&
    bars.includes(layout.colourbars[colourbar]!) &&
    colourMatch(raster, area.inner, layout.colourbars[colourbar]!) >= leastMatch;
  return layout.panels.some(isShown) ? layout : undefined;
}

/**
 * The layout of a figure of which some panels have bars that stand apart, with those of others that touch their plots, or nearly so.
 * Undefined where no more panels have a bar then: where bars are several, none is another panel's.
 */
export function withTouchingBars(
  raster: Raster,
  { page, panels, colourbars }: Layout,
  lossy: boolean,
): Layout | undefined {
  // A codec makes strips of one colour across of the borders of plots, which their axes label.
  if (page === null || lossy || colourbars.length === 0) return undefined;
  if (panels.every(({ colourbar }) => colourbar !== null)) return undefined;
  const strips = gradientStrips(raster, lossy).filter(({ box }) =>
    colourbars.every((bar) => boxArea(intersect(bar.box, box)) === 0),
  );
  const touched = layoutOfTouchingBars(raster, page, strips, lossy, colourbars);
  if (touched === undefined || touched.panels.length !== panels.length) return undefined;
  const barsOf = (all: readonly PanelLayout[]): number =>
    all.filter(({ colourbar }) => colourbar !== null).length;
  return barsOf(touched.panels) > barsOf(panels) ? touched : undefined;
}

/** How a strip touches ink on one long side while the page is on the others; undefined where it does not. */
function touchingOn(raster: Raster, page: Page, strip: Strip): Touching | undefined {
  const [long, short]: readonly [readonly Side[], readonly Side[]] =
    strip.orientation === 'vertical'
      ? [
          ['left', 'right'],
          ['top', 'bottom'],
        ]
      : [
          ['top', 'bottom'],
          ['left', 'right'],
        ];
  const pageBeyond = (side: Side): number => blankLines(raster, page, strip.box, side);
  if (short.some((side) => pageBeyond(side) < pageLines)) return undefined;
  const [near, far] = long.map(pageBeyond);
  const inner = near! < far! ? long[0]! : long[1]!;
  // Plots and bars that are farther from one another are two components.
  const seam = seamOf(raster) + 1;
  if (Math.min(near!, far!) >= seam || Math.max(near!, far!) < pageLines) return undefined;
  const { between, isApart } = linesBetween(raster, page, strip.box, inner);
  return pictureBegins(raster, page, strip.box, { side: inner, seam, between })
    ? { strip, inner, between, isApart }
    : undefined;
}

/** How many lines of page, up to the picture's border, lie beyond a side of a box, past a frame and beside ticks. */
function blankLines(raster: Raster, page: Page, box: Box, side: Side): number {
  const view = viewFrom(side, box, raster.width, raster.height);
  let lines = 0;
  for (let d = 1; d <= view.outside; d++) {
    let blank = 0;
    for (let p = view.from; p < view.to; p++)
      if (maxDifference(raster, view.offset(-d, p), page.colour) <= page.tolerance) blank++;
    if (blank >= leastPage * (view.to - view.from)) lines++;
    else if (lines > 0 || d > thickestFrame) return lines;
  }
  return Number.POSITIVE_INFINITY;
}

/** The lines between a bar and its plot: those of a frame, or of the page with frames on either side of it. */
function linesBetween(
  raster: Raster,
  page: Page,
  box: Box,
  side: Side,
): { readonly between: number; readonly isApart: boolean } {
  const view = viewFrom(side, box, raster.width, raster.height);
  let framed = 0;
  for (let d = 1; d <= Math.min(view.outside, thickestFrame + seamOf(raster)); d++) {
    const first = view.offset(-d, (view.from + view.to) >> 1);
    const line = [raster.data[first]!, raster.data[first + 1]!, raster.data[first + 2]!] as const;
    const share = (colour: typeof line, slack: number): number => {
      let same = 0;
      for (let p = view.from; p < view.to; p++)
        if (maxDifference(raster, view.offset(-d, p), colour) <= slack) same++;
      return same / (view.to - view.from);
    };
    const slack = framed > 0 ? Math.max(faintest, page.tolerance) : page.tolerance;
    if (share(page.colour, slack) >= leastLine) return { between: d - 1, isApart: true };
    if (d > thickestFrame || share(line, sameLine) < leastLine) break;
    framed = d;
  }
  return { between: framed, isApart: false };
}

/** Where a bar's own ink is looked for: with its frame, and room for arrows at its ends and for ticks. */
function zoneOf({ width, height }: Raster, { strip: { box, orientation }, inner, between }: Touching): Box {
  const reach = orientation === 'vertical' ? boxWidth(box) : boxHeight(box);
  const by = (side: Side): number => (side === inner ? between : reach);
  return {
    left: Math.max(0, box.left - by('left')),
    top: Math.max(0, box.top - by('top')),
    right: Math.min(width, box.right + by('right')),
    bottom: Math.min(height, box.bottom + by('bottom')),
  };
}

/** What of that is not the plot's: a frame that both share is. */
const cutOf = (zone: Box, { inner, between, isApart }: Touching): Box => {
  if (isApart) return zone;
  const outward = inner === 'left' || inner === 'top' ? between : -between;
  return { ...zone, [inner]: zone[inner] + outward };
};
