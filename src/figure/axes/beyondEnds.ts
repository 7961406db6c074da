import { SAME_PLACE } from '../labels/endValue.js';
import { type AgreedLaw, valueAt } from '../labels/law.js';
import { readWord } from '../labels/readWord.js';
import type { Word } from '../labels/words/joined.js';
import type { ColourbarLayout } from '../layout/bars/colourbar.js';
import { longSides } from '../layout/bars/pieces.js';
import { gapBeside } from '../layout/ink/edges.js';
import { unite } from '../layout/ink/rectangle.js';
import { outerBox, type Tick } from '../layout/ticks.js';
import { type AxisReading, readLabels } from './axis.js';
import { type Lettering, nearerWords } from './axisLabels.js';

/** A bar that was found too short has labels beyond its end that lie on the same law. */
export async function goesOn(
  { raster, page, words, readLabel }: Lettering,
  { edges, orientation, reading: bar }: ColourbarLayout,
  { law, side }: AxisReading,
  ends: readonly [number, number],
): Promise<boolean> {
  // Of a law from label to label, what lies between labels is none of them.
  const read = law!.read.filter(({ text }) => text !== '');
  if (read.length < 2) return false;
  const spacing = Math.abs(read.at(-1)!.at - read[0]!.at) / (read.length - 1);
  const outer = outerBox(edges);
  const vertical = orientation === 'vertical';
  // The ground that some programs leave between a bar and its frame takes nothing from either.
  const frame = vertical ? [outer.top, outer.bottom] : [outer.left, outer.right];
  const [first, last] = [Math.min(...ends, ...frame), Math.max(...ends, ...frame)];
  const along = words.map((word) => {
    const { left, top, right, bottom } = word.box;
    const at = vertical ? (top + bottom) / 2 : (left + right) / 2;
    return { word, at, gap: gapBeside(outer, side, word.box) };
  });
  const own = along.filter(({ word, at, gap }) =>
    read.some((label) => gap >= -1 && Math.abs(label.at - at) <= CENTRED * word.height),
  );
  for (const { word, at, gap } of along) {
    const outside = Math.max(first - at, at - last);
    // An end that melts into the page is where a tick says that was read, and that is known later.
    const melts = (bar.ends.low.melts || bar.ends.high.melts) && outside <= MELTED * (last - first);
    if (melts && read.some((label) => Math.abs(label.at - at) <= CENTRED * word.height)) continue;
    if (outside <= atLeast(BEYOND_END, word) || outside > 1.5 * spacing) continue;
    const end = at < first ? first : last;
    const isLabelled = read.some((label) => Math.abs(label.at - end) <= SAME_PLACE);
    if (isLabelled && outside <= CENTRED * word.height) continue;
    // What is left of a word that the bar's frame ran into may be lower than the others.
    if (gap < -1 || gap > 3.5 * word.height) continue;
    // Those of a plot's axis stand in another row, though one may be near to what the bar's law says there.
    if (own.length > 0 && own.every((label) => Math.abs(label.gap - gap) > word.height)) continue;
    const { candidates } = await readWord(raster, page, word, readLabel);
    const perPixel = Math.abs(valueAt(law!, at + 1) - valueAt(law!, at));
    const isNear = (value: number, place: number, by: typeof MISSED): boolean =>
      Math.abs(valueAt(law!, place) - value) <= atLeast(by, word) * perPixel;
    // Text is centred on its mark but for the room that its characters have: what it says may belong to the end.
    const isOnLaw = (value: number): boolean =>
      law!.scale === 'ticks'
        ? goesBeyond(read, end, value)
        : isNear(value, at, MISSED) && !isNear(value, end, BEYOND_END);
    // Beyond what is seen of a bar its tick marks stand apart from it, and look like signs.
    if (candidates.some(({ value }) => isOnLaw(value) || isOnLaw(-value))) return true;
  }
  return false;
}

/** Whether a value beyond an end goes on as the labels do (two at least) that a law from label to label reads. */
function goesBeyond(read: AgreedLaw['read'], end: number, value: number): boolean {
  const [near, far] = [...read].sort((a, b) => Math.abs(a.at - end) - Math.abs(b.at - end));
  return (value - near!.value) * (near!.value - far!.value) > 0;
}

/** A distance that rounding to pixels allows, or a share of a word's height where that is more. */
const atLeast = ({ pixels, share }: { pixels: number; share: number }, { height }: Word): number =>
  Math.max(pixels, share * height);

/** Labels mark ends that they lie beyond by less than this (see `endValues`). */
const BEYOND_END = { pixels: 3, share: 0.25 };

/** The label of an end is centred on it within this share of its height. */
const CENTRED = 0.75;

/** So much of a bar's length may melt into the page. */
const MELTED = 0.05;

/** A label is on a law if it stands this near to where that says. */
const MISSED = { pixels: 2.5, share: 0.2 };

/** A label beyond an end is no farther from it than this many times its height, as labels are from ticks. */
const BEYOND = 2.2;

/** A label that has no room over the middle of a bar at the picture's border is moved inward: so much of the narrower is in line still. */
const IN_LINE = 0.4;
/** A number and the unit behind it are no farther apart than this many times their height. */
const SPACE = 0.8;

/** The nearest word beyond an end of a bar, on the bar's own line: of a number and its unit, the number. */
function wordBeyond(
  words: readonly Word[],
  { edges, orientation }: ColourbarLayout,
  place: number,
  ends: readonly [number, number],
): Word | undefined {
  const outer = outerBox(edges);
  const last = place > Math.min(...ends);
  const near = words.flatMap((word) => {
    const unit = unitBehind(words, word);
    const { left, top, right, bottom } = unit ? unite(word.box, unit.box) : word.box;
    const vertical = orientation === 'vertical';
    const gap = vertical
      ? last
        ? top - outer.bottom
        : outer.top - bottom
      : last
        ? left - outer.right
        : outer.left - right;
    const [from, to, start, end] = vertical
      ? [left, right, outer.left, outer.right]
      : [top, bottom, outer.top, outer.bottom];
    const inLine = Math.min(to, end) - Math.max(from, start) >= IN_LINE * Math.min(to - from, end - start);
    return inLine && gap >= -1 && gap <= BEYOND * word.height ? [{ word, gap }] : [];
  });
  return near.sort((a, b) => a.gap - b.gap || a.word.box.left - b.word.box.left)[0]?.word;
}

/** The word that stands a space behind another one, on its line. */
const unitBehind = (words: readonly Word[], { box, height }: Word): Word | undefined =>
  words.find(
    (other) =>
      other.box.left >= box.right &&
      other.box.left - box.right <= SPACE * height &&
      Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) >= 0.5 * height,
  );

/** Labels beyond the two ends of a bar stand for the ends. */
export async function readBeyond(
  lettering: Lettering,
  bar: ColourbarLayout,
  marks: readonly (readonly Tick[])[],
  ends: readonly [number, number],
): Promise<AxisReading | null> {
  const near = nearerWords(lettering, bar.edges);
  // A number belongs to the bar that its unit stands at, though a plot is nearer to the number.
  const words = lettering.words.filter((word) => {
    const unit =
      near.includes(word) || lettering.owners.has(word) ? undefined : unitBehind(lettering.words, word);
    return near.includes(word) || (unit !== undefined && near.includes(unit));
  });
  const [low, high] = ends.map((at) => wordBeyond(words, bar, at, ends));
  if (low === undefined || high === undefined) return null;
  const labels = [low, high].map((word, k) => ({ word, at: ends[k]!, marked: false }));
  // Marks that no label stands at tell a logarithm from a straight line, on which the two labels lie as well.
  const unlabelled = (marks[0]!.length > 0 ? marks[0]! : marks[1]!).map(({ at }) => at);
  return readLabels(lettering, { edges: bar.edges, side: longSides(bar)[0], ends }, labels, unlabelled);
}
