import { type AgreedLaw, lessSure } from '../../labels/law.js';
import type { Word } from '../../labels/words/joined.js';
import { type Side, upright } from '../../layout/ink/edges.js';

/** What is left of the sureness of numbers that may have lost digits at the picture's border. */
const CUT_OFF = 0.4;
/** Digits stand apart by about this share of their height, and by a pixel at least. */
const BETWEEN_DIGITS = 0.12;
/** A digit and what parts it from the next are no narrower than this share of its height. */
const LEAST_DIGIT = 0.5;

/**
 * A law, less sure where all labels of an upright axis reach the border of the picture: each may have lost as many digits there, and
 * what is left follows a law as well. Of numbers of unequal length only the longest would be cut, and no longer fit the others; where they
 * end in one column a nought alone says that none is, for it has no digit to lose but itself.
 *
 * @param words the labels that the law was found from
 * @param width that of the picture, pixels
 */
export function cutOff(law: AgreedLaw, words: readonly Word[], side: Side, width: number): AgreedLaw {
  if (words.length === 0 || !upright(side)) return law;
  const areCut = words.every(({ box, height }) => {
    const gap = side === 'right' ? width - box.right : box.left;
    return gap <= Math.max(1, BETWEEN_DIGITS * height);
  });
  const hasNought = law.read.some(({ text }) => text === '0');
  return areCut && !(hasNought && endInColumn(words, side)) ? lessSure(law, CUT_OFF) : law;
}

/** Whether numbers end at the border of the picture at the right, where they begin at other places. */
function endInColumn(words: readonly Word[], side: Side): boolean {
  if (side !== 'right') return false;
  const [first, ...others] = words;
  return others.some(({ box, height }) => Math.abs(box.left - first!.box.left) >= LEAST_DIGIT * height);
}
