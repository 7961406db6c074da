import type { Box, Raster } from '../../model/types.js';
import { ownBars } from './barOwners.js';
import { type ColourbarLayout, findColourbars } from './bars/colourbar.js';
import { longSides } from './bars/pieces.js';
import { controlsAmong } from './controls.js';
import { components, opened } from './ink/components.js';
import { plainEdges, SIDES, type Side, viewFrom } from './ink/edges.js';
import { findPage, inkMask, maxDifference, type Page } from './ink/page.js';
import { areOneSize, boxArea, contains } from './ink/rectangle.js';
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
  const isPanel = ({ box }: ColourbarLayout) =>
    areas.some(({ plotBox }) => areOneSize(box, plotBox, ROUNDING));
  // So does one of several panels.
  if (bars.some(isPanel)) {
    bars = bars.filter((bar) => !isPanel(bar));
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

/** Panels of one size differ by rounding and a frame line, pixels. */
const ROUNDING = 2;

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
  const apart = bars.filter((bar) => !areas.some(({ plotBox }) => isRowOf(plotBox, bar)));
  const outside = apart.filter((bar) => !areas.some((area) => contains(outerBox(area.axes), bar.box)));
  const kept = outside.length > 0 ? outside : apart;
  const own = ownBars(raster, page, areas, kept);
  const isControls = controlsAmong(
    raster,
    page,
    areas.map(({ plotBox }) => plotBox),
    own.map((bar) => bar !== null),
  );
  if (isControls.includes(true))
    return withOwnBars(
      raster,
      page,
      areas.filter((_, k) => !isControls[k]),
      bars,
    );
  const panels = areas.map((area, k) => ({ ...area, colourbar: own[k]! }));
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

/** A row of cells and its plot end at the same lines, each found to a pixel. */
const SAME_LINE = 2;

/** Whether what looks like a bar is the outermost row or column of a plot's cells, which lines in the page's colour part from the others. */
function isRowOf(plot: Box, { box, orientation }: ColourbarLayout): boolean {
  const isAt = (side: Side): boolean => Math.abs(box[side] - plot[side]) <= SAME_LINE;
  const sides = longSides({ orientation });
  const ends = SIDES.filter((side) => !sides.includes(side));
  return contains(plot, box, SAME_LINE) && ends.every(isAt) && sides.some(isAt);
}

/**
 * Whether a frame was found on three sides of an area at least, or ink runs along most of its outermost lines: blobs on a flat
 * ground have no straight sides.
 */
export function isRectangular(raster: Raster, page: Page, area: PlotArea): boolean {
  const straight = SIDES.filter((side) => {
    // Just inside a frame of one pixel there is nothing but page where the data leave room.
    if (area.axes[side].thickness > 0) return true;
    const view = viewFrom(side, area.plotBox, raster.width, raster.height);
    let ink = 0;
    for (let p = view.from; p < view.to; p++)
      if (maxDifference(raster, view.offset(1, p), page.colour) > page.tolerance) ink++;
    return ink >= 0.6 * (view.to - view.from);
  });
  return straight.length >= 3;
}

function wholePicture({ width, height }: Raster): PlotArea {
  const box: Box = { left: 0, top: 0, right: width, bottom: height };
  const edges = plainEdges(box);
  return { plotBox: box, edges, axes: edges, inner: box, outline: null, confidence: 0.9 };
}
