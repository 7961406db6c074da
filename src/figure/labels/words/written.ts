import type { Box, Raster } from '../../../model/types.js';
import { median } from '../../../numeric/statistics/statistics.js';
import { boxArea, boxHeight, intersect } from '../../layout/ink/rectangle.js';
import { joined, type Word } from './joined.js';

/** A word is known already if words that were found cover this share of it. */
const KNOWN = 0.3;

/**
 * The words that were found with those that the page itself says it writes where none was found, or only pieces: print too
 * small or too faint for glyphs is exact there.
 *
 * @param drawn boxes in which nothing labels anything: plot areas and colourbars
 */
export function withWritten(words: readonly Word[], { text = [] }: Raster, drawn: readonly Box[]): Word[] {
  const upright = text.filter(({ quarterTurns }) => quarterTurns === 0).map(({ box }) => wholePixels(box));
  if (upright.length === 0) return [...words];
  const isFree = (box: Box): boolean => drawn.every((other) => shared(box, other) === 0);
  const written = joined(upright, median(upright.map(boxHeight)));
  const missing = written.filter(
    ({ box }) =>
      isFree(box) &&
      (words.reduce((sum, word) => sum + shared(box, word.box), 0) < KNOWN * boxArea(box) ||
        isInPieces(words, box, upright)),
  );
  const isFragment = ({ box }: Word): boolean => missing.some((word) => shared(word.box, box) > 0);
  return missing.length === 0 ? [...words] : [...words.filter((word) => !isFragment(word)), ...missing];
}

/** Whether a written word was found as several, with a character (a point, too faint to be seen) between two of them. */
function isInPieces(words: readonly Word[], written: Box, characters: readonly Box[]): boolean {
  const pieces = words
    .map(({ box }) => box)
    .filter((box) => shared(box, written) > 0.5 * boxArea(box))
    .sort((a, b) => a.left - b.left);
  return pieces.slice(1).some((piece, k) => {
    const x = (pieces[k]!.right + piece.left) / 2;
    const y = (piece.top + piece.bottom) / 2;
    return characters.some(
      ({ left, top, right, bottom }) => left < x && x < right && top <= y && y <= bottom,
    );
  });
}

const shared = (a: Box, b: Box): number => boxArea(intersect(a, b));

const wholePixels = ({ left, top, right, bottom }: Box): Box => ({
  left: Math.floor(left),
  top: Math.floor(top),
  right: Math.ceil(right),
  bottom: Math.ceil(bottom),
});
