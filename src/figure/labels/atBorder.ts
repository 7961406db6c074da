import type { Raster } from '../../model/types.js';
import type { Page } from '../layout/ink/page.js';
import { unite } from '../layout/ink/rectangle.js';
import type { Candidate } from './law.js';
import type { ReadLabel } from './reader/label.js';
import { readWord, type WordReading } from './readWord.js';
import type { Word } from './words/joined.js';

/** Digits stand apart by about this share of their height, and by a pixel at least. */
const BETWEEN_DIGITS = 0.12;

/** Which border of a picture, left or right, a word ends at, so that digits of it may be lost; null if there is room for none. */
export function borderAt({ box, height }: Word, width: number): 'left' | 'right' | null {
  const gap = Math.max(1, BETWEEN_DIGITS * height);
  if (width - box.right <= gap) return 'right';
  return box.left <= gap ? 'left' : null;
}

/** A word that is read though it ends at the picture's border. */
export const withoutCut = ({ cut, ...word }: Word): Word => (cut === 'ink' ? { ...word, cut } : word);

/** So many digits of a number may be lost. */
const MOST_LOST = 2;
/** What it costs to suppose one: enough to choose by where no other label says which it is, and no more. */
const LOST_DIGIT = 0.02;

/**
 * Reads a word at the border of the picture: as what is there, and at the right as a whole number as well whose last noughts are lost,
 * the first of which may be seen in part. What is lost at the left cannot be told.
 */
export async function readAtBorder(
  raster: Raster,
  page: Page,
  word: Word,
  readLabel: ReadLabel,
): Promise<WordReading> {
  const seen = await readWord(raster, page, word, readLabel);
  if (borderAt(word, raster.width) !== 'right') return seen;
  const glyphs = [...word.glyphs].sort((a, b) => a.left - b.left).slice(0, -1);
  const first = glyphs.length > 0 && { ...word, glyphs, box: glyphs.reduce(unite) };
  const before = first ? (await readWord(raster, page, first, readLabel)).candidates : [];
  const supposed = [...seen.candidates, ...before].flatMap(withNoughts);
  return { ...seen, candidates: [...seen.candidates, ...supposed].sort((a, b) => a.cost - b.cost) };
}

/** Whole numbers that begin as one does. */
function withNoughts(candidate: Candidate): Candidate[] {
  const { value, cost, power, units, lastDigit } = candidate;
  if (value === 0 || lastDigit !== 1 || power || units !== null) return [];
  return Array.from({ length: MOST_LOST }, (_, k) => ({
    ...candidate,
    value: value * 10 ** (k + 1),
    cost: cost + LOST_DIGIT * (k + 1),
  }));
}
