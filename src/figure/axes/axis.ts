import { fitCalibration } from '../labels/calibration.js';
import { sinceEpoch } from '../labels/grammar/instant.js';
import { isScientific } from '../labels/grammar/number.js';
import { settleMarks } from '../labels/grammar/settleMarks.js';
import { settleUnits } from '../labels/grammar/settleUnits.js';
import type { AgreedLaw, LabelledTick } from '../labels/law.js';
import { OPEN } from '../labels/leftOpen.js';
import { readWord, type WordReading } from '../labels/readWord.js';
import { wordShapes } from '../labels/words/glyphs.js';
import type { Word } from '../labels/words/joined.js';
import { type Edges, type Side, upright } from '../layout/ink/edges.js';
import type { Tick } from '../layout/ticks.js';
import { type Label, type Lettering, labelsAlong, nearerWords } from './axisLabels.js';
import { dateLaw } from './dateLaw.js';
import { findOffset, shifted } from './factor.js';
import { atOwnMarks } from './places/besideMarks.js';
import { cutOff } from './places/cutOff.js';
import { type Extent, justified } from './places/justified.js';

/** The labels along one side of a rectangle, and the law they follow. */
export interface AxisReading {
  readonly side: Side;
  readonly law: AgreedLaw | null;
  readonly units: string | null;
  /** Positions of the tick marks at which labels stand (or of the labels, where there are no marks). */
  readonly ticks: readonly number[];
  /** Texts that read as dates or times of day, but follow no law. */
  readonly calendar: boolean;
  readonly labels: number;
  /** Where classes that have no other end begin, at a legend's bottom or left and at its top or right: what lies beyond is no range. */
  readonly open?: { readonly low?: number; readonly high?: number };
}

/** Tick marks are rounded to whole pixels, half a pixel each way, and moved as much again by a lossy codec. */
const MARKED = 1.6;

/** Words are centred on what they label within this share of their height: signs and points shift the ink along a line. */
const CENTRED = { across: 0.15, along: 0.25 } as const;

/** Text at an end of a bar is centred on the end within this share of its height, or flush with it. */
const AT_END = 0.75;
const FLUSH = 0.45;
/** With fewer labels, even parts may be chance. */
const FEWEST_EVEN = 4;
/** A word's middle and an end are each rounded by half a pixel: what is farther apart is so by more than that. */
const SEEN_OFF = 1;
/** Three blanks, of which half are on either side, are so many heights of a digit wide. */
const BLANKS = 1.5;

/** A side of a rectangle that labels stand along. */
export interface LabelledSide {
  readonly edges: Edges;
  readonly side: Side;
  /** Pixel coordinates of the side's two ends. */
  readonly ends: readonly [number, number];
  /**
   * The most labels that may stand for its ends and equal parts where they are set from end to end: a legend of swatches has one for each,
   * or one more or less. None unless told.
   */
  readonly justified?: number;
}

/** Reads the labels along one side and finds their law. */
export function readAxis(
  lettering: Lettering,
  along: LabelledSide,
  ticks: readonly Tick[],
): Promise<AxisReading> {
  const { edges, side } = along;
  const labels = atOwnMarks(labelsAlong(nearerWords(lettering, edges), edges, side, ticks), ticks);
  const minor = ticks.map((t) => t.at).filter((at) => !labels.some((l) => l.at === at));
  return readLabels(lettering, along, labels, minor);
}

/** Reads labels whose places along a side are known and finds their law. */
export async function readLabels(
  lettering: Lettering,
  { edges, side, ends, justified: most = 0 }: LabelledSide,
  labels: readonly Label[],
  minor: readonly number[] = [],
): Promise<AxisReading> {
  const { raster, page, readLabel } = lettering;
  const readings: WordReading[] = [];
  for (const { word } of labels) readings.push(await readWord(raster, page, word, readLabel));
  // Where there are marks, labels stand at marks, seen or not.
  const hasMarks = minor.length > 0 || labels.some((l) => l.marked);
  // Beside marks two labels at theirs say where one that is set flush with an end belongs.
  const mayBeFlush = !hasMarks || labels.filter((l) => l.marked).length >= 2;
  const settled = settleMarks(settleUnits(readings.map((r) => r.candidates)));
  const along = labels.map((label, k): LabelledTick => {
    const { at, marked, word } = label;
    const centred = hasMarks ? endNear(word, side, ends) : undefined;
    const also = marked ? undefined : (centred ?? (mayBeFlush ? flushEnd(word, side, ends) : undefined));
    return {
      at,
      ...(also !== undefined && { also }),
      placed: marked,
      marked,
      text: readings[k]!.text,
      candidates: settled[k]!,
      tolerance: marked ? MARKED : 1 + CENTRED[upright(side) ? 'across' : 'along'] * word.height,
    };
  });
  const calendar = readings.filter((r) => r.calendar).length >= 2;
  if (calendar) return datedReading(dateLaw(along, readings, ends), side, labels);
  const isJustified = !hasMarks && labels.length <= most;
  const extents = labels.map(({ word }) => extentOf(word, side));
  const set = isJustified ? justified(along, extents, ends) : null;
  const standing = set?.ticks ?? (hasMarks ? along : centredOnEnds(along, labels, ends));
  const fitted = fitCalibration(endLabels(standing, labels, ends), minor, ends);
  const law = fitted && set?.isOpen ? { ...fitted, confidence: OPEN * fitted.confidence } : fitted;
  const isLabel = (k: number): boolean => labels[k]!.marked && isScientific(readings[k]!.text);
  const loose = labels.filter((_, k) => isLoose(standing[k]!, law) && !isLabel(k)).map((l) => l.word);
  const words = labels.map(({ word }) => word);
  // Beside numbers that have their exponents with them there is no factor.
  const hasFactor = law !== null && !law.read.some(({ text }) => /\de[+-]?\d/i.test(text));
  const offset = hasFactor ? await findOffset(lettering, { labels, loose }, edges, side) : null;
  return {
    side,
    law:
      law &&
      cutOff(
        shifted(hasMarks ? law : withLabelledEnds(law, standing, ends), offset),
        words,
        side,
        raster.width,
      ),
    units: commonUnits(readings),
    ticks: labels.map((l) => l.at),
    calendar: false,
    labels: labels.length,
  };
}

const datedReading = (law: AgreedLaw | null, side: Side, labels: readonly Label[]): AxisReading => ({
  side,
  law,
  units: law && sinceEpoch,
  ticks: labels.map((l) => l.at),
  calendar: law === null,
  labels: labels.length,
});

/** Whether a label is none of those that a law reads. */
const isLoose = ({ at, also, text }: LabelledTick, law: AgreedLaw | null): boolean =>
  !law?.read.some(
    (r) => r.text === text && Math.abs(r.at - (Math.abs(r.at - at) < 1 ? at : (also ?? at))) < 1,
  );

/** The end that a word is centred on: a mark at the corner of a frame may not be seen. */
function endNear(word: Word, side: Side, ends: readonly [number, number]): number | undefined {
  const { digits } = wordShapes(word);
  const middle = upright(side) ? (digits.top + digits.bottom) / 2 : (word.box.left + word.box.right) / 2;
  return ends.find((end) => Math.abs(end - middle) <= AT_END * word.height);
}

const extentOf = ({ box, height }: Pick<Word, 'box' | 'height'>, side: Side): Extent =>
  upright(side) ? { from: box.top, to: box.bottom, height } : { from: box.left, to: box.right, height };

/** The end that a word's ink is flush with, inside of it. */
function flushEnd({ box, height }: Word, side: Side, ends: readonly [number, number]): number | undefined {
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const { from, to } = extentOf({ box, height }, side);
  if (from - first >= -1 && from - first <= FLUSH * height) return first;
  return last - to >= -1 && last - to <= FLUSH * height ? last : undefined;
}

/**
 * Labels without marks, the outermost of which stand at both ends of a bar but for one and the same distance: that is how far
 * the middles of all of them are off what they label. Labels that divide a bar into even parts but for a letter's width each stand there:
 * some programs fill numbers up with blanks, which shift those the most that have the fewest digits.
 */
function centredOnEnds(
  ticks: readonly LabelledTick[],
  labels: readonly Label[],
  ends: readonly [number, number],
): readonly LabelledTick[] {
  const legible = ticks.filter((t) => t.candidates.length > 0);
  if (legible.length < 2) return ticks;
  const sorted = [...legible].sort((a, b) => a.at - b.at);
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const [low, high] = [first.at - Math.min(...ends), last.at - Math.max(...ends)];
  const { height } = labels[ticks.indexOf(first)]!.word;
  const off = (low + high) / 2;
  if (Math.abs(off) <= AT_END * height && Math.abs(high - low) <= first.tolerance)
    return ticks.map(({ also: _, ...tick }) => ({ ...tick, at: tick.at - off }));
  if (sorted.length < FEWEST_EVEN || sorted.length < ticks.length) return ticks;
  const common = offWithoutOne(sorted, [low, high], height);
  if (common !== null) return ticks.map(({ also: _, ...tick }) => ({ ...tick, at: tick.at - common }));
  const step = Math.abs(ends[1] - ends[0]) / (sorted.length - 1);
  const placeOf = (tick: LabelledTick): number => Math.min(...ends) + step * sorted.indexOf(tick);
  const offs = sorted.map((tick) => tick.at - placeOf(tick));
  const isShifted = offs.every((d) => Math.sign(d) === Math.sign(offs[0]!) && Math.abs(d) <= BLANKS * height);
  if (!isShifted || Math.max(...offs) - Math.min(...offs) > AT_END * height) return ticks;
  return ticks.map(({ also: _, ...tick }, k) => ({ ...tick, at: placeOf(ticks[k]!) }));
}

/**
 * How far all labels without marks are off what they label where that of one end could not be read: those that are left stand in even steps,
 * and one step on is as far off the other end as they are off theirs. Less than a quarter of a step: labels amid bands are half of one off.
 *
 * @param sorted the labels along the bar
 * @param offs how far the first and the last of them are off the ends, pixels
 */
function offWithoutOne(
  sorted: readonly LabelledTick[],
  [low, high]: readonly [number, number],
  height: number,
): number | null {
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const step = (last.at - first.at) / (sorted.length - 1);
  const isEven = sorted.every(({ at }, k) => Math.abs(at - first.at - k * step) <= first.tolerance);
  if (!isEven) return null;
  for (const [seen, unread] of [
    [low, high + step],
    [high, low - step],
  ] as const) {
    const off = (seen + unread) / 2;
    const isOneWay = seen * unread > 0 && Math.abs(seen) > SEEN_OFF && Math.abs(unread) > SEEN_OFF;
    const isNear = Math.abs(off) <= Math.min(AT_END * height, step / 4);
    if (isOneWay && isNear && Math.abs(unread - seen) <= first.tolerance) return off;
  }
  return null;
}

/**
 * A law whose labels, where no mark says otherwise, stand at the ends that they cannot be told from. Labels just beyond an end
 * stay there: they may say where it is.
 */
function withLabelledEnds(
  law: AgreedLaw,
  ticks: readonly LabelledTick[],
  ends: readonly [number, number],
): AgreedLaw {
  const placeOfLabel = ({ at, text }: AgreedLaw['read'][number]): number => {
    const tolerance = ticks.find((t) => t.text === text && t.at === at)?.tolerance ?? 0;
    const isWithin = (at - ends[0]) * (at - ends[1]) <= 0;
    return (isWithin && ends.find((end) => Math.abs(end - at) <= tolerance)) || at;
  };
  return { ...law, read: law.read.map((label) => ({ ...label, at: placeOfLabel(label) })) };
}

/** Two labels alone, one at each end, stand for the ends: handles and round corners hide where those are. */
function endLabels(
  ticks: readonly LabelledTick[],
  labels: readonly Label[],
  ends: readonly [number, number],
): readonly LabelledTick[] {
  const legible = ticks.filter((t) => t.candidates.length > 0);
  if (legible.length !== 2) return ticks;
  const nearest = legible.map((tick) => {
    const { height } = labels[ticks.indexOf(tick)]!.word;
    const end = Math.abs(tick.at - ends[0]) < Math.abs(tick.at - ends[1]) ? ends[0] : ends[1];
    return tick.also ?? (Math.abs(tick.at - end) <= AT_END * height ? end : undefined);
  });
  const [a, b] = nearest;
  if (a === undefined || b === undefined || a === b) return ticks;
  return legible.map(({ also: _, ...tick }, k) => ({ ...tick, at: nearest[k]!, placed: true }));
}

function commonUnits(readings: readonly WordReading[]): string | null {
  const units = readings.map((r) => r.candidates[0]?.units ?? null).filter((u) => u !== null);
  const degrees = units.some((u) => /[NSEW]/.test(u));
  if (degrees) return units.some((u) => /[NS]$/.test(u)) ? 'degrees_north' : 'degrees_east';
  const first = units[0];
  return first !== undefined && units.filter((u) => u === first).length >= 2 ? first : null;
}
