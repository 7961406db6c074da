import { boxHeight, boxWidth, unite } from '../../layout/ink/rectangle.js';
import type { Word } from './joined.js';

/** A word and what it was read as. */
interface Read {
  readonly word: Word;
  readonly text: string;
}

/** The reader knows no signs of currencies: it takes them for these letters, or for a digit now and then. */
const mistaken = /^[SECes?][-.,\d]*\d/;
/** So many labels of a bar, and this share of them, seem to begin with such a letter. */
const fewest = 3;
const leastShare = 0.5;
/** Of one sign all glyphs are of one size, but for rounding and a codec's blur, pixels. */
const oneSize = 1;

/**
 * The labels of a bar without the sign of a currency that each of them begins with ($10, €10): a glyph of one size, which the reader takes
 * for a letter. Null where there is none.
 */
export function withoutCurrency(readings: readonly Read[]): Word[] | null {
  const words = readings.map(({ word }) => word);
  const seeming = readings.filter(({ text, word }) => mistaken.test(text) && !word.cut);
  if (words.length < fewest || seeming.length < leastShare * words.length) return null;
  const parted = words.map((word) => {
    const [sign, ...others] = [...word.glyphs].sort((a, b) => a.left - b.left);
    return sign && others.length > 0 ? { word, sign, others } : null;
  });
  if (!parted.every((one) => one !== null)) return null;
  const [first] = parted;
  const isSame = parted.every(
    ({ sign }) =>
      Math.abs(boxWidth(sign) - boxWidth(first!.sign)) <= oneSize &&
      Math.abs(boxHeight(sign) - boxHeight(first!.sign)) <= oneSize,
  );
  if (!isSame) return null;
  return parted.map(({ word, others }) => ({ ...word, glyphs: others, box: others.reduce(unite) }));
}

/** Whether numbers count something by ones, as the names of classes do (S1, S2, S3): amounts of money seldom are so few. */
export const areOrdinals = (values: readonly number[]): boolean => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.every(Number.isInteger) && sorted.slice(1).every((value, k) => value - sorted[k]! === 1);
};
