import type { Raster } from '../../../model/types.js';
import { median, spread } from '../../../numeric/statistics/statistics.js';
import type { AgreedLaw } from '../../labels/law.js';
import type { WordReading } from '../../labels/readWord.js';
import type { Word } from '../../labels/words/joined.js';
import { maxDifference, type Page } from '../../layout/ink/page.js';
import { boxWidth } from '../../layout/ink/rectangle.js';

/** What is left of the sureness of numbers that may have lost digits at the picture's border. */
export const CUT_OFF = 0.4;
/** A digit and what parts it from the next are no narrower than this share of its height. */
const LEAST_DIGIT = 0.5;

/** A law that so many labels lie on is no chance. */
const FEWEST = 3;

/**
 * Whether a law that labels at the picture's border lie on is that of those that end before it, too: each at the border may have lost
 * as many digits, and what is left of them follows a law as well. Of numbers of unequal length only the longer ones are cut.
 *
 * @param whole the labels that end before the border
 */
export function isThatOfWhole(law: AgreedLaw | null, whole: readonly WordReading[]): boolean {
  if (law === null || law.read.length < FEWEST) return false;
  const isRead = ({ text }: WordReading): boolean => law.read.some((label) => label.text === text);
  // Nought is nought in any law that goes through it.
  const numbers = whole.filter(({ candidates: [first] }) => first !== undefined && first.value !== 0);
  return 2 * numbers.filter(isRead).length > numbers.length;
}

/** A digit is whole that is as wide as others, but for so many pixels. */
const SAME_WIDTH = 1;

/**
 * Whether labels end at the picture's border because it was trimmed to what is drawn: there is ink at all four of its borders, and the
 * last digits of the labels are as wide as others of them.
 */
export function areTrimmed(raster: Raster, page: Page, words: readonly Word[]): boolean {
  const digits = words.map(({ glyphs }) => [...glyphs].sort((a, b) => a.left - b.left).map(boxWidth));
  const wide = median(digits.flatMap((widths) => widths.slice(0, -1)));
  return digits.every((widths) => widths.at(-1)! >= wide - SAME_WIDTH) && isTrimmed(raster, page);
}

/** Whether a picture has ink at each of its borders. */
function isTrimmed(raster: Raster, { colour, tolerance }: Page): boolean {
  const { width, height } = raster;
  const row = (y: number): number[] => Array.from({ length: width }, (_, x) => y * width + x);
  const column = (x: number): number[] => Array.from({ length: height }, (_, y) => y * width + x);
  return [row(0), row(height - 1), column(0), column(width - 1)].every((line) =>
    line.some((i) => maxDifference(raster, 4 * i, colour) > tolerance),
  );
}

/**
 * Whether numbers end in one column, where they begin at other places, and one of them is a nought: it has no digit to lose but itself,
 * so none has lost any.
 */
export function endInColumn(readings: readonly WordReading[]): boolean {
  const boxes = readings.map(({ word }) => word.box);
  const height = median(readings.map(({ word }) => word.height));
  return (
    readings.some(({ text }) => text === '0') &&
    spread(boxes.map(({ right }) => right)) <= SAME_WIDTH &&
    spread(boxes.map(({ left }) => left)) >= LEAST_DIGIT * height
  );
}
