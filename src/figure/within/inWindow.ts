import type { Box, Raster } from '../../model/types.js';
import { type ColourbarLayout, findColourbars } from '../layout/bars/colourbar.js';
import { components } from '../layout/ink/components.js';
import { inkMask, type Page } from '../layout/ink/page.js';
import { boxArea, intersect } from '../layout/ink/rectangle.js';
import type { Layout } from '../layout/layout.js';
import { isBarOf } from './barOfPlot.js';
import { type Canvas, canvasAround } from './canvas.js';
import { gradientStrips } from './strips.js';
import { shownInWindow } from './windows.js';
import { barOfStrip, drawnOn, figureOn } from './within.js';

/** The pictures in a pane of a program's window, with the bar that another pane has for them. */
export interface FigureInWindow {
  readonly on: 'window';
  readonly layout: Layout;
  /** The bar among the layout's, and what it is drawn on with its labels; absent where the window shows none. */
  readonly bar?: ColourbarLayout;
  readonly card?: Canvas;
}

/** Panes of a window that are looked at for a figure with its bar, the largest first. */
const mostPanes = 3;

/**
 * The pane of a window that is a page of its own, with a plot and its bar: that of a plotting program, perhaps one of several windows.
 *
 * @param panes of the window (see `panesIn`)
 * @param lossy the picture went through a lossy codec
 */
export function paneWithBar(
  raster: Raster,
  panes: readonly Canvas[],
  lossy: boolean,
): { box: Box; layout: Layout } | undefined {
  const boxes = panes.map(({ box }) => box);
  for (const box of boxes.sort((a, b) => boxArea(b) - boxArea(a)).slice(0, mostPanes)) {
    const own = figureOn(raster, box, [], lossy);
    if (own) return { box, layout: own };
  }
  return undefined;
}

/**
 * Looks for a figure in a window that was taken for one plot area: pictures in a pane, a bar in the pane of layers or beside.
 *
 * @param layout of the whole picture
 * @param panes of the window (see `panesIn`)
 * @param lossy the picture went through a lossy codec
 */
export function figureInWindow(
  raster: Raster,
  layout: Layout,
  panes: readonly Canvas[],
  lossy: boolean,
): FigureInWindow | undefined {
  const shown = shownInWindow(raster, panes, lossy);
  if (shown === undefined) return undefined;
  const { page, areas, pane } = shown;
  for (const drawn of barsBeside(raster, layout.page, pane.box, lossy)) {
    if (!areas.some((area) => isBarOf(raster, drawn, area))) continue;
    const card = canvasAround(raster, drawn.box, lossy);
    const bar = card ? drawnOn(raster, card, drawn, lossy) : drawn;
    const panels = areas.map((area) => ({ ...area, colourbar: isBarOf(raster, bar, area) ? 0 : null }));
    return { on: 'window', layout: { page, panels, colourbars: [bar] }, bar, ...(card && { card }) };
  }
  const panels = areas.map((area) => ({ ...area, colourbar: null }));
  return { on: 'window', layout: { page, panels, colourbars: [] } };
}

/** What may be a bar outside of a pane: drawn on the window's own ground, swatches included, or on another's. */
function barsBeside(raster: Raster, ground: Page | null, pane: Box, lossy: boolean): ColourbarLayout[] {
  const { width, height } = raster;
  const onGround = ground
    ? findColourbars(
        raster,
        ground,
        components(inkMask(raster, ground.colour, ground.tolerance), width, height),
        lossy,
      )
    : [];
  const strips = gradientStrips(raster, lossy).map((strip) => barOfStrip(raster, strip, lossy));
  return [...onGround, ...strips]
    .filter(({ box }) => boxArea(intersect(box, pane)) === 0)
    .sort((a, b) => boxArea(b.box) - boxArea(a.box));
}
