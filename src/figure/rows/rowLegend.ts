import { placeOf } from '../../bar/readBar.js';
import type { Box, Raster } from '../../model/types.js';
import type { AxisReading } from '../axes/axis.js';
import { chainOf, classesOf, lawOf } from '../axes/classLabels.js';
import { wordsBeside } from '../axes/swatches.js';
import type { ReadLabel } from '../labels/reader/label.js';
import type { Word } from '../labels/words/joined.js';
import { findWords } from '../labels/words/text.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { components } from '../layout/ink/components.js';
import { inkMask, type Page } from '../layout/ink/page.js';
import { boxArea, intersect, unite } from '../layout/ink/rectangle.js';
import { findLayout, type Layout } from '../layout/layout.js';
import { outerBox } from '../layout/ticks.js';
import { comesBackBothWays } from './comesBack.js';
import { drawnAsBar, type SwatchRow, swatchRows } from './swatchRows.js';

/** A legend whose labels stand between its swatches, as the bar that it stands for. */
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
 * The legend of classes (10–20, 20–30) of a figure that has no bar, where swatches stand on one line and each has its label to its right.
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
  const { page } = plain;
  if (page === null) return undefined;
  const ink = inkMask(raster, page.colour, page.tolerance);
  for (const row of swatchRows(raster, page, components(ink, raster.width, raster.height))) {
    if (row.goesOn) continue;
    const plots = plain.panels.map(({ axes }) => outerBox(axes));
    const words = findWords(raster, page, [...plots, ...row.swatches]);
    const labels = await classesAlong({ raster, page, readLabel }, words, row);
    if (labels === undefined) continue;
    const drawn = drawnAsBar(raster, page.colour, row, labels.written);
    const layout = findLayout(drawn.raster, lossy, page);
    const [bar, another] = layout.colourbars;
    if (bar === undefined || another !== undefined || !isWhere(bar.box, row.box)) continue;
    const own = layout.panels.filter(({ colourbar }) => colourbar !== null);
    if (!own.every(({ inner }) => comesBackBothWays(raster, inner, row.colours))) continue;
    const { ends } = bar.reading;
    const places = [placeOf(bar.reading, ends.low.at), placeOf(bar.reading, ends.high.at)] as const;
    const reading: AxisReading = {
      side: 'bottom',
      units: null,
      ticks: [],
      calendar: false,
      labels: row.swatches.length,
      ...lawOf(labels.chain, drawn.bands, places),
    };
    return { raster: drawn.raster, layout, bar, reading, written: [], isShown: true };
  }
  return undefined;
}

const isWhere = (found: Box, drawn: Box): boolean =>
  boxArea(intersect(found, drawn)) >= where * boxArea(unite(found, drawn));

interface Classes {
  readonly chain: NonNullable<ReturnType<typeof chainOf>>;
  /** Where the words on the legend's line are. */
  readonly written: readonly Box[];
}

/** The classes that the labels of a row say; undefined where they are none, or where one without a swatch that is seen goes on. */
async function classesAlong(
  lettering: { readonly raster: Raster; readonly page: Page; readonly readLabel: ReadLabel },
  words: readonly Word[],
  { box, swatches }: SwatchRow,
): Promise<Classes | undefined> {
  const labels = swatches.map((swatch, k) => {
    const next = swatches[k + 1]?.left ?? Number.POSITIVE_INFINITY;
    const own = words.filter(({ box: word }) => word.left >= swatch.right && word.right <= next);
    return wordsBeside(own, swatch, { from: swatch.top, to: swatch.bottom }, 'right');
  });
  if (labels.some((label) => label.length === 0)) return undefined;
  const chain = chainOf(await Promise.all(labels.map((label) => classesOf(lettering, label))));
  if (chain === undefined) return undefined;
  const line = { from: box.top, to: box.bottom };
  const last = labels
    .at(-1)!
    .map((word) => word.box)
    .reduce(unite);
  const beyond = [
    wordsBeside(words, swatches[0]!, line, 'left'),
    wordsBeside(
      words.filter((word) => word.box.left >= last.right),
      last,
      line,
      'right',
      Number.POSITIVE_INFINITY,
    ),
  ];
  for (const label of beyond)
    if (label.length > 0 && (await classesOf(lettering, label)).closed.length > 0) return undefined;
  return { chain, written: [...labels, ...beyond].flatMap((label) => label.map((word) => word.box)) };
}
