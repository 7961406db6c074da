import type { Box, Raster } from '../model/types.js';
import { type Calibration, fitCalibration, type LabelledTick } from './labels/calibration.js';
import { wordShapes } from './labels/glyphs.js';
import { type AxisOffset, isMangledOffset, parseAxisOffset } from './labels/grammar/axisOffset.js';
import type { ReadLabel } from './labels/reader/label.js';
import { readWord, type WordReading } from './labels/readWord.js';
import type { Word } from './labels/text.js';
import type { Edges, Side } from './layout/frame.js';
import type { Page } from './layout/page.js';
import { boxHeight, unite } from './layout/rectangle.js';
import { majorTicks, outerBox, type Tick } from './layout/ticks.js';

/** Everything written in a figure, and how to read it. */
export interface Lettering {
  readonly raster: Raster;
  readonly page: Page;
  /** The plot areas and colourbars that words may label. */
  readonly rectangles: readonly Edges[];
  readonly words: readonly Word[];
  /** The words that stand at no tick: one of them may be a factor for an axis. */
  readonly free: readonly Word[];
  readonly readLabel: ReadLabel;
}

/** The labels along one side of a rectangle, and the law they follow. */
export interface AxisReading {
  readonly side: Side;
  readonly law: Calibration | null;
  readonly units: string | null;
  /** Positions of the tick marks at which labels stand (or of the labels, where there are no marks). */
  readonly ticks: readonly number[];
  /** Texts that read as dates or times of day. */
  readonly calendar: boolean;
  readonly labels: number;
}

/** A word beside a side of a rectangle and the tick that it labels. */
interface Label {
  readonly word: Word;
  readonly at: number;
  /** It stands at a tick mark; otherwise at its own middle. */
  readonly marked: boolean;
}

const upright = (side: Side): boolean => side === 'left' || side === 'right';

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
  const reach = ticks.reduce((m, t) => Math.max(m, t.length), 0);
  const near = words
    .map((word) => ({ word, ...placed(word, edges, side) }))
    .filter(
      ({ word, gap, middle }) =>
        word.height >= 4 &&
        gap >= -1 &&
        gap <= reach + 2.2 * word.height &&
        middle >= start - word.height &&
        middle <= end + word.height,
    );
  if (near.length === 0) return [];
  const nearest = Math.min(...near.map((n) => n.gap));
  const row = near.filter((n) => n.gap <= nearest + 0.9 * n.word.height);
  const marks = majorTicks(ticks);
  const chosen = matched(row, marks, side);
  const all = marks.length < ticks.length ? matched(row, ticks, side) : chosen;
  const labels = all.length > chosen.length + 1 ? all : chosen;
  if (labels.length >= 2 && labels.length >= 0.6 * row.length) return labels;
  if (ticks.length > 0 && labels.length >= row.length) return labels;
  // Marks that were not seen: the words stand for themselves.
  const used = new Set(labels.map((l) => l.word));
  return [
    ...labels,
    ...row
      .filter(({ word }) => !used.has(word))
      .map(({ word, middle }) => ({ word, at: middle, marked: false })),
  ];
}

/** The words that lie nearer to a rectangle than to any other: those between a plot and a bar belong to one of them. */
export function nearerWords(
  { words, rectangles }: Pick<Lettering, 'words' | 'rectangles'>,
  edges: Edges,
): readonly Word[] {
  const here = outerBox(edges);
  const others = rectangles.filter((r) => r !== edges).map(outerBox);
  return words.filter(({ box }) => {
    const own = distance(box, here);
    return others.every((other) => distance(box, other) >= own - 1);
  });
}

const distance = (a: Box, b: Box): number =>
  Math.hypot(
    Math.max(0, a.left - b.right, b.left - a.right),
    Math.max(0, a.top - b.bottom, b.top - a.bottom),
  );

function matched(
  row: readonly { word: Word; gap: number; middle: number }[],
  ticks: readonly Tick[],
  side: Side,
): Label[] {
  const labels = new Map<number, { word: Word; off: number; at: number }>();
  for (const { word, middle } of row) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    ticks.forEach((tick, k) => {
      const off = Math.abs(tick.at - middle);
      if (off < least) {
        least = off;
        best = k;
      }
    });
    const slack = upright(side) ? 0.5 * word.height + 1 : 0.7 * word.height + 2;
    if (best < 0 || least > slack) continue;
    const rival = labels.get(best);
    if (rival === undefined || least < rival.off) labels.set(best, { word, off: least, at: ticks[best]!.at });
  }
  return [...labels.values()].map(({ word, at }) => ({ word, at, marked: true }));
}

/** Tick marks are rounded to whole pixels, half a pixel each way, and moved as much again by a lossy codec. */
const MARKED = 1.6;

/**
 * Reads the labels along one side and finds their law.
 */
export async function readAxis(
  lettering: Lettering,
  edges: Edges,
  side: Side,
  ticks: readonly Tick[],
): Promise<AxisReading> {
  const { raster, page, readLabel } = lettering;
  const labels = labelsAlong(nearerWords(lettering, edges), edges, side, ticks);
  const readings: { label: Label; reading: WordReading }[] = [];
  for (const label of labels)
    readings.push({ label, reading: await readWord(raster, page, label.word, readLabel) });
  const minor = ticks.map((t) => t.at).filter((at) => !labels.some((l) => l.at === at));
  const law = fitCalibration(
    readings.map(
      ({ label: { at, marked, word }, reading }): LabelledTick => ({
        at,
        text: reading.text,
        candidates: reading.candidates,
        tolerance: marked ? MARKED : 1 + 0.15 * word.height,
      }),
    ),
    minor,
  );
  const offset = law === null ? null : await findOffset(lettering, labels, edges, side);
  const calendar = readings.filter(({ reading }) => reading.calendar).length >= 2;
  return {
    side,
    law: calendar || law === null ? null : shifted(law, offset),
    units: commonUnits(readings.map(({ reading }) => reading)),
    ticks: labels.map((l) => l.at),
    calendar,
    labels: labels.length,
  };
}

/** A factor changes a range by powers of ten: it is to be read as surely as all labels together. */
const LIKELY = 0.8;
/** Where a factor is as probable as this, a law without it is not to be trusted. */
const PLAUSIBLE = 0.02;

const isOffset = (text: string): boolean => parseAxisOffset(text) !== null || isMangledOffset(text);

/**
 * The factor or offset that holds for all labels of an axis, written once at its far end: above an upright axis,
 * beyond the right end of a level one. `'unread'` when something of that kind stands there but cannot be read.
 */
async function findOffset(
  { raster, page, free, readLabel }: Lettering,
  labels: readonly Label[],
  edges: Edges,
  side: Side,
): Promise<AxisOffset | 'unread' | null> {
  const outer = outerBox(edges);
  const size = labels.reduce((m, l) => Math.max(m, l.word.height), 0);
  const column = labels.map((l) => l.word.box);
  // Above the axis itself, or above its labels: not above the rest of the plot.
  const left = Math.min(side === 'left' ? outer.left : outer.right - 6 * size, ...column.map((b) => b.left));
  const right = Math.max(
    side === 'right' ? outer.right : outer.left + 6 * size,
    ...column.map((b) => b.right),
  );
  const nearby = joined(free, size).filter((box) => {
    if (boxHeight(box) < 0.6 * size) return false;
    if (upright(side))
      return (
        box.bottom <= outer.top + 1 &&
        box.bottom >= outer.top - 3.5 * size &&
        box.left >= left - 2 * size &&
        box.right <= right + 2 * size
      );
    const row = Math.max(...column.map((b) => b.bottom));
    return (
      box.left >= outer.right - 11 * size &&
      box.right >= outer.right - 4 * size &&
      box.right <= outer.right + 5 * size &&
      (side === 'bottom'
        ? box.top >= row - size && box.top <= row + 2.5 * size
        : box.bottom <= outer.top && box.bottom >= outer.top - 5 * size)
    );
  });
  let unread = false;
  for (const box of nearby) {
    const texts = await readLabel(raster, page.colour, box);
    const likely = texts.filter(({ score }) => score >= LIKELY);
    const offset = likely[0] && parseAxisOffset(likely[0].text);
    if (offset) return offset;
    if (texts.some(({ text, score }) => score >= PLAUSIBLE && isOffset(text))) unread = true;
  }
  return unread ? 'unread' : null;
}

/** Between a number, a cross and a power there is a space, which parts words. */
const SPACE = 0.9;

/** Words on one line with no more than a space between them, as one box. */
function joined(words: readonly Word[], size: number): readonly Box[] {
  const boxes: Box[] = [];
  for (const { box } of [...words].sort((a, b) => a.box.left - b.box.left)) {
    const k = boxes.findIndex(
      (b) =>
        box.left - b.right <= SPACE * size &&
        Math.min(b.bottom, box.bottom) - Math.max(b.top, box.top) >=
          0.4 * Math.min(boxHeight(b), boxHeight(box)),
    );
    if (k < 0) boxes.push(box);
    else boxes[k] = unite(boxes[k]!, box);
  }
  return boxes;
}

// Without the noise of binary fractions that a factor such as 1e-5 adds.
const tidy = (value: number): number => Number(value.toPrecision(12));

function shifted(law: Calibration, offset: AxisOffset | 'unread' | null): Calibration {
  if (offset === null) return law;
  // Without its factor the law is wrong by powers of ten.
  if (offset === 'unread') return { ...law, confidence: 0.3 * law.confidence };
  const { factor, offset: shift } = offset;
  const read = law.read.map((r) => ({ ...r, value: tidy(r.value * factor + shift) }));
  if (law.scale === 'linear')
    return { ...law, slope: law.slope * factor, intercept: law.intercept * factor + shift, read };
  return shift === 0 ? { ...law, intercept: law.intercept + Math.log10(factor), read } : law;
}

function commonUnits(readings: readonly WordReading[]): string | null {
  const units = readings.map((r) => r.candidates[0]?.units ?? null).filter((u) => u !== null);
  const degrees = units.some((u) => /[NSEW]/.test(u));
  if (degrees) return units.some((u) => /[NS]$/.test(u)) ? 'degrees_north' : 'degrees_east';
  const first = units[0];
  return first !== undefined && units.filter((u) => u === first).length >= 2 ? first : null;
}
