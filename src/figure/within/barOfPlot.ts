import type { Box, Raster } from '../../model/types.js';
import { type ColourbarLayout, coloursOf } from '../layout/bars/colourbar.js';
import { colourMatch } from '../layout/bars/ownColours.js';
import type { Side } from '../layout/ink/edges.js';
import { boxArea, boxHeight, boxWidth, contains } from '../layout/ink/rectangle.js';
import type { Layout } from '../layout/layout.js';
import type { PlotArea } from '../layout/plotArea.js';

/** What a strip in a picture has to do with the plot on it or beside it, if it is that one's bar. */

/** Of a bar's plot, the share of pixels whose colour is on the bar, and of the bar's colours those that the plot has. */
const leastMatch = 0.6;
const leastShown = 0.5;
/** A frame around a bar, with its rims. */
export const rim = 3;

/** A plot is as long as this share of its bar, one way or the other: a bar may stand out beyond it a little. */
const leastLength = 0.75;

/** Whether a plot area has a bar: what is no larger than its bar, or much shorter both ways, is a letter or a column of labels beside it. */
export const hasBar = ({ panels, colourbars }: Layout): boolean =>
  panels.some(({ plotBox, colourbar }) => {
    if (colourbar === null) return false;
    const { box } = colourbars[colourbar]!;
    const isLong = longest(plotBox) >= leastLength * longest(box);
    return isLong && boxArea(plotBox) > boxArea(box);
  });

const longest = (box: Box): number => Math.max(boxWidth(box), boxHeight(box));

/** Whether a plot has the colours of a bar, and of those most. */
export const isBarOf = (raster: Raster, bar: ColourbarLayout, plot: PlotArea): boolean =>
  colourMatch(raster, plot.inner, bar) >= leastMatch && shownShare(raster, plot.plotBox, bar) >= leastShown;

/** No number has room in so many pixels; a bar that touches its plot is no part of it. */
const NO_ROOM = { least: 2, most: 8 };

/** Whether the labels on a side of a bar on a plot can only be beyond the plot, whose axis they are: there is no room for them between its border and the bar. */
export function areOfAxis(side: Side, bar: ColourbarLayout, plot: Box): boolean {
  const room = Math.abs(bar.box[side] - plot[side]);
  return room >= NO_ROOM.least && room <= NO_ROOM.most;
}

/** The share of a bar's colours that its plot shows outside of it: an axis of colours is used from end to end, mostly. */
function shownShare(raster: Raster, plot: Box, bar: ColourbarLayout): number {
  const step = Math.max(1, Math.floor(Math.sqrt(boxArea(plot) / 4000)));
  const seen: [number, number, number][] = [];
  for (let y = plot.top + (step >> 1); y < plot.bottom; y += step)
    for (let x = plot.left + (step >> 1); x < plot.right; x += step) {
      if (contains(bar.box, { left: x, top: y, right: x + 1, bottom: y + 1 }, rim)) continue;
      const o = 4 * (y * raster.width + x);
      seen.push([raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!]);
    }
  const rows = coloursOf(bar).filter((_, i) => i % 4 === 0);
  const shown = rows.filter(([r, g, b]) =>
    seen.some(([R, G, B]) => Math.max(Math.abs(r - R), Math.abs(g - G), Math.abs(b - B)) <= 16),
  );
  return shown.length / Math.max(1, rows.length);
}
