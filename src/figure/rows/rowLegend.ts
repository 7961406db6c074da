import { placeOf } from '../../bar/readBar.js';
import type { Box, Raster } from '../../model/types.js';
import type { AxisReading } from '../axes/axis.js';
import { chainOf, lawOf } from '../axes/classes/chain.js';
import { wordsBeside } from '../axes/classes/swatches.js';
import { classesOf, sayClasses } from '../axes/classLabels.js';
import type { ReadLabel } from '../labels/reader/label.js';
import type { Word } from '../labels/words/joined.js';
import { findWords } from '../labels/words/text.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { components } from '../layout/ink/components.js';
import { findPage, inkMask, type Page } from '../layout/ink/page.js';
import { boxArea, contains, intersect, movedBox, unite } from '../layout/ink/rectangle.js';
import { findLayout, type Layout } from '../layout/layout.js';
import { outerBox } from '../layout/ticks.js';
import { comesBackBothWays } from './comesBack.js';
import { drawnAsBar, type SwatchRow, swatchRows, withSwatchAt } from './swatchRows.js';

/** A legend whose swatches stand apart, their labels between or beside them, as the bar that it stands for. */
export interface RowLegend {
  /** The picture with that bar instead of the legend, and what is found there. */
  readonly raster: Raster;
  readonly layout: Layout;
  readonly bar: ColourbarLayout;
  readonly reading: AxisReading;
  /** Nothing of it lies on a plot. */
  readonly written: readonly Box[];
  readonly isShown: boolean;
}

/** The bar that is found lies where the row of swatches was drawn as one, but for this share. */
const where = 0.9;

/**
 * The legend of classes (10–20, 20–30) of a figure that has no bar, where swatches stand apart on one line or above one another and each
 * has its label beside it.
 * Classes must go on from one swatch to the next: categories do not, nor do the names of lines. Nor must they be those of a chart: of ages
 * in bars and sectors.
 *
 * @param plain the layout that was found without it
 */
export async function legendInRow(
  raster: Raster,
  plain: Layout,
  { readLabel, lossy }: { readonly readLabel: ReadLabel; readonly lossy: boolean },
): Promise<RowLegend | undefined> {
  // What has no straight sides was taken for all of the picture: regions of a map, as a legend of classes has them.
  const page = plain.page ?? findPage(raster, lossy);
  if (page === null) return undefined;
  const ink = inkMask(raster, page.colour, page.tolerance);
  const plots = plain.page === null ? [] : plain.panels.map(({ axes }) => outerBox(axes));
  for (const row of swatchRows(raster, page, components(ink, raster.width, raster.height), plots)) {
    // Cells that the page parts from one another line up as well.
    if (row.goesOn || (row.orientation === 'vertical' && plots.some((plot) => contains(plot, row.box))))
      continue;
    const words = findWords(raster, page, [
      ...plots.map((plot) => endedBefore(plot, row.box)),
      ...row.swatches,
    ]);
    const labels = await classesAlong({ raster, page, readLabel }, words, row);
    if (labels === undefined) continue;
    const legend = labels.row;
    const drawn = drawnAsBar(raster, page, legend, labels.written);
    const layout = findLayout(drawn.raster, lossy, page);
    const [bar, another] = layout.colourbars;
    if (bar === undefined || another !== undefined || !isWhere(bar.box, legend.box)) continue;
    const own = layout.panels.filter(({ colourbar }) => colourbar !== null);
    if (!own.every(({ inner }) => comesBackBothWays(raster, inner, legend.colours))) continue;
    const { ends } = bar.reading;
    const places = [placeOf(bar.reading, ends.low.at), placeOf(bar.reading, ends.high.at)] as const;
    const reading: AxisReading = {
      side: row.orientation === 'vertical' ? 'right' : 'bottom',
      units: null,
      ticks: [],
      calendar: false,
      labels: legend.swatches.length,
      ...lawOf(labels.chain, drawn.bands, places),
    };
    return { raster: drawn.raster, layout, bar, reading, written: [], isShown: true };
  }
  return undefined;
}

/** A plot that was found with the legend which stands close to it, up to the legend. */
function endedBefore(plot: Box, row: Box): Box {
  if (boxArea(intersect(plot, row)) <= 0) return plot;
  return row.top - plot.top > plot.bottom - row.bottom
    ? { ...plot, bottom: row.top - 1 }
    : { ...plot, top: row.bottom + 1 };
}

const isWhere = (found: Box, drawn: Box): boolean =>
  boxArea(intersect(found, drawn)) >= where * boxArea(unite(found, drawn));

interface Lettering {
  readonly raster: Raster;
  readonly page: Page;
  readonly readLabel: ReadLabel;
}

interface Classes {
  /** The swatches, with those as pale as the page that labels beyond the others say to be there. */
  readonly row: SwatchRow;
  readonly chain: NonNullable<ReturnType<typeof chainOf>>;
  /** Where the words on the legend's line are. */
  readonly written: readonly Box[];
}

/** The classes that the labels of a row or a column say; undefined where they are none, or where one without a swatch that is seen goes on. */
async function classesAlong(
  lettering: Lettering,
  words: readonly Word[],
  row: SwatchRow,
): Promise<Classes | undefined> {
  const { swatches } = row;
  if (row.orientation === 'horizontal') {
    const labels = swatches.map((swatch, k) => {
      const after = swatches[k + 1]?.left ?? 0;
      const next = after > swatch.left ? after : Number.POSITIVE_INFINITY;
      const own = words.filter(({ box }) => box.left >= swatch.right && box.right <= next);
      return wordsBeside(own, swatch, { from: swatch.top, to: swatch.bottom }, 'right');
    });
    return classesIn(lettering, row, labels, (boxes, texts) => beforeAndAfter(words, boxes, texts));
  }
  for (const side of ['right', 'left'] as const) {
    const labels = swatches.map((swatch) =>
      wordsBeside(words, swatch, { from: swatch.top, to: swatch.bottom }, side),
    );
    const classes = await classesIn(lettering, row, labels, (boxes) => aboveAndBelow(words, boxes, side));
    if (classes) return classes;
  }
  return undefined;
}

/** The words of each of some labels. */
type Labels = readonly (readonly Word[])[];

/** @param around the words where further labels would stand */
async function classesIn(
  lettering: Lettering,
  seen: SwatchRow,
  labels: Labels,
  around: (swatches: readonly Box[], labels: Labels) => readonly [readonly Word[], readonly Word[]],
): Promise<Classes | undefined> {
  if (labels.some((label) => label.length === 0)) return undefined;
  const readings = await Promise.all(labels.map((label) => classesOf(lettering, label)));
  if (chainOf(readings) === undefined) return undefined;
  const beyond = around(seen.swatches, labels);
  const written = [...labels, ...beyond].flatMap((label) => label.map((word) => word.box));
  const [before, after] = await Promise.all(beyond.map((label) => classesOf(lettering, label)));
  let row: SwatchRow | undefined = seen;
  if (before!.closed.length > 0) {
    row = row && withPaleSwatch(lettering, row, -1, boxesOf(beyond[0], labels[0]!));
    readings.unshift(before!);
  }
  if (after!.closed.length > 0) {
    row = row && withPaleSwatch(lettering, row, 1, boxesOf(beyond[1], labels.at(-1)!));
    readings.push(after!);
  }
  const chain = chainOf(readings);
  // What is left out at an end is as open as its label says, and that of a class with two ends is not.
  const isWhole = (reading: typeof before, isLeft: boolean): boolean =>
    reading!.closed.length === 0 || !isLeft;
  const isChain = chain && isWhole(before, chain.from > 0) && isWhole(after, chain.to < readings.length);
  if (!row || !isChain) return undefined;
  // One class may be as pale as the page; where the labels go on still, too little of the legend was seen.
  const all = [
    ...(before!.closed.length > 0 ? [beyond[0]] : []),
    ...labels,
    ...(after!.closed.length > 0 ? [beyond[1]] : []),
  ];
  const isGrown = all.length > labels.length;
  if (isGrown && (await sayClasses(lettering, around(row.swatches, all)))) return undefined;
  return { row, chain, written };
}

const boxesOf = (...labels: readonly (readonly Word[])[]): Box[] =>
  labels.map((label) => label.map(({ box }) => box).reduce(unite));

/**
 * A row with the swatch of a label beyond its first or its last one, which lies before that label as the others lie before theirs, but is
 * as pale as the page. Undefined where the picture has several colours there, and on several lines.
 *
 * @param beyond the box of that label, and that of the one next to it
 */
function withPaleSwatch(
  { raster, page }: Lettering,
  row: SwatchRow,
  outwards: 1 | -1,
  [beyond, next]: readonly Box[],
): SwatchRow | undefined {
  if (row.isWrapped) return undefined;
  const one = row.swatches.at(outwards < 0 ? 0 : -1)!;
  const by =
    row.orientation === 'vertical'
      ? { x: 0, y: Math.round((beyond!.top + beyond!.bottom - next!.top - next!.bottom) / 2) }
      : { x: beyond!.left - next!.left, y: 0 };
  return withSwatchAt(raster, page, row, movedBox(one, by.x, by.y));
}

/** The words on a row's line before its first swatch, and after its last label. */
function beforeAndAfter(
  words: readonly Word[],
  swatches: readonly Box[],
  labels: readonly (readonly Word[])[],
): [Word[], Word[]] {
  const [first, end] = [swatches[0]!, swatches.at(-1)!];
  const last = labels
    .at(-1)!
    .map((word) => word.box)
    .reduce(unite);
  const after = words.filter((word) => word.box.left >= last.right);
  return [
    wordsBeside(words, first, { from: first.top, to: first.bottom }, 'left'),
    wordsBeside(after, last, { from: end.top, to: end.bottom }, 'right', Number.POSITIVE_INFINITY),
  ];
}

/** The words where a column's next label would stand, above its first swatch and below its last. */
function aboveAndBelow(
  words: readonly Word[],
  swatches: readonly Box[],
  side: 'left' | 'right',
): [Word[], Word[]] {
  const [first, last] = [swatches[0]!, swatches.at(-1)!];
  const pitch = (last.top - first.top) / (swatches.length - 1);
  const at = (box: Box, by: number): Word[] =>
    wordsBeside(words, box, { from: box.top + by, to: box.bottom + by }, side);
  return [at(first, -pitch), at(last, pitch)];
}
