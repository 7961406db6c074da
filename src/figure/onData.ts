import type { Box, Raster } from '../model/types.js';
import { spread } from '../numeric/statistics/statistics.js';
import { crop, wholeBox } from '../raster/crop.js';
import { type AxisReading, areAllRead } from './axes/axis.js';
import { letteringOf } from './axes/lettering.js';
import { readBarLabels } from './barLabels.js';
import { isScientific } from './labels/grammar/number.js';
import { SURE } from './labels/law.js';
import type { ReadLabel } from './labels/reader/label.js';
import type { Word } from './labels/words/joined.js';
import type { ColourbarLayout } from './layout/bars/colourbar.js';
import { longSides } from './layout/bars/pieces.js';
import { plainEdges, type Side, upright } from './layout/ink/edges.js';
import { pageOf } from './layout/ink/page.js';
import {
  boxArea,
  boxHeight,
  boxWidth,
  contains,
  grownBox,
  intersect,
  movedBox,
} from './layout/ink/rectangle.js';
import type { Layout } from './layout/layout.js';
import { movedLayout, movedReading } from './moved.js';
import { areOfAxis } from './within/barOfPlot.js';
import { type Canvas, canvasAround, isWholePicture } from './within/canvas.js';
import { type Supposed, sceneWithout, stripsAsBars } from './within/overScene.js';
import { goesOnAtBorder } from './within/pictureBegins.js';
import { cardAbout } from './within/writing/cardAbout.js';
import { inkOnly, inksOnData } from './within/writing/inkOnly.js';
import { outlinedInk } from './within/writing/outlinedInk.js';
import { pastFrame } from './within/writing/pastFrame.js';
import { raisedInk } from './within/writing/raisedInk.js';

/** How labels are read. */
export interface OnDataOptions {
  readonly readLabel: ReadLabel;
  /** Read what is written so alone: plainly in white or black, or on grounds in between, such as boxes that data shine through. */
  readonly writing?: keyof typeof waysOf;
  /** The picture was compressed with losses (JPEG). */
  readonly lossy: boolean;
}

export interface PartlyOnDataOptions extends OnDataOptions {
  /** The plots of the figure, and what the page shows of the labels. */
  readonly plots: readonly Box[];
  readonly seen: AxisReading | null;
  /** The page's ground was a gradient, of which one colour was made. */
  readonly isEvened?: boolean | undefined;
}

/** The labels of a bar on data: on its card, else as they are written on the data, in white or in black, plain or outlined. */
export async function readOnData(
  raster: Raster,
  bar: ColourbarLayout,
  card: Canvas | undefined,
  options: OnDataOptions,
): Promise<{ reading: AxisReading | null; written: readonly Box[] }> {
  if (card) {
    const reading = await readCard(raster, bar, card, options);
    // Data that shine through a part of a card leave another part of it one colour.
    const agreed = reading?.law?.agreed ?? 0;
    if (reading && agreed >= SURE) {
      // Bounds of classes are read at their swatches, each as often as it is said.
      if (areAllRead(reading) || reading.law?.scale === 'ticks') return { reading, written: [] };
      // What is taken for marks may be borders of the bar's own bands: words alone tell of none.
      const words = await readOnData(raster, bar, undefined, { ...options, writing: 'plain' });
      const isSurer =
        (words.reading?.law?.agreed ?? 0) > agreed && words.reading && areAllRead(words.reading);
      return { reading: isSurer ? words.reading : reading, written: [] };
    }
    const over = await readOnData(raster, bar, undefined, { ...options, writing: 'raised' });
    return over.reading ? { ...over, written: [] } : { reading, written: [] };
  }
  const around = aroundLabels(raster, bar.box);
  const seen = await readWritten(raster, bar, around, options);
  if ((seen.reading?.law?.confidence ?? 0) >= evenOdds || options.writing === 'plain') return seen;
  // What lies beyond a card runs into what is written on it.
  const about = cardAbout(raster, bar, around);
  const onCard = about && (await readWritten(raster, bar, about, { ...options, writing: 'raised' }));
  return onCard?.reading ? onCard : seen;
}

/** What is written about a bar within a box. */
async function readWritten(
  raster: Raster,
  bar: ColourbarLayout,
  around: Box,
  options: OnDataOptions,
): Promise<{ reading: AxisReading | null; written: readonly Box[] }> {
  const part = crop(raster, around);
  const own = movedLayout(bar, -around.left, -around.top);
  // Letters may touch a bar that no frame parts from them.
  const { left, top, right, bottom } = own.box;
  const within = plainEdges({ left: left + 1, top: top + 1, right: right - 1, bottom: bottom - 1 });
  const page = pageOf([255, 255, 255], true);
  let best: { reading: AxisReading | null; written: readonly Box[] } = { reading: null, written: [] };
  for (const [write, ink] of waysToWrite) {
    if (options.writing !== undefined && write !== waysOf[options.writing]) continue;
    // What data hide of plain writing is lost; what stands out of them is looked for where that was too little.
    if (write === raisedInk && (best.reading?.law?.confidence ?? 0) >= evenOdds) break;
    const text = write(part, wholeBox(part), ink);
    const colourbar = { ...own, edges: pastFrame(text, page, within) };
    const layout = { page, panels: [], colourbars: [colourbar] };
    const lettering = letteringOf(text, page, layout, options.readLabel);
    const reading = await readBarLabels({ ...lettering, picture: part }, colourbar);
    const confidence = reading?.law?.confidence ?? 0;
    // Noise stands out as well.
    if (write === raisedInk && confidence < evenOdds) continue;
    if (confidence > (best.reading?.law?.confidence ?? 0))
      best = {
        reading: reading && movedReading(reading, bar.orientation === 'vertical' ? around.top : around.left),
        written: lettering.words
          .filter((word) => isBeside(word, own.box))
          .map((word) => movedBox(word.box, around.left, around.top)),
      };
  }
  return best;
}

const waysOf = { plain: inkOnly, raised: raisedInk };
const waysToWrite = [inkOnly, outlinedInk, raisedInk].flatMap((write) =>
  inksOnData.map((ink) => [write, ink] as const),
);
/** Labels, and the range that they give, are as likely wrong as right where their confidence is less. */
export const evenOdds = 0.5;

/** Whether a word stands next to a bar, by its own height: labels do, what else looks like words on data may not. */
function isBeside({ box, height }: Word, bar: Box): boolean {
  const across = Math.max(0, box.left - bar.right, bar.left - box.right);
  const along = Math.max(0, box.top - bar.bottom, bar.top - box.bottom);
  return Math.max(across, along) <= 1.5 * height;
}

/** Labels on data lie nearer to their bar than this many times its thickness. */
const labelReach = 8;

const aroundLabels = (raster: Raster, box: Box): Box =>
  grownBox(box, Math.ceil(labelReach * Math.min(boxWidth(box), boxHeight(box))), raster);

/** The labels of a bar on the card that it is drawn on, which is a page of its own. */
async function readCard(
  raster: Raster,
  bar: ColourbarLayout,
  { box, colour }: Canvas,
  { readLabel, lossy }: OnDataOptions,
): Promise<AxisReading | null> {
  const card = crop(raster, box);
  const page = pageOf(colour, lossy);
  const own = movedLayout(bar, -box.left, -box.top);
  const lettering = letteringOf(card, page, { page, panels: [], colourbars: [own] }, readLabel);
  const reading = await readBarLabels(lettering, own);
  return reading && movedReading(reading, bar.orientation === 'vertical' ? box.top : box.left);
}

/**
 * The labels of a bar on the page, where those that the page shows are not sure and a plot lies near enough for them to be on its data,
 * or the page had a gradient, which the rims of letters still have. Null where they are no surer for it.
 */
export async function readPartlyOnData(
  raster: Raster,
  bar: ColourbarLayout,
  { plots, seen, isEvened = false, ...options }: PartlyOnDataOptions,
): Promise<{ reading: AxisReading; written: readonly Box[] } | null> {
  const agreed = seen?.law?.agreed ?? 0;
  const isNear = (plot: Box): boolean => boxArea(intersect(plot, aroundLabels(raster, bar.box))) > 0;
  // What holds the bar as well is no plot with its bar beside it: a window, a page within the page.
  if (agreed >= SURE || (seen && !isEvened && areAllRead(seen))) return null;
  if (!plots.some(isNear) || plots.some((plot) => contains(plot, bar.box))) return null;
  const { reading, written } = await readOnData(raster, bar, undefined, { ...options, writing: 'plain' });
  // What seems to be written on its other side is no label.
  const labels = reading ? written.filter((word) => isAtSide(word, bar.box, reading.side)) : [];
  const isOver = isEvened || labels.some((word) => plots.some((plot) => boxArea(intersect(plot, word)) > 0));
  const isSure =
    (reading?.law?.agreed ?? 0) >= SURE && (reading?.law?.read.length ?? 0) >= fewestLabels.unseen;
  return reading && isOver && isSure ? { reading, written } : null;
}

/** Whether a word's middle lies beyond a side of a bar. */
function isAtSide(word: Box, bar: Box, side: Side): boolean {
  const middle = upright(side) ? (word.left + word.right) / 2 : (word.top + word.bottom) / 2;
  return side === 'left' || side === 'top' ? middle <= bar[side] : middle >= bar[side];
}

/** A bar that nothing but its labels tells from what else has one colour across. */
export interface BarByLabels extends Supposed {
  readonly reading: AxisReading;
  readonly written: readonly Box[];
}

/** The same, and whether it stands on a card with its labels: they are no axis' then. */
interface BarOfScene extends BarByLabels {
  readonly isOnCard: boolean;
}

/** Labels say that a strip is a bar where they reach along this share of it, */
const leastReach = 0.6;
/** and are so many, or fewer where the plot has its colours and they are sure; what they say may be less sure than that they are labels. */
const fewestLabels = { shown: 2, unseen: 3 };
const leastAgreed = 0.1;

/**
 * The bar of a scene, which lies over what is drawn or has other colours than a lit surface, so that nothing else shows it to be one:
 * labels that follow a law along a strip do. Undefined where no strip has any.
 *
 * @param plain the layout that was found without a bar
 */
export async function barByLabels(
  raster: Raster,
  plain: Layout,
  options: OnDataOptions,
): Promise<BarOfScene | undefined> {
  // A strip of a plot's border has the labels of the plot's axis.
  const bars = stripsAsBars(raster, options.lossy).filter(
    (bar) => !longSides(bar).some((side) => goesOnAtBorder(raster, bar.box, side)),
  );
  let likely: BarOfScene | undefined;
  for (const writing of ['plain', 'raised'] as const)
    for (const bar of bars) {
      const found = await withLabels(raster, plain, bar, { ...options, writing });
      const agreed = found?.reading.law?.agreed ?? 0;
      if (agreed >= SURE) return found;
      if (agreed > (likely?.reading.law?.agreed ?? 0)) likely = found;
    }
  return likely;
}

/** A strip as the bar of its scene, if labels run along it. */
async function withLabels(
  raster: Raster,
  plain: Layout,
  bar: ColourbarLayout,
  options: OnDataOptions,
): Promise<BarOfScene | undefined> {
  const canvas = canvasAround(raster, bar.box, options.lossy);
  const card = canvas && !isWholePicture(canvas, raster) ? canvas : undefined;
  const { reading, written } = await readOnData(raster, bar, card, options);
  if (!reading || !runsAlong(bar, reading)) return undefined;
  const isOfAxis = plain.panels.some(
    ({ plotBox }) => contains(plotBox, bar.box) && areOfAxis(reading.side, bar, plotBox),
  );
  if (options.lossy && isOfAxis) return undefined;
  const scene = sceneWithout(raster, plain, bar, options.lossy);
  const isSure = scene?.isShown && (reading.law?.agreed ?? 0) >= SURE;
  const fewest = isSure && options.writing === 'plain' ? fewestLabels.shown : fewestLabels.unseen;
  if (!scene || (reading.law?.read.length ?? 0) < fewest) return undefined;
  const isOnCard = card
    ? contains(card.box, bar.box)
    : cardAbout(raster, bar, aroundLabels(raster, bar.box)) !== undefined;
  return { ...scene, isOnCard, reading, written };
}

function runsAlong({ box, orientation }: ColourbarLayout, { law }: AxisReading): boolean {
  if (law === null || law.agreed < leastAgreed) return false;
  // Ends that are written in two digits lie off the law of the labels between them.
  const ends = law.dropped.filter(({ text }) => isScientific(text));
  const places = [...law.read, ...ends].map(({ at }) => at);
  const [from, to] = orientation === 'vertical' ? [box.top, box.bottom] : [box.left, box.right];
  if (spread(places) >= leastReach * (to - from)) return true;
  // Programs that put labels at even numbers leave less than a step without any, at either end.
  const step = spread(places) / (places.length - 1);
  const isAStepOff = Math.min(...places) - from < step && to - Math.max(...places) < step;
  return places.length > 2 && isAStepOff;
}
