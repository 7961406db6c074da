import type { Box, Raster } from '../../model/types.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { longSides, type Orientation } from '../layout/bars/pieces.js';
import { withoutSwatchesApart } from '../layout/bars/swatchesApart.js';
import { components } from '../layout/ink/components.js';
import { findPage, inkMask, type Page, pixelDifference } from '../layout/ink/page.js';
import { boxArea, grownBox } from '../layout/ink/rectangle.js';
import { isRectangular, type Layout, type PanelLayout, thickInk, withOwnBars } from '../layout/layout.js';
import { type PlotArea, plotAreas } from '../layout/plotArea.js';
import { boundedBox } from './grownStrips.js';
import { goesOnBeside } from './pictureBegins.js';
import { gradientStrips, type Strip } from './strips.js';
import { barOfStrip } from './within.js';

/** A strip as the bar of what is drawn around it. */
export interface Supposed {
  readonly layout: Layout;
  readonly bar: ColourbarLayout;
  /** Whether that plot has colours of the bar: in another light a surface has not. */
  readonly isShown: boolean;
}

/** Strips that are looked at, the largest first: each costs the reading of what is written beside it. */
const mostLooked = 4;
/** A frame around a bar, with its rims. */
const frame = 3;

/**
 * Strips that may be bars, laid over a scene as renderers do: anywhere in the view, partly on what is drawn there and partly on the
 * ground, which may be of any shape and have other colours than the bar in its light.
 *
 * @param lossy the picture went through a lossy codec
 */
export function stripsAsBars(raster: Raster, lossy: boolean): ColourbarLayout[] {
  const strips = gradientStrips(raster, lossy)
    .filter((strip) => !isWindowBorder(raster, strip))
    .sort((a, b) => boxArea(b.box) - boxArea(a.box));
  return strips.slice(0, mostLooked).map(({ box: strip, orientation }) => {
    const whole = toItsEnds(raster, boundedBox(raster, strip, orientation, lossy), orientation);
    const box = withoutSwatchesApart(raster, whole, orientation, lossy);
    return barOfStrip(raster, { box, orientation }, lossy);
  });
}

/** A window's border takes this share of a side of its picture. */
const leastBorder = 0.95;

/** Whether a strip runs along a side of the picture, from end to end: the border of a window, where labels beside it are those of what that shows. */
function isWindowBorder({ width, height }: Raster, { box, orientation }: Strip): boolean {
  const { left, top, right, bottom } = box;
  return orientation === 'vertical'
    ? bottom - top >= leastBorder * height && (left <= frame || width - right <= frame)
    : right - left >= leastBorder * width && (top <= frame || height - bottom <= frame);
}

/**
 * A scene without the strip that may be its bar; undefined where that is a part of the data.
 *
 * @param plain the layout that was found without a bar
 */
export function sceneWithout(
  raster: Raster,
  plain: Layout,
  bar: ColourbarLayout,
  lossy: boolean,
): Supposed | undefined {
  const { box, orientation } = bar;
  const page = plain.page ?? findPage(raster, lossy);
  if (page === null) {
    if (longSides(bar).every((side) => goesOnBeside(raster, box, side))) return undefined;
    const layout = { ...plain, colourbars: [bar] };
    return { layout: withBarAt(layout, largest(layout.panels)), bar, isShown: false };
  }
  const { width, height } = raster;
  const ink = inkMask(raster, page.colour, page.tolerance);
  const zone = grownBox(box, frame, raster);
  for (let y = zone.top; y < zone.bottom; y++) ink.fill(0, y * width + zone.left, y * width + zone.right);
  const areas = plotAreas(raster, page, components(ink, width, height), thickInk(ink, raster), [bar]);
  if (areas.length === 0 || areas.some((area) => isColumnOf(raster, page, area, box, orientation)))
    return undefined;
  const layout = { ...withOwnBars(raster, page, areas, [bar]), colourbars: [bar] };
  const isShown = layout.panels.some(({ colourbar }) => colourbar === 0);
  return { layout: isShown ? layout : withBarAt(layout, largest(layout.panels)), bar, isShown };
}

/** Lines that go on with a strip's colour differ by no more than this from one to the next; what bounds them does by more. */
const goingOn = 12;
/** No more of a bar is hidden so than this share of what was seen. */
const mostHidden = 0.25;
/** The mark of a tick within a bar, with what scaling blurs of it, is no longer along the bar (pixels). */
const longestMark = 6;
/** It leaves at least this share of the bar's thickness in the middle free, or is a line that parts colours. */
const leastFree = 0.4;

/**
 * A strip led on, along itself, past the marks of ticks within it, and past where what lies behind it has its colour on one side: there
 * a strip is seen to be bounded on the other alone.
 */
function toItsEnds(raster: Raster, box: Box, orientation: Orientation): Box {
  const vertical = orientation === 'vertical';
  const [first, past, most] = vertical
    ? [box.top, box.bottom, raster.height]
    : [box.left, box.right, raster.width];
  const [start, end, across] = vertical
    ? [box.left, box.right, raster.width]
    : [box.top, box.bottom, raster.height];
  const at = (a: number, b: number): number => 4 * (vertical ? b * raster.width + a : a * raster.width + b);
  const middle = (start + end) >> 1;
  const freeHalf = Math.max(1, Math.round((leastFree / 2) * (end - start)));
  const goesOn = (b: number, before: number, from: number, to: number): boolean => {
    for (let a = from; a < to; a++)
      if (pixelDifference(raster, at(a, b), at(middle, before)) > goingOn) return false;
    return true;
  };
  const isEdge = (a: number, b: number): boolean =>
    a < 0 || a >= across || pixelDifference(raster, at(a, b), at(middle, b)) > goingOn;
  const limit = mostHidden * (past - first);
  const ledOn = (from: number, by: 1 | -1): number => {
    let last = from;
    for (let b = from + by; b >= 0 && b < most && Math.abs(b - last) <= longestMark + 1; b += by) {
      if (!goesOn(b, b - by, middle - freeHalf, middle + freeHalf + 1)) break;
      const sides = Number(isEdge(start - frame, b)) + Number(isEdge(end - 1 + frame, b));
      if (sides === 0 || (sides === 1 && Math.abs(b - from) > limit)) break;
      if (goesOn(b, b - by, start + 1, end - 1)) last = b;
    }
    return last;
  };
  const [low, high] = [ledOn(first, -1), ledOn(past - 1, 1)];
  return vertical ? { ...box, top: low, bottom: high + 1 } : { ...box, left: low, right: high + 1 };
}

/** A strip that juts out by no more than this share of it was led on along a frame's line to where the labels of an axis begin. */
const leastJut = 0.05;

/**
 * Whether a strip is a column (a row) of a plot's data: it goes on beside itself as the next ones do, or stands at the plot's border, where
 * the labels beside it are the axis' own. What juts out of its plot is none, and scenes have no axis along a straight border.
 */
function isColumnOf(raster: Raster, page: Page, area: PlotArea, box: Box, orientation: Orientation): boolean {
  const { plotBox } = area;
  const [first, last, low, high] =
    orientation === 'vertical'
      ? (['top', 'bottom', 'left', 'right'] as const)
      : (['left', 'right', 'top', 'bottom'] as const);
  const past = Math.max(0, plotBox[first] - frame - box[first], box[last] - plotBox[last] - frame);
  const isAlong = past <= leastJut * (box[last] - box[first]);
  // The plot is cut back to the strip, with the lines of a frame about it.
  const isIn = box[high] > plotBox[low] - 2 * frame && box[low] < plotBox[high] + 2 * frame;
  if (!isAlong || !isIn || !isRectangular(raster, page, area)) return false;
  const isAtBorder = box[low] <= plotBox[low] + frame || box[high] >= plotBox[high] - frame;
  return isAtBorder || longSides({ orientation }).some((side) => goesOnBeside(raster, box, side));
}

/** The layout with its bar as that of one panel. */
const withBarAt = ({ panels, ...layout }: Layout, at: number): Layout => ({
  ...layout,
  panels: panels.map((panel, k) => (k === at ? { ...panel, colourbar: 0 } : panel)),
});

const largest = (panels: readonly PanelLayout[]): number => {
  const areas = panels.map(({ plotBox }) => boxArea(plotBox));
  return areas.indexOf(Math.max(...areas));
};
