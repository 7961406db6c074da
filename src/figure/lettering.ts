import type { Raster } from '../model/types.js';
import { type AxisReading, type Lettering, labelsAlong, nearerWords, readAxis } from './axis.js';
import { apartAtTicks } from './labels/apart.js';
import { SURE } from './labels/calibration.js';
import type { ReadLabel } from './labels/reader/label.js';
import { findWords, type Word } from './labels/text.js';
import type { ColourbarLayout } from './layout/colourbar.js';
import { type Edges, SIDES, type Side } from './layout/frame.js';
import type { Layout } from './layout/layout.js';
import type { Page } from './layout/page.js';
import {
  majorTicks,
  outerBox,
  type Tick,
  ticksInsideBar,
  ticksInsidePlot,
  ticksOutside,
} from './layout/ticks.js';
import { turnedBack, turnedEdges, turnedRaster, turnedSide } from './turned.js';

/** All words of a figure and the rectangles that they may label. */
export function letteringOf(raster: Raster, page: Page, layout: Layout, readLabel: ReadLabel): Lettering {
  const rectangles = [...layout.panels.map((p) => p.axes), ...layout.colourbars.map((b) => b.edges)];
  let words: readonly Word[] = findWords(raster, page, rectangles.map(outerBox));
  for (const edges of rectangles)
    for (const side of ['bottom', 'top'] as const)
      words = apartAlong(words, edges, side, ticksOutside(raster, page, edges, side));
  const claimed = new Set<Word>();
  for (const edges of rectangles) {
    for (const side of SIDES) {
      const near = nearerWords({ words, rectangles }, edges);
      const labels = labelsAlong(near, edges, side, ticksOutside(raster, page, edges, side));
      if (labels.length >= 2 && labels.some((l) => l.marked))
        for (const { word } of labels) claimed.add(word);
    }
  }
  return {
    raster,
    page,
    rectangles,
    words,
    free: words.filter((word) => !claimed.has(word)),
    readLabel,
  };
}

/** Words with those of a level side's labels taken apart that stand too near to one another. */
function apartAlong(
  words: readonly Word[],
  edges: Edges,
  side: 'bottom' | 'top',
  ticks: readonly Tick[],
): readonly Word[] {
  if (ticks.length < 2) return words;
  const outer = outerBox(edges);
  const reach = ticks.reduce((m, t) => Math.max(m, t.length), 0);
  const places = majorTicks(ticks)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  return words.flatMap((word) => {
    const gap = side === 'bottom' ? word.box.top - outer.bottom : outer.top - word.box.bottom;
    return gap >= -1 && gap <= reach + 2.2 * word.height ? apartAtTicks(word, places) : [word];
  });
}

/** The labels of a colourbar, on either of its long sides. */
export function readColourbar(lettering: Lettering, bar: ColourbarLayout): Promise<AxisReading | null> {
  const { raster, page } = lettering;
  return bestReading(lettering, bar.edges, longSides(bar), ticksOfBar(raster, page, bar));
}

/** Where a colourbar's longer tick marks stand along it (pixels), on the side that shows more of them. */
export function barMarks(raster: Raster, page: Page | null, bar: ColourbarLayout): number[] {
  if (page === null) return [];
  const [near, far] = ticksOfBar(raster, page, bar).map(majorTicks);
  return (near!.length >= far!.length ? near! : far!).map(({ at }) => at);
}

const longSides = ({ orientation }: ColourbarLayout): readonly [Side, Side] =>
  orientation === 'vertical' ? ['right', 'left'] : ['bottom', 'top'];

/** The tick marks of a colourbar on each of its long sides, or in the bar where none leave it. */
function ticksOfBar(raster: Raster, page: Page, bar: ColourbarLayout): Tick[][] {
  const sides = longSides(bar);
  const inside = sides.map((side) => ticksInsideBar(raster, bar.edges, side, bar.reading));
  return sides.map((side, k) => {
    const outside = ticksOutside(raster, page, bar.edges, side);
    if (outside.length >= 2) return outside;
    return inside[k]!.length >= 2 ? inside[k]! : inside[1 - k]!;
  });
}

/** The labels of a plot's axes: x below or above it, y at the left or right, upright or written upward. */
export async function readAxes(
  lettering: Lettering,
  edges: Edges,
): Promise<{ x: AxisReading | null; y: AxisReading | null }> {
  const x = await readSides(lettering, edges, ['bottom', 'top']);
  const y = await readSides(lettering, edges, ['left', 'right']);
  if ((y?.law?.confidence ?? 0) >= SURE) return { x, y };
  const turned = await readTurned(lettering, edges);
  return { x, y: (turned?.law?.confidence ?? 0) > (y?.law?.confidence ?? 0) ? turned : y };
}

function readSides(lettering: Lettering, edges: Edges, sides: readonly Side[]): Promise<AxisReading | null> {
  const { raster, page } = lettering;
  const ticks = sides.map((side) => {
    const outside = ticksOutside(raster, page, edges, side);
    return outside.length >= 2 ? outside : ticksInsidePlot(raster, page, edges, side);
  });
  return bestReading(lettering, edges, sides, ticks);
}

// The y axis of a picture turned a quarter clockwise: R writes its labels upward.
async function readTurned(lettering: Lettering, edges: Edges): Promise<AxisReading | null> {
  const { height } = lettering.raster;
  const raster = turnedRaster(lettering.raster);
  const rectangles = lettering.rectangles.map((e) => turnedEdges(e, height));
  const words = findWords(raster, lettering.page, rectangles.map(outerBox));
  const turned: Lettering = { ...lettering, raster, rectangles, words, free: [] };
  for (const side of ['left', 'right'] as const) {
    const reading = await readSides(turned, rectangles[lettering.rectangles.indexOf(edges)]!, [
      turnedSide(side),
    ]);
    if ((reading?.law?.confidence ?? 0) >= SURE) return turnedBack(reading!, side, height);
  }
  return null;
}

// The side with more labels first; the other one when its labels follow no law.
async function bestReading(
  lettering: Lettering,
  edges: Edges,
  sides: readonly Side[],
  ticks: readonly Tick[][],
): Promise<AxisReading | null> {
  const order = sides
    .map((side, k) => ({
      side,
      marks: ticks[k]!,
      labels: labelsAlong(nearerWords(lettering, edges), edges, side, ticks[k]!).length,
    }))
    .filter((s) => s.labels > 0)
    .sort((a, b) => b.labels - a.labels);
  let best: AxisReading | null = null;
  for (const { side, marks } of order) {
    const reading = await readAxis(lettering, edges, side, marks);
    if (best === null || (reading.law?.confidence ?? 0) > (best.law?.confidence ?? 0)) best = reading;
    if ((best.law?.confidence ?? 0) >= SURE) break;
  }
  return best;
}
