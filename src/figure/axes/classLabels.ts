import type { Raster } from '../../model/types.js';
import { type ClassRange, parseClassRange } from '../labels/grammar/classRange.js';
import type { AgreedLaw } from '../labels/law.js';
import type { Word } from '../labels/words/joined.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { maxDifference, type Page, pixelDifference } from '../layout/ink/page.js';
import { unite } from '../layout/ink/rectangle.js';
import type { AxisReading } from './axis.js';
import { type Lettering, nearerWords } from './axisLabels.js';

/** A legend has this many classes at least: the edges that two of them share say little. */
const fewest = 3;
/** Rows of one colour that make a swatch: a frame or a rim has fewer. */
const thinnest = 4;
/** What a codec leaves of one colour, any channel. */
const same = 24;
/** A label is no farther from its swatch than so many of its heights, its words from one another than so many. */
const farthest = 3.5;
const spaced = 1.5;
/** Labels of one column begin within this many pixels of one another. */
const aligned = 3;
/** Texts less probable than this are not what a label says. */
const leastScore = 0.02;
/** What classes are worth of which every edge is written twice, or follows from classes of one width; and if the outer ones do not. */
const confirmed = 0.95;
const unconfirmed = 0.9;
/** Classes are of one width within this share of it. */
const oneWidth = 1e-6;

/** Rows that have one colour, the page left out: pixels of the picture, from the top. */
interface Swatch {
  readonly from: number;
  readonly to: number;
}

interface Labelled {
  readonly text: string;
  readonly score: number;
  readonly range: ClassRange;
}

/**
 * The labels of a legend of classes, one beside each of its swatches: 10–20, 20–30. Its classes must go on from one to the next,
 * which no other reading of the labels does. Open classes (> 50) say too little, and leave it unread.
 *
 * @param ends pixel coordinates of the bar's low and high end
 * @returns a law through the classes' edges, midway between their swatches and at the bar's ends; null where there is none
 */
export async function readClasses(
  lettering: Lettering,
  bar: ColourbarLayout,
  ends: readonly [number, number],
): Promise<AxisReading | null> {
  if (bar.orientation !== 'vertical') return null;
  const swatches = swatchesOf(lettering.raster, lettering.page, bar);
  if (swatches.length < fewest) return null;
  const words = nearerWords(lettering, bar.edges);
  for (const side of ['right', 'left'] as const) {
    const rows = swatches.map((swatch) => rowBeside(words, bar, swatch, side));
    if (rows.some((row) => row.length === 0)) continue;
    const options: Labelled[][] = [];
    for (const row of rows) options.push(await classesOf(lettering, row));
    const chain = chainOf(options) ?? chainOf([...options].reverse())?.reverse();
    if (!chain || (await goesOnBeyond(lettering, words, swatches, rows, side))) continue;
    return {
      side,
      law: lawOf(chain, swatches, ends),
      units: null,
      ticks: [],
      calendar: false,
      labels: chain.length,
    };
  }
  return null;
}

function swatchesOf(raster: Raster, page: Page, { box }: ColourbarLayout): Swatch[] {
  const middle = (box.left + box.right) >> 1;
  const offset = (y: number): number => 4 * (y * raster.width + middle);
  const swatches: Swatch[] = [];
  for (let y = box.top; y < box.bottom; ) {
    let to = y + 1;
    while (to < box.bottom && pixelDifference(raster, offset(y), offset(to)) <= same) to++;
    if (to - y >= thinnest && maxDifference(raster, offset(y), page.colour) > page.tolerance)
      swatches.push({ from: y, to });
    y = to;
  }
  return swatches;
}

const middleOf = ({ box }: Word): number => (box.top + box.bottom) / 2;

/** The words on a swatch's line, from the one next to the bar on, as far as no wide gap parts them. */
function rowBeside(
  words: readonly Word[],
  { box }: ColourbarLayout,
  { from, to }: Swatch,
  side: 'left' | 'right',
): Word[] {
  const gapOf = (word: Word): number =>
    side === 'right' ? word.box.left - box.right : box.left - word.box.right;
  const line = words
    .filter((word) => middleOf(word) >= from && middleOf(word) <= to && gapOf(word) >= -1)
    .sort((a, b) => gapOf(a) - gapOf(b));
  const row: Word[] = [];
  for (const word of line) {
    const before = row.at(-1);
    const gap = !before
      ? gapOf(word)
      : side === 'right'
        ? word.box.left - before.box.right
        : before.box.left - word.box.right;
    if (gap > (before ? spaced : farthest) * word.height) break;
    row.push(word);
  }
  return row;
}

async function classesOf({ raster, page, readLabel }: Lettering, row: readonly Word[]): Promise<Labelled[]> {
  if (row.some(({ cut }) => cut)) return [];
  const texts = await readLabel(raster, page.colour, row.map(({ box }) => box).reduce(unite));
  return texts
    .filter(({ score }) => score >= leastScore)
    .flatMap(({ text, score }) => parseClassRange(text).map((range) => ({ text, score, range })));
}

/** The likeliest classes, one of each label's, of which each begins where the one before ends or one in the last digit beyond. */
function chainOf(options: readonly (readonly Labelled[])[]): Labelled[] | undefined {
  let chains = options[0]!.map((one) => [one]);
  for (const next of options.slice(1))
    chains = chains.flatMap((chain) =>
      next.filter(({ range }) => goesOn(chain.at(-1)!.range, range)).map((one) => [...chain, one]),
    );
  const probability = (chain: readonly Labelled[]): number => chain.reduce((p, { score }) => p * score, 1);
  return chains.sort((a, b) => probability(b) - probability(a))[0];
}

function goesOn(before: ClassRange, after: ClassRange): boolean {
  const gap = after.from - before.to;
  const digit = Math.min(before.lastDigit, after.lastDigit);
  return Math.abs(gap) < 1e-9 * Math.abs(after.from) + 1e-12 || Math.abs(gap - digit) < 0.01 * digit;
}

/** Whether a label of the same column says another class beyond the swatches: one of them was not seen. */
async function goesOnBeyond(
  lettering: Lettering,
  words: readonly Word[],
  swatches: readonly Swatch[],
  rows: readonly (readonly Word[])[],
  side: 'left' | 'right',
): Promise<boolean> {
  const [first, last] = [swatches[0]!, swatches.at(-1)!];
  const pitch = (last.from - first.from) / (swatches.length - 1);
  const edge = ({ box }: Word): number => (side === 'right' ? box.left : box.right);
  const [one] = rows[0]!;
  const beyond = words.filter((word) => {
    const outside = Math.max(first.from - middleOf(word), middleOf(word) - last.to);
    return outside > 0 && outside <= 1.5 * pitch && Math.abs(edge(word) - edge(one!)) <= aligned;
  });
  for (const word of beyond) if ((await classesOf(lettering, [word])).length > 0) return true;
  return false;
}

function lawOf(
  chain: readonly Labelled[],
  swatches: readonly Swatch[],
  ends: readonly [number, number],
): AgreedLaw {
  const rises = chain[0]!.range.from < chain.at(-1)!.range.from;
  const [top, bottom] = [Math.min(...ends), Math.max(...ends)];
  const places = [top, ...swatches.slice(1).map(({ from }, k) => (swatches[k]!.to + from) / 2), bottom];
  // From the top: each class' beginning, and where the last one ends.
  const edges = rises
    ? [...chain.map(({ range }) => range.from), chain.at(-1)!.range.to]
    : [chain[0]!.range.to, ...chain.map(({ range }) => range.from)];
  const slope = (edges.at(-1)! - edges[0]!) / (bottom - top);
  const intercept = edges[0]! - slope * top;
  const read = places.map((at, k) => ({
    at,
    value: edges[k]!,
    text: chain[Math.min(k, chain.length - 1)]!.text,
  }));
  const isLinear = read.every(({ at, value }) => Math.abs((value - intercept) / slope - at) <= 1);
  const widths = chain.map(({ range }) => range.to - range.from);
  const even = widths.every((width) => Math.abs(width - widths[0]!) <= oneWidth * widths[0]!);
  const outer = Math.min(chain[0]!.score, chain.at(-1)!.score);
  const confidence = even ? confirmed : unconfirmed * outer;
  return {
    scale: isLinear ? 'linear' : 'ticks',
    slope,
    intercept,
    read,
    dropped: [],
    // Edges are written at both ends of every class: nothing is left open between them.
    agreed: confidence,
    confidence,
    onAxis: confidence,
  };
}
