import { parseClassRange, parseOpenClass } from '../labels/grammar/classRange.js';
import type { Word } from '../labels/words/joined.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { longSides } from '../layout/bars/pieces.js';
import { unite } from '../layout/ink/rectangle.js';
import type { AxisReading } from './axis.js';
import type { Lettering } from './axisLabels.js';
import { type Chain, chainOf, lawOf, type Reading } from './classes/chain.js';
import { type Labels, labelsBeyond, swatchBeyond } from './classes/classBeyond.js';
import { type Swatch, swatchesOf, wordsOfSwatches } from './classes/swatches.js';

/** A legend has this many classes at least. */
const fewest = 3;
/** Texts less probable than this are not what a label says. */
const leastScore = 0.02;

/**
 * The labels of a legend of classes, one beside each of its swatches: 10–20, 20–30. Its classes must go on from one to the next,
 * which no other reading of the labels does. The outermost may be open (> 50) where the one beside it ends: it is left out of the range.
 *
 * @param ends pixel coordinates of the bar's low and high end
 * @returns a law through the classes' edges and middles; null where there is none
 */
export async function readClasses(
  lettering: Lettering,
  bar: ColourbarLayout,
  ends: readonly [number, number],
): Promise<AxisReading | null> {
  const { picture } = lettering;
  const swatches = picture
    ? swatchesOf(picture, null, bar)
    : swatchesOf(lettering.raster, lettering.page, bar);
  if (swatches.length < fewest) return null;
  // Long labels may reach as far as to the plot: classes that go on from one to the next are nothing else's.
  const words = lettering.words.filter((word) => (lettering.owners.get(word) ?? bar.edges) === bar.edges);
  for (const side of longSides(bar)) {
    const rows = wordsOfSwatches(words, bar, swatches, side);
    if (rows.some((row) => row.length === 0)) continue;
    const readings: Reading[] = [];
    for (const row of rows) readings.push(await classesOf(lettering, row));
    const chain = chainOf(readings);
    if (!chain) continue;
    const found = { side, units: null, ticks: [], calendar: false, labels: rows.length };
    const whole = await withClassesBeyond(lettering, words, chain, {
      bar,
      readings,
      ends,
      swatches,
      rows,
      side,
    });
    // Numbers of classes that the bar does not show in full are no scale's.
    if (!whole) return { ...found, law: null };
    const { low = ends[0], high = ends[1] } = whole.beyond ?? {};
    return {
      ...found,
      ...lawOf(whole.chain, whole.swatches, [low, high]),
      ...(whole.beyond && { beyond: whole.beyond }),
    };
  }
  return null;
}

/** What the words of one label may say. */
export async function classesOf(
  { raster, page, readLabel }: Pick<Lettering, 'raster' | 'page' | 'readLabel'>,
  row: readonly Word[],
): Promise<Reading> {
  if (row.length === 0 || row.some(({ cut }) => cut)) return { closed: [], open: [] };
  const texts = await readLabel(raster, page.colour, row.map(({ box }) => box).reduce(unite));
  const likely = texts.filter(({ score }) => score >= leastScore);
  return {
    closed: likely.flatMap(({ text, score }) =>
      parseClassRange(text).map((range) => ({ text, score, range })),
    ),
    open: likely.flatMap(({ text }) => parseOpenClass(text)),
    isWord: likely.length > 0 && likely.every(({ text }) => !/\d/.test(text)),
  };
}

/** Whether one of some labels says a class with two ends. */
export async function sayClasses(
  lettering: Pick<Lettering, 'raster' | 'page' | 'readLabel'>,
  labels: readonly (readonly Word[])[],
): Promise<boolean> {
  for (const label of labels) if ((await classesOf(lettering, label)).closed.length > 0) return true;
  return false;
}

interface Legend {
  readonly bar: ColourbarLayout;
  readonly readings: readonly Reading[];
  readonly ends: readonly [number, number];
}

/** Classes with the swatches that they label, and where those lie that were not seen: beyond the bar's low end, beyond its high end. */
interface Whole {
  readonly chain: Chain;
  readonly swatches: readonly Swatch[];
  readonly beyond?: { readonly low?: number; readonly high?: number };
}

/**
 * The classes of a legend with those beyond its outermost swatches, where labels say that there are such and the picture has one colour
 * there: white on a white card. Null where it has not.
 */
async function withClassesBeyond(
  lettering: Lettering,
  words: readonly Word[],
  chain: Chain,
  { bar, readings, ends, ...seen }: Labels & Legend,
): Promise<Whole | null> {
  const { swatches } = seen;
  const { before, after } = labelsBeyond(words, seen);
  const [first, last] = [await classesOf(lettering, before), await classesOf(lettering, after)];
  const [isBefore, isAfter] = [first.closed.length > 0, last.closed.length > 0];
  if (!isBefore && !isAfter) return { chain, swatches };
  const at = (outwards: 1 | -1) =>
    swatchBeyond(lettering.picture ?? lettering.raster, bar, swatches, outwards);
  const [start, end] = [isBefore ? at(-1) : undefined, isAfter ? at(1) : undefined];
  if ((isBefore && !start) || (isAfter && !end)) return null;
  const all = [...(start ? [start] : []), ...swatches, ...(end ? [end] : [])];
  const whole = chainOf([...(start ? [first] : []), ...readings, ...(end ? [last] : [])]);
  if (!whole || (start && whole.from > 0) || (end && whole.to < all.length)) return null;
  // One class may be as pale as the ground; where the labels go on still, it is the legend that was not found whole.
  const rows = [...(start ? [before] : []), ...seen.rows, ...(end ? [after] : [])];
  const farther = labelsBeyond(words, { swatches: all, rows, side: seen.side });
  if (await sayClasses(lettering, [farther.before, farther.after])) return null;
  const isRising = ends[0] < ends[1];
  const [low, high] = isRising ? [start?.from, end?.to] : [end?.to, start?.from];
  return {
    chain: whole,
    swatches: all,
    beyond: { ...(low !== undefined && { low }), ...(high !== undefined && { high }) },
  };
}
