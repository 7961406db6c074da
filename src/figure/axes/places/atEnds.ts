import type { Raster } from '../../../model/types.js';
import { wholeBox } from '../../../raster/crop.js';
import type { AgreedLaw, LabelledTick } from '../../labels/law.js';
import { wordShapes } from '../../labels/words/glyphs.js';
import type { Word } from '../../labels/words/joined.js';
import { type Side, upright } from '../../layout/ink/edges.js';
import { maxDifference, type Page } from '../../layout/ink/page.js';
import { intersect, unite } from '../../layout/ink/rectangle.js';
import type { Extent } from './justified.js';

/** Labels and the two ends of what they stand along: which of them stand for an end, or as far off it as the others do off theirs. */

/** Text at an end of a bar is centred on the end within this share of its height, or flush with it. */
const AT_END = 0.75;
const FLUSH = 0.45;
/** With fewer labels, even parts may be chance. */
const FEWEST_EVEN = 4;
/** A word's middle and an end are each rounded by half a pixel: what is farther apart is so by more than that. */
const SEEN_OFF = 1;
/** Three blanks, of which half are on either side, are so many heights of a digit wide. */
const BLANKS = 1.5;

/** The end that a word is centred on: a mark at the corner of a frame may not be seen. */
export function endNear(word: Word, side: Side, ends: readonly [number, number]): number | undefined {
  const { digits } = wordShapes(word);
  const middle = upright(side) ? (digits.top + digits.bottom) / 2 : (word.box.left + word.box.right) / 2;
  return ends.find((end) => Math.abs(end - middle) <= AT_END * word.height);
}

/** Where a word begins and ends along a side. */
export const extentOf = ({ box, height }: Pick<Word, 'box' | 'height'>, side: Side): Extent =>
  upright(side) ? { from: box.top, to: box.bottom, height } : { from: box.left, to: box.right, height };

/** So many pixels of ink are something written. */
const WRITTEN = 4;

/** Whether there is ink at a place along a side where words stand beside it. */
export function isWrittenAt(
  raster: Raster,
  page: Page,
  { words, side }: { readonly words: readonly Word[]; readonly side: Side },
  at: number,
): boolean {
  const column = words.map(({ box }) => box).reduce(unite);
  const half = Math.max(...words.map(({ height }) => height)) / 2;
  const [from, to] = [Math.round(at - half), Math.round(at + half)];
  const place = upright(side) ? { ...column, top: from, bottom: to } : { ...column, left: from, right: to };
  const { left, top, right, bottom } = intersect(place, wholeBox(raster));
  let ink = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++)
      if (maxDifference(raster, 4 * (y * raster.width + x), page.colour) > page.tolerance) ink++;
  return ink >= WRITTEN;
}

/** The end that a word's ink is flush with, inside of it. */
export function flushEnd(
  { box, height }: Word,
  side: Side,
  ends: readonly [number, number],
): number | undefined {
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const { from, to } = extentOf({ box, height }, side);
  if (from - first >= -1 && from - first <= FLUSH * height) return first;
  return last - to >= -1 && last - to <= FLUSH * height ? last : undefined;
}

/**
 * Labels without marks, the outermost of which stand at both ends of a bar but for one and the same distance: that is how far
 * the middles of all of them are off what they label. Labels that divide a bar into even parts but for a letter's width each stand there:
 * some programs fill numbers up with blanks, which shift those the most that have the fewest digits.
 *
 * @param isWritten whether something stands at a place along the bar where its labels are
 */
export function centredOnEnds(
  ticks: readonly LabelledTick[],
  words: readonly Word[],
  { ends, side }: { readonly ends: readonly [number, number]; readonly side: Side },
  isWritten: (at: number) => boolean,
): readonly LabelledTick[] {
  const legible = ticks.filter((t) => t.candidates.length > 0);
  if (legible.length < 2) return ticks;
  const sorted = [...legible].sort((a, b) => a.at - b.at);
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const [low, high] = [first.at - Math.min(...ends), last.at - Math.max(...ends)];
  const { height } = words[ticks.indexOf(first)]!;
  const off = (low + high) / 2;
  if (Math.abs(off) <= AT_END * height && Math.abs(high - low) <= first.tolerance)
    return ticks.map(({ also: _, ...tick }) => ({ ...tick, at: tick.at - off }));
  if (sorted.length < FEWEST_EVEN || sorted.length < ticks.length) return ticks;
  const common = offWithoutOne(sorted, [low, high], height, isWritten);
  if (common !== null) return ticks.map(({ also: _, ...tick }) => ({ ...tick, at: tick.at - common }));
  // Blanks shift no label up or down.
  if (upright(side)) return ticks;
  const step = Math.abs(ends[1] - ends[0]) / (sorted.length - 1);
  const placeOf = (tick: LabelledTick): number => Math.min(...ends) + step * sorted.indexOf(tick);
  const offs = sorted.map((tick) => tick.at - placeOf(tick));
  if (areHeldIn(offs, first.tolerance, height))
    return ticks.map(({ also: _, ...tick }, k) => ({ ...tick, at: placeOf(ticks[k]!) }));
  const isShifted = offs.every((d) => Math.sign(d) === Math.sign(offs[0]!) && Math.abs(d) <= BLANKS * height);
  if (!isShifted || Math.max(...offs) - Math.min(...offs) > AT_END * height) return ticks;
  return ticks.map(({ also: _, ...tick }, k) => ({ ...tick, at: placeOf(ticks[k]!) }));
}

/**
 * Whether labels divide a bar into even parts and are all as far off these, but for those of its ends that would stand past them so and are
 * held within (Gwyddion): two or more between them show how far.
 *
 * @param offs how far each label is off its part, pixels along the bar
 */
function areHeldIn(offs: readonly number[], tolerance: number, height: number): boolean {
  const inner = offs.slice(1, -1);
  const common = inner.reduce((sum, off) => sum + off, 0) / inner.length;
  if (Math.abs(common) > BLANKS * height || inner.some((off) => Math.abs(off - common) > tolerance))
    return false;
  const isAlike = (off: number): boolean => Math.abs(off - common) <= tolerance;
  const isWithin = (inward: number): boolean => inward > 0 && inward <= BLANKS * height;
  const [first, last] = [offs[0]!, offs.at(-1)!];
  const areSome = !isAlike(first) || !isAlike(last);
  return areSome && (isAlike(first) || isWithin(first)) && (isAlike(last) || isWithin(-last));
}

/**
 * How far all labels without marks are off what they label where that of one end could not be read: those that are left stand in even steps,
 * and one step on, where something is written, is as far off the other end as they are off theirs. Less than a quarter of a step: labels amid bands are half of one off.
 *
 * @param sorted the labels along the bar
 * @param offs how far the first and the last of them are off the ends, pixels
 */
function offWithoutOne(
  sorted: readonly LabelledTick[],
  [low, high]: readonly [number, number],
  height: number,
  isWritten: (at: number) => boolean,
): number | null {
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const step = (last.at - first.at) / (sorted.length - 1);
  const isEven = sorted.every(({ at }, k) => Math.abs(at - first.at - k * step) <= first.tolerance);
  if (!isEven) return null;
  for (const [seen, unread, at] of [
    [low, high + step, last.at + step],
    [high, low - step, first.at - step],
  ] as const) {
    const off = (seen + unread) / 2;
    const isOneWay = seen * unread > 0 && Math.abs(seen) > SEEN_OFF && Math.abs(unread) > SEEN_OFF;
    const isNear = Math.abs(off) <= Math.min(AT_END * height, step / 4);
    if (isOneWay && isNear && Math.abs(unread - seen) <= first.tolerance && isWritten(at)) return off;
  }
  return null;
}

/**
 * A law whose labels, where no mark says otherwise, stand at the ends that they cannot be told from: several on one line tell places better
 * than each of them. Labels just beyond an end stay there: they may say where it is.
 */
export function withLabelledEnds(
  law: AgreedLaw,
  ticks: readonly LabelledTick[],
  ends: readonly [number, number],
): AgreedLaw {
  const isLine = law.scale === 'linear' && law.read.length >= FEWEST_EVEN;
  const placeOfLabel = ({ at, value, text }: AgreedLaw['read'][number]): number => {
    const tolerance = ticks.find((t) => t.text === text && t.at === at)?.tolerance ?? 0;
    const isWithin = (at - ends[0]) * (at - ends[1]) <= 0;
    const isApart = (end: number): boolean =>
      isLine && Math.abs((value - law.intercept) / law.slope - end) > SEEN_OFF;
    return (isWithin && ends.find((end) => Math.abs(end - at) <= tolerance && !isApart(end))) || at;
  };
  return { ...law, read: law.read.map((label) => ({ ...label, at: placeOfLabel(label) })) };
}

/** Two labels alone, one at each end, stand for the ends: handles and round corners hide where those are. */
export function endLabels(
  ticks: readonly LabelledTick[],
  words: readonly Word[],
  ends: readonly [number, number],
): readonly LabelledTick[] {
  const legible = ticks.filter((t) => t.candidates.length > 0);
  if (legible.length !== 2) return ticks;
  const nearest = legible.map((tick) => {
    const { height } = words[ticks.indexOf(tick)]!;
    const end = Math.abs(tick.at - ends[0]) < Math.abs(tick.at - ends[1]) ? ends[0] : ends[1];
    return tick.also ?? (Math.abs(tick.at - end) <= AT_END * height ? end : undefined);
  });
  const [a, b] = nearest;
  if (a === undefined || b === undefined || a === b) return ticks;
  return legible.map(({ also: _, ...tick }, k) => ({ ...tick, at: nearest[k]!, placed: true }));
}
