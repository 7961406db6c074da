import { type AgreedLaw, lessSure } from '../../labels/law.js';
import type { Word } from '../../labels/words/joined.js';
import { type Side, upright } from '../../layout/ink/edges.js';

/** What is left of the sureness of numbers that may have lost digits at the picture's border. */
const CUT_OFF = 0.4;
/** Digits stand apart by about this share of their height, and by a pixel at least. */
const BETWEEN_DIGITS = 0.12;

/**
 * A law, less sure where all labels of an upright axis reach the border of the picture: each may have lost as many digits there, and
 * what is left follows a law as well. Of numbers of unequal length only the longest would be cut, and no longer fit the others.
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
  return areCut ? lessSure(law, CUT_OFF) : law;
}
