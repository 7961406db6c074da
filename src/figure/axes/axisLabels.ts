import { oppositeSide } from '../../bar/readBar.js';
import type { Box, Raster } from '../../model/types.js';
import type { ReadLabel } from '../labels/reader/label.js';
import { withoutStub, wordShapes } from '../labels/words/glyphs.js';
import type { Word } from '../labels/words/joined.js';
import { type Edges, SIDES, type Side, upright } from '../layout/ink/edges.js';
import type { Page } from '../layout/ink/page.js';
import { majorTicks, outerBox, type Tick } from '../layout/ticks.js';
import { farAtMarks } from './places/farAtMarks.js';
import { matched } from './places/matched.js';

/** Everything written in a figure, and how to read it. */
export interface Lettering {
  readonly raster: Raster;
  /** The picture itself, where the raster is nothing but what is written on it. */
  readonly picture?: Raster;
  readonly page: Page;
  /** The plot areas and colourbars that words may label. */
  readonly rectangles: readonly Edges[];
  readonly words: readonly Word[];
  /** Words at the tick marks of a rectangle: they belong to it, however near another one is. */
  readonly owners: ReadonlyMap<Word, Edges>;
  /** The words that stand at no tick: one of them may be a factor for an axis. */
  readonly free: readonly Word[];
  readonly readLabel: ReadLabel;
}

/** A word beside a side of a rectangle and the tick that it labels. */
export interface Label {
  readonly word: Word;
  readonly at: number;
  /** It stands at a tick mark; otherwise at its own middle. */
  readonly marked: boolean;
}

/** Distance from a side's outer edge outward to a word, and the word's middle along the side. */
function placed(word: Word, edges: Edges, side: Side): { gap: number; middle: number } {
  const outer = outerBox(edges);
  // Exponents stand above the line: the middle of a label on an upright axis is that of its digits.
  const { digits } = wordShapes(word);
  switch (side) {
    case 'left':
      return { gap: outer.left - word.box.right, middle: (digits.top + digits.bottom) / 2 };
    case 'right':
      return { gap: word.box.left - outer.right, middle: (digits.top + digits.bottom) / 2 };
    case 'top':
      return { gap: outer.top - word.box.bottom, middle: (word.box.left + word.box.right) / 2 };
    case 'bottom':
      return { gap: word.box.top - outer.bottom, middle: (word.box.left + word.box.right) / 2 };
  }
}

/** The nearest label of a side is no farther from its ticks than so many of its heights; the others line up with it to so many. */
const FARTHEST = 2.2;
/** Where there is one at each of its marks and nothing nearer, some programs set them at the far side of their room (silx). */
const FARTHEST_AT_ALL = 2 * FARTHEST;
/** Plotting programs leave a twentieth of the data's extent free around them: where no line says where that ends, labels stand beyond. */
const MARGIN = 0.05;
const IN_ROW = 0.9;
/** So many numbers that end where another does make a column of it. */
const FLUSH_WITH = 3;

/**
 * The words that label a side's ticks: the nearest row (column) of words along it, each given to the nearest tick.
 * Without tick marks the words stand for their own positions.
 */
export function labelsAlong(
  words: readonly Word[],
  edges: Edges,
  side: Side,
  ticks: readonly Tick[],
): Label[] {
  const outer = outerBox(edges);
  const [start, end] = upright(side) ? [outer.top, outer.bottom] : [outer.left, outer.right];
  const margin = MARGIN * (upright(side) ? outer.right - outer.left : outer.bottom - outer.top);
  const reach = ticks.length > 0 ? ticks.reduce((m, t) => Math.max(m, t.length), 0) : margin;
  const along = words
    .map((word) => ({ word, ...placed(word, edges, side) }))
    .filter(
      ({ word, gap, middle }) =>
        word.height >= 4 && gap >= -1 && middle >= start - word.height && middle <= end + word.height,
    );
  const isNear = ({ word, gap }: Near): boolean => gap <= reach + (FARTHEST + IN_ROW) * word.height;
  // The shorter numbers of a column that is aligned at its far side begin farther away than the longest ones.
  const far = upright(side) ? along.filter(isNear).map((n) => n.gap + depthOf(n.word, side)) : [];
  const isFlush = (n: Near): boolean =>
    far.filter((at) => Math.abs(at - n.gap - depthOf(n.word, side)) <= ALIGNED).length >= FLUSH_WITH;
  const near = along.filter((n) => isNear(n) || isFlush(n));
  // Marks that do not touch the side become words; they are marks all the same.
  const loose = near.filter(({ word, gap }) => !upright(side) && isMark(word, gap));
  const seen =
    loose.length > ticks.length
      ? loose.map(({ word, middle }): Tick => ({ at: middle, length: word.height }))
      : ticks;
  const written = near.filter((n) => !loose.includes(n));
  const marks = majorTicks(seen);
  if (!written.some(({ word, gap }) => gap <= reach + FARTHEST * word.height))
    return farAtMarks(
      along.filter(({ word, gap }) => gap <= reach + FARTHEST_AT_ALL * word.height),
      marks,
    ).map(({ word }, k) => ({ word, at: marks[k]!.at, marked: true }));
  const row = inOneRow(written, side);
  const ends = [start, end] as const;
  const chosen = matched(row, marks, side, ends);
  const all = marks.length < seen.length ? matched(row, seen, side, ends) : chosen;
  const labels = all.length > chosen.length + 1 ? all : chosen;
  // Where marks were not seen the words stand for themselves.
  const used = new Set(labels.map((l) => l.word));
  return [
    ...labels,
    ...row
      .filter(({ word }) => !used.has(word))
      .map(({ word, middle }) => ({ word, at: middle, marked: false })),
  ];
}

interface Near {
  readonly word: Word;
  readonly gap: number;
  readonly middle: number;
}

/** Whether a word beside a level side is a tick mark that hangs on it: one upright stroke from the side on. */
const isMark = ({ glyphs, box, height }: Word, gap: number): boolean =>
  gap <= 2 && glyphs.length === 1 && box.right - box.left <= Math.max(2, 0.3 * height);

/** How far a word reaches, outward from a side. */
const depthOf = ({ box }: Word, side: Side): number =>
  upright(side) ? box.right - box.left : box.bottom - box.top;

/**
 * The words that line up with the nearest one: their near edges do, or they lie within its extent, as the shorter
 * labels of a column do that is aligned at its far side.
 */
function inOneRow(near: readonly Near[], side: Side): Near[] {
  const first = near.reduce((a, b) => (b.gap < a.gap ? b : a));
  const reach = first.gap + depthOf(first.word, side);
  const chosen = near.filter(
    ({ word, gap }) => gap <= first.gap + IN_ROW * word.height || gap + 0.8 * depthOf(word, side) <= reach,
  );
  const row = chosen.map((n) => n.word);
  return chosen.map((n) => ({ ...n, word: upright(side) ? withoutStub(n.word, side, n.gap, row) : n.word }));
}

/** At least this many marks with words at them make these words a rectangle's own. */
const OWN_MARKS = 3;

/** Words at the tick marks of one rectangle alone: a bar beside a plot's axis must not take that axis' labels. */
export function ownersOf(
  words: readonly Word[],
  rectangles: readonly Edges[],
  ticksAt: (edges: Edges, side: Side) => Tick[],
): Map<Word, Edges> {
  const owners = new Map<Word, Edges>();
  const disputed = new Set<Word>();
  for (const edges of rectangles)
    for (const side of SIDES) {
      const marked = labelsAlong(words, edges, side, ticksAt(edges, side)).filter((l) => l.marked);
      if (marked.length < OWN_MARKS) continue;
      for (const { word } of marked) {
        if (owners.has(word) && owners.get(word) !== edges) disputed.add(word);
        owners.set(word, edges);
      }
    }
  for (const word of disputed) owners.delete(word);
  return owners;
}

/** The words that lie nearer to a rectangle than to any other: those between a plot and a bar belong to one of them. */
export function nearerWords(
  { words, rectangles, owners }: Pick<Lettering, 'words' | 'rectangles' | 'owners'>,
  edges: Edges,
): readonly Word[] {
  const here = outerBox(edges);
  const others = rectangles.filter((r) => r !== edges).map(outerBox);
  return words.filter((word) => {
    const owner = owners.get(word);
    if (owner !== undefined) return owner === edges;
    const { box } = word;
    const own = distance(box, here);
    return others.every((other) => distance(box, other) >= own - 1);
  });
}

/** Labels of one column end within this many pixels of one another. */
const ALIGNED = 2;
/** A label of an end is centred on it within this share of its height. */
const AT_END = 0.75;

/**
 * Words at one end of an upright bar that line up with a word at its other end: the wider of the two may come nearer to the plot
 * than to the bar.
 */
export function partnersAtEnds(
  lettering: Pick<Lettering, 'words' | 'rectangles' | 'owners'>,
  edges: Edges,
): Word[] {
  const near = nearerWords(lettering, edges);
  const { left, right } = outerBox(edges);
  const isAt = ({ box, height }: Word, end: number): boolean =>
    Math.abs((box.top + box.bottom) / 2 - end) <= AT_END * height;
  const isAcross = (a: Word, b: Word): boolean =>
    (isAt(a, edges.top.at) && isAt(b, edges.bottom.at)) ||
    (isAt(a, edges.bottom.at) && isAt(b, edges.top.at));
  const isAligned = ({ box: a }: Word, { box: b }: Word): boolean =>
    (b.right <= left && Math.abs(a.right - b.right) <= ALIGNED) ||
    (b.left >= right && Math.abs(a.left - b.left) <= ALIGNED);
  return lettering.words.filter(
    (word) =>
      !lettering.owners.has(word) &&
      !near.includes(word) &&
      near.some((other) => isAcross(word, other) && isAligned(word, other)),
  );
}

const distance = (a: Box, b: Box): number =>
  Math.hypot(
    Math.max(0, a.left - b.right, b.left - a.right),
    Math.max(0, a.top - b.bottom, b.top - a.bottom),
  );

/** How many labels of a side are no other rectangle's as well, on whose facing side they stand: those of a plot beside a bar may be nearer to the bar. */
export function ownLabels(
  { rectangles, words }: Lettering,
  labels: readonly Label[],
  edges: Edges,
  side: Side,
): number {
  const others = rectangles
    .filter((other) => other !== edges)
    .flatMap((other) => labelsAlong(words, other, oppositeSide[side], []));
  return labels.filter(({ word }) => others.every((label) => label.word !== word)).length;
}
