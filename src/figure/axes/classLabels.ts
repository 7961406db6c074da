import {
  type ClassRange,
  type OpenClass,
  parseClassRange,
  parseOpenClass,
} from '../labels/grammar/classRange.js';
import type { AgreedLaw } from '../labels/law.js';
import { OPEN } from '../labels/leftOpen.js';
import type { Word } from '../labels/words/joined.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { longSides } from '../layout/bars/pieces.js';
import type { Side } from '../layout/ink/edges.js';
import { unite } from '../layout/ink/rectangle.js';
import type { AxisReading } from './axis.js';
import type { Lettering } from './axisLabels.js';
import { areOneWidth } from './classes/oneWidth.js';
import { middleAlong, type Swatch, swatchesOf, wordsOfSwatches } from './swatches.js';

/** A legend has this many classes at least, of which so many have two ends: the edges that two of them share say little. */
const fewest = { classes: 3, closed: 2 };
/** Labels of one column begin within this many pixels of one another; those of one line stand on one height within as many. */
const aligned = 3;
/** Texts less probable than this are not what a label says. */
const leastScore = 0.02;
/** What classes are worth of which every edge is written twice, or follows from classes of one width; and if the outer ones do not. */
const confirmed = 0.95;
const unconfirmed = 0.9;

interface Labelled {
  readonly text: string;
  readonly score: number;
  readonly range: ClassRange;
}

/** What one label may say: a class with two ends, or one with an end alone, or no number (missing, no data). */
interface Reading {
  readonly closed: readonly Labelled[];
  readonly open: readonly OpenClass[];
  readonly isWord?: boolean;
}

/** Classes that go on from one to the next, and between which swatches they are: those left out at either side are open. */
interface Chain {
  readonly classes: readonly Labelled[];
  readonly from: number;
  readonly to: number;
}

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
  if (swatches.length < fewest.classes) return null;
  // Long labels may reach as far as to the plot: classes that go on from one to the next are nothing else's.
  const words = lettering.words.filter((word) => (lettering.owners.get(word) ?? bar.edges) === bar.edges);
  for (const side of longSides(bar)) {
    const rows = wordsOfSwatches(words, bar, swatches, side);
    if (rows.some((row) => row.length === 0)) continue;
    const readings: Reading[] = [];
    for (const row of rows) readings.push(await classesOf(lettering, row));
    const chain = chainOf(readings);
    if (!chain || (await goesOnBeyond(lettering, words, { swatches, rows, side }))) continue;
    return {
      side,
      units: null,
      ticks: [],
      calendar: false,
      labels: rows.length,
      ...lawOf(chain, swatches, ends),
    };
  }
  return null;
}

/** What the words of one label may say. */
export async function classesOf(
  { raster, page, readLabel }: Pick<Lettering, 'raster' | 'page' | 'readLabel'>,
  row: readonly Word[],
): Promise<Reading> {
  if (row.some(({ cut }) => cut)) return { closed: [], open: [] };
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

/** The classes of all labels, or of all but the outermost ones, where those are open and begin where the others end, or are words. */
export function chainOf(readings: readonly Reading[]): Chain | undefined {
  const n = readings.length;
  const parts = [
    { from: 0, to: n },
    { from: 1, to: n },
    { from: 0, to: n - 1 },
    { from: 1, to: n - 1 },
  ];
  for (const { from, to } of parts) {
    const options = readings.slice(from, to).map(({ closed }) => closed);
    if (options.length < fewest.closed) continue;
    const classes = risingChain(options) ?? risingChain([...options].reverse())?.reverse();
    if (!classes) continue;
    const edges = edgesOf(classes);
    const [before, after] = [readings[from - 1], readings[to]];
    if (before && !before.isWord && !beginsAt(before, edges[0]!, classes[0]!.range)) continue;
    if (after && !after.isWord && !beginsAt(after, edges.at(-1)!, classes.at(-1)!.range)) continue;
    return { classes, from, to };
  }
  return undefined;
}

/** Whether an open class begins at the edge of the class beside it, or one in the last digit beyond. */
const beginsAt = ({ open }: Reading, edge: number, { lastDigit }: ClassRange): boolean =>
  open.some((one) => isNext(Math.abs(one.edge - edge), Math.min(one.lastDigit, lastDigit), edge));

/** The likeliest classes, one of each label's, of which each begins where the one before ends or one in the last digit beyond. */
function risingChain(options: readonly (readonly Labelled[])[]): Labelled[] | undefined {
  let chains = options[0]!.map((one) => [one]);
  for (const next of options.slice(1))
    chains = chains.flatMap((chain) =>
      next.filter(({ range }) => goesOn(chain.at(-1)!.range, range)).map((one) => [...chain, one]),
    );
  const probability = (chain: readonly Labelled[]): number => chain.reduce((p, { score }) => p * score, 1);
  return chains.sort((a, b) => probability(b) - probability(a))[0];
}

const goesOn = (before: ClassRange, after: ClassRange): boolean =>
  isNext(after.from - before.to, Math.min(before.lastDigit, after.lastDigit), after.from);

/** Whether the gap between two classes is none, or one in the last digit. */
const isNext = (gap: number, digit: number, edge: number): boolean =>
  Math.abs(gap) < 1e-9 * Math.abs(edge) + 1e-12 || Math.abs(gap - digit) < 0.01 * digit;

/** Whether a label of the same column or line says another class beyond the swatches: one of them was not seen. */
async function goesOnBeyond(
  lettering: Lettering,
  words: readonly Word[],
  legend: {
    readonly swatches: readonly Swatch[];
    readonly rows: readonly (readonly Word[])[];
    readonly side: Side;
  },
): Promise<boolean> {
  const { swatches, rows, side } = legend;
  const [first, last] = [swatches[0]!, swatches.at(-1)!];
  const pitch = (last.from - first.from) / (swatches.length - 1);
  const place = ({ box }: Word): number =>
    side === 'right' ? box.left : side === 'left' ? box.right : (box.top + box.bottom) / 2;
  const one = side === 'left' ? rows[0]!.at(-1)! : rows[0]![0]!;
  const beyond = words.filter((word) => {
    if (rows.some((row) => row.includes(word))) return false;
    const at = middleAlong(word, side);
    const outside = Math.max(first.from - at, at - last.to);
    return outside > 0 && outside <= 1.5 * pitch && Math.abs(place(word) - place(one)) <= aligned;
  });
  for (const word of beyond) if ((await classesOf(lettering, [word])).closed.length > 0) return true;
  return false;
}

/** The values between classes, in their order: where each begins, and where the last one ends. */
function edgesOf(classes: readonly Labelled[]): number[] {
  const [first, last] = [classes[0]!.range, classes.at(-1)!.range];
  return first.from < last.from
    ? [...classes.map(({ range }) => range.from), last.to]
    : [first.to, ...classes.map(({ range }) => range.from)];
}

/**
 * What is read at the edges of classes, midway between their swatches, and at their middles, which are those of the swatches. The
 * outermost edges are where the bar ends, or where an open class begins.
 */
function knotsOf(
  { classes, from, to }: Chain,
  swatches: readonly Swatch[],
  ends: readonly [number, number],
): AgreedLaw['read'] {
  const edges = edgesOf(classes);
  const edgeAt = (k: number): number => {
    const [before, after] = [swatches[k - 1], swatches[k]];
    if (!before) return Math.min(...ends);
    if (!after) return Math.max(...ends);
    return k === from ? after.from : k === to ? before.to : (before.to + after.from) / 2;
  };
  const knots = classes.flatMap(({ text, range }, k) => {
    const swatch = swatches[from + k]!;
    return [
      { at: edgeAt(from + k), value: edges[k]!, text },
      { at: (swatch.from + swatch.to) / 2, value: (range.from + range.to) / 2, text },
    ];
  });
  return [...knots, { at: edgeAt(to), value: edges.at(-1)!, text: classes.at(-1)!.text }];
}

/** The law through the classes' edges, and where open classes begin. */
export function lawOf(
  chain: Chain,
  swatches: readonly Swatch[],
  ends: readonly [number, number],
): Pick<AxisReading, 'law' | 'open'> {
  const { classes, from, to } = chain;
  const read = knotsOf(chain, swatches, ends);
  const [start, end] = [read[0]!, read.at(-1)!];
  const slope = (end.value - start.value) / (end.at - start.at);
  const intercept = start.value - slope * start.at;
  const isLinear = read.every(({ at, value }) => Math.abs((value - intercept) / slope - at) <= 1);
  const widths = classes.map(({ range }) => range.to - range.from);
  const even = areOneWidth(
    widths,
    classes.map(({ range }) => range.lastDigit),
  );
  const outer = Math.min(classes[0]!.score, classes.at(-1)!.score);
  const written = even ? confirmed : unconfirmed * outer;
  // What a letter behind the numbers stands for nothing here says.
  const confidence = classes.some(({ range }) => range.isEither) ? OPEN * written : written;
  const first = from > 0 ? start.at : undefined;
  const last = to < swatches.length ? end.at : undefined;
  const [low, high] = ends[0] < ends[1] ? [first, last] : [last, first];
  const law: AgreedLaw = {
    scale: isLinear ? 'linear' : 'ticks',
    slope,
    intercept,
    read,
    dropped: [],
    // Edges are written at both ends of every class: nothing is left open between them.
    agreed: written,
    confidence,
    onAxis: confidence,
  };
  return { law, open: { ...(low !== undefined && { low }), ...(high !== undefined && { high }) } };
}
