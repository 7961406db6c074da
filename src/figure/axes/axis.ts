import { borderAt, readAtBorder, withoutCut } from '../labels/atBorder.js';
import { fitCalibration } from '../labels/calibration.js';
import { sinceEpoch } from '../labels/grammar/instant.js';
import { isScientific } from '../labels/grammar/number.js';
import { settleMarks } from '../labels/grammar/settleMarks.js';
import { settleMillions, settleUnits } from '../labels/grammar/settleUnits.js';
import { type AgreedLaw, type LabelledTick, lessSure, SURE, shifted, valueAt } from '../labels/law.js';
import { OPEN } from '../labels/leftOpen.js';
import { readWord, type WordReading } from '../labels/readWord.js';
import { areOrdinals, withoutCurrency } from '../labels/words/currency.js';
import type { Word } from '../labels/words/joined.js';
import { type Edges, type Side, upright } from '../layout/ink/edges.js';
import type { Tick } from '../layout/ticks.js';
import { type Label, type Lettering, labelsAlong, nearerWords } from './axisLabels.js';
import { dateLaw } from './dateLaw.js';
import { findOffset } from './factor.js';
import {
  centredOnEnds,
  endLabels,
  endNear,
  extentOf,
  flushEnd,
  isWrittenAt,
  withLabelledEnds,
} from './places/atEnds.js';
import { atOwnMarks } from './places/besideMarks.js';
import { areTrimmed, CUT_OFF, endInColumn, isThatOfWhole } from './places/cutOff.js';
import { justified } from './places/justified.js';

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
  /** Where a legend's bottom or left and its top or right are beyond what is seen of it, where a swatch there is as pale as what it lies on. */
  readonly beyond?: { readonly low?: number; readonly high?: number };
}

/** Tick marks are rounded to whole pixels, half a pixel each way, and moved as much again by a lossy codec. */
const MARKED = 1.6;

/** Words are centred on what they label within this share of their height: signs and points shift the ink along a line. */
const CENTRED = { across: 0.15, along: 0.25 } as const;

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
  /** Its labels may be amounts of money, each behind the sign of a currency. Not unless told. */
  readonly mayBeMoney?: boolean;
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
  along: LabelledSide,
  labels: readonly Label[],
  minor: readonly number[] = [],
): Promise<AxisReading> {
  const { raster, page, readLabel } = lettering;
  const readAll = async (words: readonly Word[]): Promise<WordReading[]> => {
    const readings: WordReading[] = [];
    for (const word of words) readings.push(await readWord(raster, page, word, readLabel));
    return readings;
  };
  const readings = inRow(labels, await readAll(labels.map(({ word }) => word)));
  const lawOf = (read: readonly WordReading[]): Promise<AxisReading> =>
    lawOfReadings(lettering, along, { labels, readings: read }, minor);
  const reading = await unlessCutOff(lettering, readings, lawOf);
  const amounts = along.mayBeMoney && (reading.law?.agreed ?? 0) < SURE ? withoutCurrency(readings) : null;
  if (amounts === null) return reading;
  const money = await lawOf(await readAll(amounts));
  const isAmounts = areAllRead(money) && money.law!.agreed >= SURE;
  return isAmounts && !areOrdinals(money.law!.read.map(({ value }) => value)) ? money : reading;
}

/** Words of one print differ in height by their shapes and by rounding to pixels. */
const SAME_HEIGHT = 1;

/** Readings of labels, of those at marks as far as they are plausible where they are as high as two numbers at others. */
function inRow(labels: readonly Label[], readings: readonly WordReading[]): WordReading[] {
  const heights = readings.flatMap(({ candidates, word }, k) =>
    labels[k]!.marked && candidates.length > 0 ? [word.height] : [],
  );
  return readings.map((reading, k) => {
    const alike = heights.filter((height) => Math.abs(height - reading.word.height) <= SAME_HEIGHT);
    return labels[k]!.marked && alike.length >= 2 ? { ...reading, candidates: reading.plausible } : reading;
  });
}

/**
 * The law of labels of which some may have lost digits at the picture's border, unless they end there in one column with a nought or the
 * picture was trimmed to what is drawn: that of all, if the whole ones bear it out; else that of these alone; where they follow none, that of all again, as unsure as it is.
 */
async function unlessCutOff(
  { raster, page, readLabel }: Lettering,
  readings: readonly WordReading[],
  lawOf: (readings: readonly WordReading[]) => Promise<AxisReading>,
): Promise<AxisReading> {
  const isWhole = ({ word }: WordReading): boolean => borderAt(word, raster.width) === null;
  const atBorder = readings.flatMap((r) => (isWhole(r) ? [] : [r.word]));
  if (atBorder.length === 0) return lawOf(readings);
  const readAll = async (read: typeof readWord): Promise<WordReading[]> => {
    const all: WordReading[] = [];
    for (const r of readings)
      all.push(isWhole(r) ? r : await read(raster, page, withoutCut(r.word), readLabel));
    return all;
  };
  const seen = await readAll(readWord);
  const areWhole = endInColumn(seen.filter((r) => !isWhole(r))) || areTrimmed(raster, page, atBorder);
  if (areWhole) return lawOf(seen);
  const whole = await lawOf(readings.map((r) => (isWhole(r) ? r : { ...r, text: '', candidates: [] })));
  const all = await lawOf(await readAll(readAtBorder));
  const agreed = whole.law?.agreed ?? 0;
  if (isThatOfWhole(all.law, readings.filter(isWhole)) && all.law!.agreed >= agreed) return all;
  return agreed >= SURE || all.law === null ? whole : { ...all, law: lessSure(all.law, CUT_OFF) };
}

/** So many labels in a row are no chance. */
const FEWEST = 3;

/** Numbers in a row that are doubted, for a factor that could not be read say, are the bar's all the same: none need be looked for. */
export const areAllRead = ({ law, labels }: AxisReading): boolean =>
  law !== null && law.read.length === labels && labels >= FEWEST;

/** The law of labels as they were read. */
async function lawOfReadings(
  lettering: Lettering,
  { edges, side, ends, justified: most = 0 }: LabelledSide,
  { labels, readings }: { readonly labels: readonly Label[]; readonly readings: readonly WordReading[] },
  minor: readonly number[],
): Promise<AxisReading> {
  // Where there are marks, labels stand at marks, seen or not.
  const hasMarks = minor.length > 0 || labels.some((l) => l.marked);
  // Beside marks two labels at theirs say where one that is set flush with an end belongs.
  const mayBeFlush = !hasMarks || labels.filter((l) => l.marked).length >= 2;
  const texts = readings.map(({ text }) => text);
  const settled = settleMarks(
    settleUnits(
      settleMillions(
        readings.map((r) => r.candidates),
        texts,
      ),
    ),
  );
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
  const words = labels.map(({ word }) => word);
  const extents = words.map((word) => extentOf(word, side));
  const set = isJustified ? justified(along, extents, ends) : null;
  const isWritten = (at: number): boolean =>
    isWrittenAt(lettering.raster, lettering.page, { words, side }, at);
  // Labels of which none stands at a mark may all be set beside theirs.
  const areMarked = labels.some(({ marked }) => marked);
  const standing = set?.ticks ?? (areMarked ? along : centredOnEnds(along, words, { ends, side }, isWritten));
  const fitted = fitCalibration(endLabels(standing, words, ends), minor, ends);
  const law = fitted && set?.isOpen ? { ...fitted, confidence: OPEN * fitted.confidence } : fitted;
  const isLabel = (k: number): boolean => labels[k]!.marked && isScientific(readings[k]!.text);
  const loose = labels.filter((_, k) => isLoose(standing[k]!, law) && !isLabel(k)).map((l) => l.word);
  // Beside numbers that have their exponents with them there is no factor.
  const hasFactor = law !== null && !law.read.some(({ text }) => /\de[+-]?\d/i.test(text));
  const ended = law && ([valueAt(law, ends[0]), valueAt(law, ends[1])] as const);
  const offset =
    hasFactor && ended ? await findOffset(lettering, { labels, loose, ended }, edges, side) : null;
  return {
    side,
    law: law && shifted(hasMarks ? law : withLabelledEnds(law, standing, ends), offset),
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

function commonUnits(readings: readonly WordReading[]): string | null {
  const units = readings.map((r) => r.candidates[0]?.units ?? null).filter((u) => u !== null);
  const degrees = units.some((u) => /[NSEW]/.test(u));
  if (degrees) return units.some((u) => /[NS]$/.test(u)) ? 'degrees_north' : 'degrees_east';
  const first = units[0];
  return first !== undefined && units.filter((u) => u === first).length >= 2 ? first : null;
}
