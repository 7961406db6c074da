import type { Box } from '../../model/types.js';
import {
  type AxisOffset,
  isMangledOffset,
  parseAxisOffset,
  saysOneOf,
} from '../labels/grammar/axisOffset.js';
import type { LabelCandidate } from '../labels/reader/label.js';
import { wordShapes } from '../labels/words/glyphs.js';
import type { Word } from '../labels/words/joined.js';
import { type Edges, SIDES, type Side, upright } from '../layout/ink/edges.js';
import { boxHeight, boxWidth, unite } from '../layout/ink/rectangle.js';
import { outerBox } from '../layout/ticks.js';
import { type Label, type Lettering, labelsAlong, nearerWords } from './axisLabels.js';

/** A factor changes a range by powers of ten: it is to be read as surely as all labels together. */
const LIKELY = 0.8;
/** Where a factor is as probable as this, a law without it is not to be trusted. */
const PLAUSIBLE = 0.02;

/** A factor stands no higher above an axis than this many digits' heights: two lines of text with the space between, and that below them. */
const ABOVE = 5;

/** So many words in one column beside a rectangle are its labels. */
const FEWEST_LABELS = 3;

const isOffset = (text: string): boolean => parseAxisOffset(text) !== null || isMangledOffset(text);

interface Labelled {
  readonly labels: readonly Label[];
  readonly loose: readonly Word[];
  readonly ended?: readonly [number, number];
}

/**
 * The factor or offset that holds for all labels of an axis, written once at its far end: above an upright axis,
 * beyond the right end of a level one.
 *
 * @param loose words in the row of the labels that their law does not read
 * @param ended what their law says at the two ends: a number there that says the same is the end's own label
 * @returns `'unread'` when something of that kind stands there but cannot be read.
 */
export async function findOffset(
  lettering: Lettering,
  { labels, loose, ended }: Labelled,
  edges: Edges,
  side: Side,
): Promise<AxisOffset | 'unread' | null> {
  const { raster, page, free, readLabel } = lettering;
  const outer = outerBox(edges);
  // A label that the law reads is no factor of it, wherever it stands.
  const used = labels.map((l) => l.word).filter((word) => !loose.includes(word));
  // Letters of a title written upward may stand in the row, taller than any label.
  const size = used.reduce((m, word) => Math.max(m, word.height), 0);
  const column = used.map((word) => word.box);
  // Above the axis itself, or above its labels: not above the rest of the plot, nor beside a bar, where a title may end.
  const near = [Math.max(outer.left, outer.right - 6 * size), Math.min(outer.right, outer.left + 6 * size)];
  const left = Math.min(side === 'left' ? outer.left : near[0]!, ...column.map((b) => b.left));
  const right = Math.max(side === 'right' ? outer.right : near[1]!, ...column.map((b) => b.right));
  const foreign = labelsOfOthers(lettering, edges);
  const others = free.filter((word) => !loose.includes(word) && !used.includes(word) && !foreign.has(word));
  const nearby = joined([...others, ...loose], size).filter(({ box, glyphs }) => {
    if (boxHeight(box) < 0.6 * size) return false;
    if (upright(side))
      return (
        box.bottom <= outer.top + 1 &&
        box.bottom >= outer.top - ABOVE * size &&
        box.right >= left - size &&
        box.left <= right + size
      );
    const row = Math.max(...column.map((b) => b.bottom));
    return (
      endOf(glyphs, LONGEST).left >= outer.right - 11 * size &&
      box.right >= outer.right - 4 * size &&
      box.right <= outer.right + 5 * size &&
      (side === 'bottom'
        ? box.top >= row - size && box.top <= row + 2.5 * size
        : box.bottom <= outer.top && box.bottom >= outer.top - 5 * size)
    );
  });
  let unread = false;
  for (const { glyphs } of nearby) {
    const inner = withoutBrackets(glyphs);
    const texts = await readLabel(raster, page.colour, inner.reduce(unite));
    const read = (box: Box): Promise<LabelCandidate[]> => readLabel(raster, page.colour, box);
    if (ended && saysOneOf(texts[0]?.text ?? '', ended)) continue;
    const inParts = await powerInParts(inner, read);
    if (inParts === 'unread') return 'unread';
    const offset = inParts ?? likeliest(texts);
    if (offset) return isBehindPlot(lettering, edges, inner.reduce(unite)) ? 'unread' : offset;
    const suspicious = texts.reduce((sum, { text, score }) => sum + (isOffset(text) ? score : 0), 0);
    if (suspicious >= PLAUSIBLE || (await endsInPower(inner, read))) unread = true;
  }
  return unread ? 'unread' : null;
}

/** An offset has no more glyphs, nor its last number more than so many; what is longer is a title that it runs into. */
const LONGEST = 10;
const LAST_NUMBER = [3, 4, 5];

const endOf = (glyphs: readonly Box[], count: number): Box =>
  [...glyphs]
    .sort((a, b) => a.left - b.left)
    .slice(-count)
    .reduce(unite);

/** Whether a longer text ends in a number with an exponent, as where a title and an offset are written over one another. */
async function endsInPower(
  glyphs: readonly Box[],
  read: (box: Box) => Promise<LabelCandidate[]>,
): Promise<boolean> {
  for (const count of LAST_NUMBER.filter((n) => n < glyphs.length)) {
    const texts = await read(endOf(glyphs, count));
    const power = texts.filter(({ text }) => /^[\d.]*\de[-+]?\d+$|^10[⁻⁰¹²³⁴-⁹]+$/.test(text));
    if (power.reduce((sum, { score }) => sum + score, 0) >= LIKELY) return true;
  }
  return false;
}

/** A text that goes on after such a gap (of its height) begins there: within an offset, spaces beside a cross are narrower. */
const PARTED = 0.6;

/** Whether a text begins right where a plot beside it ends, on which the part before may be written. */
const isBehindPlot = ({ rectangles }: Lettering, edges: Edges, text: Box): boolean =>
  rectangles.some((other) => {
    const gap = text.left - outerBox(other).right;
    return other !== edges && isBetweenEnds(text, other) && gap >= -1 && gap < PARTED * boxHeight(text);
  });

/** The labels beside other rectangles, between their ends: those of the bar above, and of the plot above, are nothing that stands above this one. */
function labelsOfOthers(lettering: Lettering, edges: Edges): ReadonlySet<Word> {
  const labels = new Set<Word>();
  for (const other of lettering.rectangles.filter((rectangle) => rectangle !== edges)) {
    // The labels of a bar stand beside its plot as well.
    const near = nearerWords(lettering, other);
    for (const side of SIDES) {
      const row = labelsAlong(near, other, side, []);
      if (row.length < FEWEST_LABELS) continue;
      for (const { word } of row) if (isBetweenEnds(word.box, other, upright(side))) labels.add(word);
    }
  }
  return labels;
}

/** Whether the middle of a text lies between the top and the bottom of a rectangle, or between its left and its right. */
function isBetweenEnds(text: Box, rectangle: Edges, isUpright = true): boolean {
  const [from, to] = isUpright ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  const outer = outerBox(rectangle);
  const middle = (text[from] + text[to]) / 2;
  return middle > outer[from] && middle < outer[to];
}

/**
 * A power of ten read in two parts: an exponent that is raised high is small in the whole, and loses its sign there.
 *
 * @returns undefined where nothing is raised or no ten stands before it
 */
async function powerInParts(
  glyphs: readonly Box[],
  read: (box: Box) => Promise<LabelCandidate[]>,
): Promise<AxisOffset | 'unread' | undefined> {
  const height = Math.max(...glyphs.map(boxHeight));
  const { digits } = wordShapes({ box: glyphs.reduce(unite), glyphs, height });
  const raised = glyphs.filter((g) => g.left >= digits.right - 1);
  if (raised.length === 0) return undefined;
  const isTen = ({ text }: LabelCandidate): boolean => /^[?×]?10$/.test(text);
  const ten = (await read(digits)).reduce((sum, c) => sum + (isTen(c) ? c.score : 0), 0);
  if (ten < LIKELY) return undefined;
  const [exponent] = await read(raised.reduce(unite));
  if (exponent === undefined || !/^-?\d{1,2}$/.test(exponent.text) || exponent.score < LIKELY)
    return 'unread';
  return { factor: Number(`1e${exponent.text}`), offset: 0 };
}

/** Glyphs without the brackets around them: narrow ones, first and last, from one line to another and lower than what they hold. */
function withoutBrackets(glyphs: readonly Box[]): readonly Box[] {
  const sorted = [...glyphs].sort((a, b) => a.left - b.left);
  const [first, second, last] = [sorted[0]!, sorted[1], sorted.at(-1)!];
  const isNarrow = (g: Box): boolean => boxWidth(g) <= 0.45 * boxHeight(g);
  if (sorted.length < 4 || !isNarrow(first) || !isNarrow(last)) return glyphs;
  const isPair = Math.abs(first.top - last.top) <= 1 && Math.abs(first.bottom - last.bottom) <= 1;
  const lower = Math.min(first.bottom, last.bottom) - second!.bottom;
  return isPair && lower >= 0.05 * boxHeight(first) ? sorted.slice(1, -1) : glyphs;
}

/** The factor that the texts agree on, brackets and units aside; undefined when it is not sure. */
function likeliest(texts: readonly LabelCandidate[]): AxisOffset | undefined {
  const sums = new Map<string, { offset: AxisOffset; score: number }>();
  for (const { text, score } of texts) {
    const offset = parseAxisOffset(text);
    if (offset === null) continue;
    const key = JSON.stringify(offset);
    sums.set(key, { offset, score: score + (sums.get(key)?.score ?? 0) });
  }
  return [...sums.values()].find(({ score }) => score >= LIKELY)?.offset;
}

/** Between a number, a cross and a power there is a space, which parts words. */
const SPACE = 0.9;

/** An exponent stands as near to its ten as letters do, and its foot above the ten's middle by this much of the ten's height at most. */
const EXPONENT = { gap: 0.4, foot: 1.1 };

/** Whether a box is raised behind another one as an exponent is: old MATLAB sets it wholly above its ten. */
function isExponentOf(ten: Box, box: Box, size: number): boolean {
  const up = (ten.top + ten.bottom) / 2 - box.bottom;
  return (
    box.left >= ten.right - 1 &&
    box.left - ten.right <= EXPONENT.gap * size &&
    boxHeight(box) <= boxHeight(ten) + 1 &&
    up >= 0 &&
    up <= EXPONENT.foot * boxHeight(ten)
  );
}

/** Words on one line with no more than a space between them, as one, and exponents with their tens. */
function joined(words: readonly Word[], size: number): readonly Pick<Word, 'box' | 'glyphs'>[] {
  const groups: { box: Box; glyphs: readonly Box[] }[] = [];
  for (const { box, glyphs } of [...words].sort((a, b) => a.box.left - b.box.left)) {
    const group = groups.find(
      ({ box: b }) =>
        isExponentOf(b, box, size) ||
        (box.left - b.right <= SPACE * size &&
          Math.min(b.bottom, box.bottom) - Math.max(b.top, box.top) >=
            0.4 * Math.min(boxHeight(b), boxHeight(box))),
    );
    if (group === undefined) groups.push({ box, glyphs });
    else Object.assign(group, { box: unite(group.box, box), glyphs: [...group.glyphs, ...glyphs] });
  }
  return groups;
}
