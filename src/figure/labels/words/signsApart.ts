import type { Box, Raster } from '../../../model/types.js';
import { filled } from '../../../numeric/filled.js';
import { maxDifference, type Page } from '../../layout/ink/page.js';
import { boxHeight, boxWidth } from '../../layout/ink/rectangle.js';
import type { Word } from './joined.js';
import { inkExtent, sign, thickestLine } from './offTicks.js';

/** What a stroke is shorter by where it is rounded to whole pixels: 2 for 2.4. */
const ROUNDING = 0.5;

/** Whether a glyph is a minus sign of a label, which begins with it: no higher than half of its length. */
export function isMinus(glyph: Box, { box, height }: Pick<Word, 'box' | 'height'>): boolean {
  const middle = (glyph.top + glyph.bottom - box.top - box.bottom) / 2;
  const length = boxWidth(glyph);
  return (
    length + ROUNDING >= sign.length * height &&
    2 * boxHeight(glyph) <= length &&
    Math.abs(middle) <= sign.amid * height
  );
}

/**
 * A word in which the minus signs of crowded labels stand apart from the digits of the label before, into which they run (5−40): the thin
 * level stroke that a glyph ends with to the right is a glyph of its own. No digit ends so.
 */
export function signsApart(raster: Raster, page: Page, word: Word): Word {
  const glyphs = word.glyphs.flatMap((glyph) => digitAndSign(raster, page, glyph, word) ?? [glyph]);
  return glyphs.length > word.glyphs.length ? { ...word, glyphs } : word;
}

function digitAndSign(raster: Raster, page: Page, glyph: Box, word: Word): readonly Box[] | undefined {
  const width = boxWidth(glyph);
  const height = boxHeight(glyph);
  if (height < 0.75 * word.height || width < 2 * sign.length * word.height) return undefined;
  const contrast = Float64Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [glyph.left + (i % width), glyph.top + Math.floor(i / width)];
    return maxDifference(raster, 4 * (y * raster.width + x), page.colour);
  });
  const half = contrast.reduce((most, c) => Math.max(most, c), 0) / 2;
  const data = filled(new Uint8Array(contrast.length), (i) => (contrast[i]! >= half ? 1 : 0));
  const thickest = thickestLine(word.height);
  let left = width;
  let [top, bottom] = [height, 0];
  while (left > 0) {
    const [first, last] = inkExtent({ data, width }, left - 1, 0, height);
    // Anti-aliasing pales the last column of a stroke.
    if (last < first && left < width) break;
    if (last - first + 1 > thickest) break;
    if (last >= first) [top, bottom] = [Math.min(top, first), Math.max(bottom, last + 1)];
    left--;
  }
  const dash = {
    left: glyph.left + left,
    top: glyph.top + top,
    right: glyph.right,
    bottom: glyph.top + bottom,
  };
  if (left < sign.length * word.height || bottom <= top || !isMinus(dash, word)) return undefined;
  return [{ ...glyph, right: dash.left }, dash];
}
