import type { Box, Glyph, Raster, Rgb } from '../../../model/types.js';
import { maxDifference } from '../../layout/ink/page.js';
import type { LabelCandidate, ReadLabel } from '../reader/label.js';

/** Ink this strong (of 255) is a part of a character: anti-aliasing reaches out of its box. */
const STRONG = 0.32 * 255;
/** Ink this weak shows that a character is there: small print is paler than this nowhere on a page that shows it. */
const WEAK = 24;
/** Boxes of characters are known to a fraction of a pixel, ink to a whole one. */
const SLACK = 1.5;

/** What a label reader tells apart (`LabelCandidate`); other letters are `?`. */
const LETTERS = "0123456789.,-+eE%°×kMNSWGmµnCKF:/'^⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
/** Ways to write the same. */
const SAME: Readonly<Record<string, string>> = {
  '·': '×',
  '⋅': '×',
  '∙': '×',
  '*': '×',
  μ: 'µ',
  '′': "'",
  '’': "'",
};

/**
 * A reader that takes the page's own words where it has some: what documents and drawings write as text is exact. Where
 * the text says only a part of what is printed (signs are often drawn), the reader's texts that hold that part count; where
 * its font leaves open what its characters mean, the text counts only if the reader can read it so.
 */
export const pageWordsFirst =
  (readLabel: ReadLabel): ReadLabel =>
  async (raster, page, box) => {
    const { text, isWhole, isSure } = writtenIn(raster, page, box);
    if (text === '') return readLabel(raster, page, box);
    const exact: LabelCandidate[] = [{ text, score: 1 }];
    if (isWhole && isSure) return exact;
    const read = await readLabel(raster, page, box);
    if (isWhole) return read.some((candidate) => candidate.text === text) ? exact : read;
    const holding = read.filter((candidate) => holds(candidate.text, text));
    const sum = holding.reduce((total, { score }) => total + score, 0);
    return sum > 0 ? holding.map(({ text: whole, score }) => ({ text: whole, score: score / sum })) : read;
  };

interface Written {
  /** As a label reader would give it; empty where the page says nothing there. */
  readonly text: string;
  /** Nothing is printed there besides. */
  readonly isWhole: boolean;
  readonly isSure: boolean;
}

function writtenIn(raster: Raster, page: Rgb, box: Box): Written {
  const glyphs = (raster.text ?? [])
    .filter((glyph) => glyph.quarterTurns === 0 && isIn(glyph.box, box))
    .filter((glyph) => inkIn(raster, page, glyph.box, [], WEAK) > 0)
    .sort((a, b) => a.box.left + a.box.right - b.box.left - b.box.right);
  const text = glyphs
    .map((glyph) => SAME[glyph.text] ?? glyph.text)
    .map((letter) => (LETTERS.includes(letter) ? letter : '?'))
    .join('')
    .replace(/\?+/g, '?');
  const around = glyphs.map(({ box: b }) => b);
  return {
    text,
    isWhole: inkIn(raster, page, box, around) <= 1,
    isSure: glyphs.every((glyph) => glyph.isSure),
  };
}

/** Whether a character's middle lies in a box. */
function isIn({ left, top, right, bottom }: Glyph['box'], box: Box): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1;
}

/** How many pixels of a box hold ink that is in none of the others. */
function inkIn(raster: Raster, page: Rgb, box: Box, others: readonly Box[], least = STRONG): number {
  let count = 0;
  const [left, top] = [Math.max(0, Math.floor(box.left)), Math.max(0, Math.floor(box.top))];
  const [right, bottom] = [
    Math.min(raster.width, Math.ceil(box.right)),
    Math.min(raster.height, Math.ceil(box.bottom)),
  ];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (maxDifference(raster, 4 * (y * raster.width + x), page) < least) continue;
      const isCovered = others.some(
        (b) =>
          x + 0.5 >= b.left - SLACK &&
          x + 0.5 <= b.right + SLACK &&
          y + 0.5 >= b.top - SLACK &&
          y + 0.5 <= b.bottom + SLACK,
      );
      if (!isCovered) count++;
    }
  return count;
}

/** Whether a text has the letters of another in their order. */
function holds(text: string, part: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === part[at]) at++;
  return at === part.length;
}
