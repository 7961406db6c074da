import { expect, it } from 'vitest';
import { signsApart } from '../../../../src/figure/labels/words/signsApart.js';
import { findWords } from '../../../../src/figure/labels/words/text.js';
import { pageOf } from '../../../../src/figure/layout/ink/page.js';
import { drawing } from '../../drawing.js';

const page = pageOf([255, 255, 255], false);

/** The glyphs of 5-40, whose minus sign runs into the digit before it, or of what else is written there. */
function glyphsOf(text: string, sign?: { readonly left: number; readonly right: number }) {
  const { raster, fill, write } = drawing(80, 40, [255, 255, 255]);
  write(text, [40, 20]);
  if (sign) fill({ ...sign, top: 19, bottom: 21 }, () => [0, 0, 0]);
  const [word] = findWords(raster, page, []);
  return { before: word!.glyphs.length, after: signsApart(raster, page, word!).glyphs.length };
}

it('parts the minus sign of a label from the digit before it into which it runs', () => {
  const { before, after } = glyphsOf('5', { left: 42, right: 52 });
  expect([before, after]).toEqual([1, 2]);
});

it('parts no digit, whatever it ends with', () => {
  for (const digit of '0123456789') {
    const { before, after } = glyphsOf(digit);
    expect(after).toBe(before);
  }
});
