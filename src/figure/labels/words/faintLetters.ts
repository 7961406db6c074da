import type { Box } from '../../../model/types.js';
import { boxHeight, touches, unite } from '../../layout/ink/rectangle.js';
import { LETTER_GAP, type Word } from './joined.js';

/** What differs from the page, outside of plot areas and bars: 1 in each of its pixels. */
export interface Ink {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A letter is at least so much of its word's height, and ink that goes on beyond the word by as much as this is none. */
const LEAST = 0.6;
const BEYOND = 0.3;

/**
 * A word with the letters at its ends that are too pale for glyphs of their own, as some are in small print that went
 * through a codec: without its last digit a number would be another one.
 *
 * @param taken all words, whose letters are their own, and what tick marks hang on
 */
export function withFaintLetters(
  word: Word,
  ink: Ink,
  { words, drawn }: { readonly words: readonly Word[]; readonly drawn: readonly Box[] },
): Word {
  const { box, height } = word;
  const reach = Math.ceil(LETTER_GAP * height);
  // Past the anti-aliasing of the word itself.
  const letters = [
    { ...box, left: box.right + 1, right: Math.min(ink.width, box.right + 1 + reach) },
    { ...box, left: Math.max(0, box.left - 1 - reach), right: box.left - 1 },
  ].flatMap((beside) => {
    const isTaken = (other: Box): boolean => other !== box && touches(other, beside);
    if (drawn.some(isTaken) || words.some((other) => isTaken(other.box))) return [];
    const margin = Math.ceil(BEYOND * height) + 1;
    const top = Math.max(0, beside.top - margin);
    const bottom = Math.min(ink.height, beside.bottom + margin);
    const letter = inkIn(ink, { ...beside, top, bottom });
    const isWithin =
      letter !== undefined && letter.top > beside.top - margin && letter.bottom < beside.bottom + margin;
    return isWithin && boxHeight(letter) >= LEAST * height ? [letter] : [];
  });
  return letters.length === 0
    ? word
    : { ...word, box: letters.reduce(unite, box), glyphs: [...word.glyphs, ...letters] };
}

/** The box around the ink in a box; undefined where there is none. */
function inkIn({ data, width }: Ink, { left, top, right, bottom }: Box): Box | undefined {
  let found: Box | undefined;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (data[y * width + x] === 0) continue;
      const pixel = { left: x, top: y, right: x + 1, bottom: y + 1 };
      found = found ? unite(found, pixel) : pixel;
    }
  return found;
}
