import type { Box, Raster, Rgb } from '../../model/types.js';
import { mixtures } from '../../raster/colours/mixtures.js';
import { type ColourbarLayout, coloursOf, findColourbars } from './bars/colourbar.js';
import { components, opened } from './ink/components.js';
import { plainEdges, SIDES, viewFrom } from './ink/edges.js';
import { difference } from './ink/frame.js';
import { findPage, inkMask, maxDifference, type Page } from './ink/page.js';
import { boxArea, boxHeight, boxWidth, contains } from './ink/rectangle.js';
import { type PlotArea, plotAreas } from './plotArea.js';
import { outerBox } from './ticks.js';

/** One plot area with the colourbar that belongs to it. */
export interface PanelLayout extends PlotArea {
  /** Index into `Layout.colourbars`, or null. */
  readonly colourbar: number | null;
}

export interface Layout {
  /** Null when the picture has no margin: it is nothing but data. */
  readonly page: Page | null;
  /** In reading order: rows from the top, in a row from the left. Empty when there is no plot area. */
  readonly panels: readonly PanelLayout[];
  readonly colourbars: readonly ColourbarLayout[];
}

/**
 * Finds the plot areas of a figure and their colourbars.
 *
 * Whatever differs from the page is ink; ink that hangs together makes components. A component whose lines across
 * have one colour each is a colourbar; the large ones among the rest are plot areas, cut down to their frame or to
 * their data. A picture without margin is one plot area.
 *
 * @param page what the figure is drawn on, where that is known; null: nothing, it is all data
 */
export function findLayout(raster: Raster, lossy = false, page = findPage(raster, lossy)): Layout {
  const { width, height } = raster;
  if (page === null) return { page, panels: [{ ...wholePicture(raster), colourbar: null }], colourbars: [] };
  const ink = inkMask(raster, page.colour, page.tolerance);
  const parts = components(ink, width, height);
  const thick = thickInk(ink, raster);
  const candidates = findColourbars(raster, page, parts, lossy);
  // Data that vary in one direction only look like a stout bar: then the largest of them is the plot.
  let bars = candidates;
  let areas = plotAreas(raster, page, parts, thick, bars);
  if (areas.length === 0 && candidates.length > 0) {
    const stoutest = candidates.reduce((a, b) => (boxArea(a.box) >= boxArea(b.box) ? a : b));
    bars = candidates.filter((bar) => bar !== stoutest);
    areas = plotAreas(raster, page, parts, thick, bars);
  }
  if (
    bars.length === 0 &&
    areas.length > 0 &&
    areas.every((area) => !area.outline && !isRectangular(raster, page, area))
  )
    return { page: null, panels: [{ ...wholePicture(raster), colourbar: null }], colourbars: [] };
  return withOwnBars(raster, page, areas, bars);
}

/** What of the ink is an area and no line, tick or letter. */
export const thickInk = (ink: Uint8Array, { width, height }: Raster): Uint8Array =>
  opened(ink, width, height, Math.max(5, 2 * Math.floor(Math.hypot(width, height) / 500) + 1));

/** The layout of plot areas, each with that of the bars which is its own, if one is. */
export function withOwnBars(
  raster: Raster,
  page: Page,
  areas: readonly PlotArea[],
  bars: readonly ColourbarLayout[],
): Layout {
  // Cells of a heat map can line up like a bar; where there is a bar beside the plots, those inside are cells.
  const outside = bars.filter((bar) => !areas.some((area) => contains(outerBox(area.axes), bar.box)));
  const kept = (outside.length > 0 ? outside : bars).filter((bar) =>
    areas.some((area) => colourMatch(raster, area, bar) >= LEAST_MATCH),
  );
  const panels = areas.map((area) => ({ ...area, colourbar: colourbarOf(raster, area, kept) }));
  const used = kept.filter((_, k) => panels.some((p) => p.colourbar === k));
  return {
    page,
    panels: panels.map((p) => ({
      ...p,
      colourbar: p.colourbar === null ? null : used.indexOf(kept[p.colourbar]!),
    })),
    colourbars: used,
  };
}

/** Whether ink runs along most of an area's outermost lines, on three sides at least: blobs on a flat ground have no straight sides. */
export function isRectangular(raster: Raster, page: Page, area: PlotArea): boolean {
  const straight = SIDES.filter((side) => {
    const view = viewFrom(side, area.plotBox, raster.width, raster.height);
    let ink = 0;
    for (let p = view.from; p < view.to; p++)
      if (maxDifference(raster, view.offset(1, p), page.colour) > page.tolerance) ink++;
    return ink >= 0.6 * (view.to - view.from);
  });
  return straight.length >= 3;
}

/** Share of a plot's pixels that must have a colour of the bar (shading and overlays change many of them). */
const LEAST_MATCH = 0.2;

/** Pixels of a plot area that are asked for their colours, about. */
const SAMPLED = 900;
/** Anti-aliasing and codecs change colours of the bar by less than this. */
const ON_BAR = 32;
/** Colours of a mixture are this near to it, base maps of pale colours beneath included; four free numbers ask for most of them. */
const ON_MIXTURE = 12;
const LEAST_MIXED = 0.8;

/** The share of a plot area's pixels whose colour occurs on the bar, within what anti-aliasing and codecs change. */
export function colourMatch(raster: Raster, area: PlotArea, bar: ColourbarLayout): number {
  const colours = coloursOf(bar);
  const plot = sampledColours(raster, area);
  const match =
    plot.filter((a) => colours.some((b) => difference(a, b) <= ON_BAR)).length / Math.max(1, plot.length);
  return match < LEAST_MATCH ? Math.max(match, transparentMatch(plot, colours)) : match;
}

function sampledColours({ width, data }: Raster, { inner }: PlotArea): Rgb[] {
  const step = Math.max(1, Math.floor(Math.sqrt(boxArea(inner) / SAMPLED)));
  const colours: Rgb[] = [];
  for (let y = inner.top + (step >> 1); y < inner.bottom; y += step)
    for (let x = inner.left + (step >> 1); x < inner.right; x += step) {
      const o = 4 * (y * width + x);
      colours.push([data[o]!, data[o + 1]!, data[o + 2]!]);
    }
  return colours;
}

/** Half of the share of colours that are the bar's mixed with one other, as those of a half transparent plot; 0 where that is not most. */
function transparentMatch(plot: readonly Rgb[], bar: readonly Rgb[]): number {
  const positions = Float64Array.from(bar, (_, k) => k / Math.max(1, bar.length - 1));
  const [best] = mixtures(
    Float64Array.from(plot.flat()),
    { colours: Float64Array.from(bar.flat()), positions },
    ON_MIXTURE,
  );
  if (best === undefined) return 0;
  const share = best.distance.filter((d) => d <= ON_MIXTURE).length / plot.length;
  return share >= LEAST_MIXED ? share / 2 : 0;
}

// The nearest bar that runs beside the plot area and has its colours.
function colourbarOf(raster: Raster, area: PlotArea, bars: readonly ColourbarLayout[]): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  const { plotBox } = area;
  bars.forEach((bar, k) => {
    const match = colourMatch(raster, area, bar);
    if (match < LEAST_MATCH) return;
    const gapX = Math.max(0, plotBox.left - bar.box.right, bar.box.left - plotBox.right);
    const gapY = Math.max(0, plotBox.top - bar.box.bottom, bar.box.top - plotBox.bottom);
    // A gap along the bar means that it stands beside another panel.
    const [beside, beyond] = bar.orientation === 'vertical' ? [gapX, gapY] : [gapY, gapX];
    const cost = (beside + 3 * beyond) / Math.max(boxWidth(plotBox), boxHeight(plotBox)) + (1 - match);
    if (cost < least) {
      least = cost;
      best = k;
    }
  });
  return best;
}

function wholePicture({ width, height }: Raster): PlotArea {
  const box: Box = { left: 0, top: 0, right: width, bottom: height };
  const edges = plainEdges(box);
  return { plotBox: box, edges, axes: edges, inner: box, outline: null, confidence: 0.9 };
}
