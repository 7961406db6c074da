import type { Box, Raster, Rgb } from '../../model/types.js';
import { crop } from '../../raster/crop.js';
import { commonColours } from '../layout/ink/commonColours.js';
import { components } from '../layout/ink/components.js';
import { SIDES, viewFrom } from '../layout/ink/edges.js';
import { inkMask, maxDifference, type Page, pageOf } from '../layout/ink/page.js';
import {
  boxArea,
  boxHeight,
  boxWidth,
  contains,
  grownBox,
  intersect,
  movedBox,
} from '../layout/ink/rectangle.js';
import { isRectangular, type Layout, thickInk } from '../layout/layout.js';
import { type PlotArea, plotAreas } from '../layout/plotArea.js';
import { type Canvas, tolerance } from './canvas.js';

/** A window's colours: its ground, that of its panes and of its controls. They fill at least so much of it. */
const groundColours = 4;
const leastGround = 0.7;
/** A pane is at least this share of the region along both sides, and not all of it. */
const leastPane = 0.25;
const mostPane = 0.96;
/** A pane has its colour along this share of each of its sides. */
const leastBorder = 0.85;
/** What a pane shows of its colour is at least this share of the region. */
const leastMargin = 0.03;
/** A pane may reach beyond the region by so many pixels. */
const BEYOND = 1;
/** A picture is at least this share of the pane that shows it. */
const leastShown = 0.04;

/** A picture shown in a pane of a window. */
export interface Shown {
  readonly pane: Canvas;
  readonly page: Page;
  readonly areas: readonly PlotArea[];
}

/**
 * The pictures that a program's window shows: areas in a pane of one colour, which is a part of what was taken for a plot area
 * and beside which that has hardly any colours but those of the window's panels and controls.
 *
 * @param panes of the window (see `panesIn`)
 * @param lossy the picture went through a lossy codec
 */
export function shownInWindow(raster: Raster, panes: readonly Canvas[], lossy: boolean): Shown | undefined {
  const found = panes.map((pane) => picturesIn(raster, pane, lossy)).filter(({ areas }) => areas.length > 0);
  // A pane in another is what that shows, not a picture.
  return found.find(
    (one) =>
      !found.some(
        (other) =>
          other !== one && one.areas.some(({ plotBox }) => boxArea(intersect(plotBox, other.pane.box)) > 0),
      ),
  );
}

/** The panes of what was taken for a plot area and is a program's window, or several. */
export function panesIn(raster: Raster, { panels }: Layout, lossy: boolean): Canvas[] {
  const regions = panels.map(({ plotBox }) => plotBox);
  const region = regions.sort((a, b) => boxArea(b) - boxArea(a))[0];
  if (region === undefined) return [];
  const colours = commonColours(raster, region, undefined).filter(({ share }) => share >= leastMargin);
  return colours
    .flatMap(({ colour }) => panesOf(raster, region, colour, lossy).map((box) => ({ box, colour })))
    .filter(({ box }) => isWindow(raster, region, box));
}

/** Whether what lies in a region beside a box has hardly any colours but a few. */
export function isWindow(raster: Raster, region: Box, box: Box): boolean {
  const outside = commonColours(raster, region, box);
  return outside.slice(0, groundColours).reduce((sum, { share }) => sum + share, 0) >= leastGround;
}

/** Rectangles of a colour within a region that have it along all of their sides, the largest first. */
function panesOf(raster: Raster, region: Box, colour: Rgb, lossy: boolean): Box[] {
  const { width, height } = raster;
  const slack = lossy ? tolerance.lossy : tolerance.exact;
  if (!mayHoldPane(raster, region, colour, slack)) return [];
  // What reaches farther is no pane of it: the rest of the picture need not be looked through.
  const about = grownBox(region, BEYOND + 1, raster);
  const ground = inkMask(crop(raster, about), colour, slack).map((v) => 1 - v);
  return components(ground, boxWidth(about), boxHeight(about))
    .list.map(({ box }) => movedBox(box, about.left, about.top))
    .filter(
      (box) =>
        contains(region, box, BEYOND) &&
        boxWidth(box) >= leastPane * boxWidth(region) &&
        boxHeight(box) >= leastPane * boxHeight(region) &&
        boxArea(box) <= mostPane * boxArea(region) &&
        SIDES.every((side) => {
          const view = viewFrom(side, box, width, height);
          let same = 0;
          for (let p = view.from; p < view.to; p++)
            if (maxDifference(raster, view.offset(0, p), colour) <= slack) same++;
          return same >= leastBorder * (view.to - view.from);
        }),
    )
    .sort((a, b) => boxArea(b) - boxArea(a));
}

/**
 * Whether there are rows and columns of a region with as many pixels of a colour as a pane's sides have, and as far apart:
 * most colours are the data's own, and need no closer look.
 */
function mayHoldPane({ data, width, height }: Raster, region: Box, [r, g, b]: Rgb, slack: number): boolean {
  const { left, top, right, bottom } = grownBox(region, BEYOND, { width, height });
  const columns = new Uint32Array(right - left);
  const rows = new Uint32Array(bottom - top);
  for (let y = 0; y < rows.length; y++)
    for (let x = 0, o = 4 * ((top + y) * width + left); x < columns.length; x++, o += 4) {
      if (Math.abs(data[o]! - r) > slack || Math.abs(data[o + 1]! - g) > slack) continue;
      if (Math.abs(data[o + 2]! - b) > slack) continue;
      rows[y]!++;
      columns[x]!++;
    }
  const areApart = (counts: Uint32Array, across: number, along: number): boolean => {
    const fewest = Math.floor(leastBorder * leastPane * across);
    const isSide = (count: number): boolean => count >= fewest;
    const first = counts.findIndex(isSide);
    return first >= 0 && counts.findLastIndex(isSide) - first + 1 >= leastPane * along;
  };
  const [across, down] = [boxWidth(region), boxHeight(region)];
  return areApart(rows, across, down) && areApart(columns, down, across);
}

function picturesIn(raster: Raster, pane: Canvas, lossy: boolean): Shown {
  const { box, colour } = pane;
  const { width, height } = raster;
  const page = pageOf(colour, lossy);
  const ink = inkMask(raster, colour, page.tolerance);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) ink[y * width + x] = 0;
  const parts = components(ink, width, height);
  const areas = plotAreas(raster, page, parts, thickInk(ink, raster), []).filter(
    (area) =>
      boxArea(area.plotBox) >= leastShown * boxArea(box) &&
      (area.outline !== null || isRectangular(raster, page, area)),
  );
  return { pane, page, areas };
}
