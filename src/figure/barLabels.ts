import type { Box, Raster, Rgb } from '../model/types.js';
import type { AxisReading } from './axes/axis.js';
import type { Lettering } from './axes/axisLabels.js';
import { barMarks, ticksOfBar } from './axes/barTicks.js';
import { classEdges, lessSureOfOpenEnds, missEnd } from './axes/classes/openEnds.js';
import { areShades, swatchesOf } from './axes/classes/swatches.js';
import { readColourbar } from './axes/lettering.js';
import { standBesideBands } from './axes/places/besideBands.js';
import { areSamples } from './axes/places/sampledSwatches.js';
import { SAME_PLACE } from './labels/endValue.js';
import { type AgreedLaw, lessSure } from './labels/law.js';
import { OPEN } from './labels/leftOpen.js';
import type { Word } from './labels/words/joined.js';
import type { ColourbarLayout } from './layout/bars/colourbar.js';
import { endsOf } from './layout/bars/endedByTicks.js';
import { endsInSight, pageBeside } from './layout/bars/fadedEnds.js';
import type { Side } from './layout/ink/edges.js';
import type { Page } from './layout/ink/page.js';
import { movedReading } from './moved.js';

/**
 * The labels of a colourbar, and the law at the places that they mark: a renderer that snaps the frame's lines to pixels snaps tick
 * marks alike, so both are taken as far back.
 */
export async function readBarLabels(lettering: Lettering, bar: ColourbarLayout): Promise<AxisReading | null> {
  const reading = await readColourbar(lettering, bar);
  if (reading === null) return null;
  const own = leftBesideBands(lettering, bar, reading);
  const mayGoOn = isCut(lettering, bar, own) || isLostInPage(lettering, bar, own);
  const moved = movedReading(mayGoOn ? leftOpen(own) : own, -bar.reading.snap);
  // Classes that are written out say themselves which of them are open.
  if (moved.law === null || moved.ticks.length === 0) return moved;
  // What its other labels say to be classes, or the half of one that could be read, is no scale.
  const edges = classEdges(bar, lettering.page.noisy);
  const isDoubted =
    moved.law.dropped.some(({ text }) => isClassLike(text)) ||
    areMarksSigns(moved.law) ||
    missEnd(moved.law, endsOf(bar), edges);
  const law = isDoubted ? lessSure(moved.law, 0.5) : moved.law;
  return { ...moved, law: lessSureOfOpenEnds(law, edges) };
}

/**
 * A bar's labels, left open as far as that goes where no marks place them and they stand beside the bands of its colours, not all of which are
 * of numbers: what says inf at the last tells that the others are the bounds of their bands, what says no data is beyond the range.
 */
function leftBesideBands(
  { raster, picture = raster, page }: Lettering,
  bar: ColourbarLayout,
  reading: AxisReading,
): AxisReading {
  if (reading.law === null || ticksOfBar(raster, page, bar, picture).some(({ length }) => length > 0))
    return reading;
  const places = reading.law.read.map(({ at }) => at);
  const swatches = swatchesOf(picture, page, bar);
  const areBands = !areShades(picture, bar, swatches);
  const isOpen = standBesideBands(places, swatches, endsOf(bar)) || endsInWord(reading.law);
  return areBands && isOpen ? leftOpen(reading) : reading;
}

/** Whether one of the outermost labels is no number. */
function endsInWord({ read, dropped }: AgreedLaw): boolean {
  const places = read.map(({ at }) => at);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return dropped.some(({ at, text }) => (at < first || at > last) && !/^[-.\d]+$/.test(text));
}

/**
 * Whether an end without a label melts into a page that a codec has been through: an arrow as pale as the end cannot be told from it
 * there, and is about as long as the bar is wide. Not where what differs from the page on average only is seen to end.
 */
function isLostInPage(
  { raster, picture = raster, page, words }: Lettering,
  bar: ColourbarLayout,
  reading: AxisReading,
): boolean {
  const [low, high] = endsOf(bar);
  const { ends } = bar.reading;
  const [lowSide, highSide] =
    bar.orientation === 'vertical' ? (['bottom', 'top'] as const) : (['left', 'right'] as const);
  const ground = pageBeside(picture, page, bar.box, bar.orientation);
  const isLost = (end: number, melts: boolean | undefined, side: Side): boolean =>
    melts === true &&
    !isLabelledAt(reading, end) &&
    ((bar.orientation === 'horizontal' && isSetFlush(words, [low, high], reading.ticks, end)) ||
      !endsInSight(picture, ground, bar.box, side));
  return page.noisy && (isLost(low, ends.low.melts, lowSide) || isLost(high, ends.high.melts, highSide));
}

/** What is set flush with an end ends there within this, pixels; what labels a place that it is not centred on is off it by more than that. */
const FLUSH = { within: 2, off: 4 };

/**
 * Whether the last of a level bar's labels ends where the bar does at its other end, as those do that are set from one end to the other: that they
 * were not seen to begin where it begins says that it does not begin there.
 *
 * @param ends of the bar, pixels along it
 * @param ticks where its labels' middles are
 * @param end the one that is not seen
 */
export function isSetFlush(
  words: readonly Pick<Word, 'box'>[],
  ends: readonly [number, number],
  ticks: readonly number[],
  end: number,
): boolean {
  const other = ends.find((one) => one !== end) ?? end;
  const last = ticks.length === 0 ? end : other > end ? Math.max(...ticks) : Math.min(...ticks);
  return words.some(({ box: { left, right } }) => {
    const isLast = Math.abs((left + right) / 2 - last) <= 1;
    const edge = other > end ? right : left;
    return isLast && Math.abs(edge - other) <= FLUSH.within && Math.abs(last - other) >= FLUSH.off;
  });
}

/** Whether a label stands at an end of a bar. */
const isLabelledAt = ({ law }: AxisReading, end: number): boolean =>
  law?.read.some(({ at }) => Math.abs(at - end) <= SAME_PLACE) ?? false;

/**
 * Whether a bar goes on to the border of the picture, which may cut it off there, without a label at that end: the line that ends a
 * frame all around it shows that nothing is cut, as in windows that a bar fills from side to side. So does a mark at the end, and do marks
 * that part the bar evenly from end to end.
 */
function isCut({ raster, page, picture }: Lettering, bar: ColourbarLayout, reading: AxisReading): boolean {
  const size = bar.orientation === 'vertical' ? raster.height : raster.width;
  const isFramed = Object.values(bar.edges).every(({ thickness }) => thickness > 0);
  const sides = ticksOfBar(raster, page, bar, picture).map((ticks) =>
    ticks.filter(({ length }) => length > 0).map(({ at }) => at),
  );
  const ends = endsOf(bar);
  if (sides.some((marks) => partEvenly(marks, ends))) return false;
  return ends.some((end) => {
    if (isFramed || (end > 1 && end < size - 1) || isLabelledAt(reading, end)) return false;
    return !sides.flat().some((at) => Math.abs(at - end) <= SAME_PLACE);
  });
}

/** Marks part a bar evenly where they are so many, and no part is longer or shorter by more than this share of it: of cut ones few are. */
const EVEN = { fewest: 4, within: 0.05 };

/** Whether marks part a bar evenly from end to end: one that is cut off has less than a whole part there. */
function partEvenly(marks: readonly number[], ends: readonly [number, number]): boolean {
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const within = marks.filter((at) => at > from + SAME_PLACE && at < to - SAME_PLACE).sort((a, b) => a - b);
  if (within.length < EVEN.fewest) return false;
  const part = (to - from) / (within.length + 1);
  return within.every((at, k) => Math.abs(at - from - (k + 1) * part) <= Math.max(1, EVEN.within * part));
}

const leftOpen = (reading: AxisReading): AxisReading => ({
  ...reading,
  law: reading.law && { ...reading.law, confidence: OPEN * reading.law.confidence },
});

/** What a legend's labels say, left open where its swatches are samples of a scale with colours between them. */
export function leftSampled(
  raster: Raster,
  page: Page | null,
  plot: Box,
  bar: ColourbarLayout,
  reading: AxisReading | null,
): AxisReading | null {
  const law = reading?.law;
  if (!law || page === null) return reading;
  const swatches = swatchesOf(raster, page, bar);
  // Classes of nearly one colour are seen as one swatch.
  if (classEdges(bar, page.noisy).length - 1 > swatches.length) return reading;
  const vertical = bar.orientation === 'vertical';
  const across = vertical ? (bar.box.left + bar.box.right) >> 1 : (bar.box.top + bar.box.bottom) >> 1;
  const colours = swatches.map(({ from, to }): Rgb => {
    const along = (from + to) >> 1;
    const o = 4 * (vertical ? along * raster.width + across : across * raster.width + along);
    return [raster.data[o]!, raster.data[o + 1]!, raster.data[o + 2]!];
  });
  const labels = law.read.map(({ at }) => at);
  return areSamples(raster, page, plot, { swatches, colours, labels }) ? leftOpen(reading) : reading;
}

/** Whether a text has a dash between two numbers: a power of ten loses what raises its exponent, but begins with ten. */
const isClassLike = (text: string): boolean => /\d-\d/.test(text) && !/^-?(\d[.,\d]*)?10-\d+$/.test(text);

/** Whether all labels have a minus sign, nought as well: these are tick marks, parted from their bar by what hides its frame. */
const areMarksSigns = ({ read }: AgreedLaw): boolean =>
  read.every(({ text }) => text.startsWith('-')) && read.some(({ value }) => value === 0);

/** The places that a colourbar's tick marks stand for, pixels along it. */
export const markedPlaces = (raster: Raster, page: Page | null, bar: ColourbarLayout): number[] =>
  barMarks(raster, page, bar).map((at) => at - bar.reading.snap);
