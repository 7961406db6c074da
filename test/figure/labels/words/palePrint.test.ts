import { expect, it } from 'vitest';
import { findWords } from '../../../../src/figure/labels/words/text.js';
import { pageOf } from '../../../../src/figure/layout/ink/page.js';
import { drawing } from '../../drawing.js';

/** A digit of two strokes, one above the other, whose joint anti-aliasing pales to half of their ink. */
function wordsOf(ink: number) {
  const { raster, fill } = drawing(60, 40, [255, 255, 255]);
  const grey = (share: number) => (): [number, number, number] => {
    const level = 255 - Math.round(share * ink);
    return [level, level, level];
  };
  for (const left of [20, 28]) {
    fill({ left, top: 10, right: left + 6, bottom: 14 }, grey(1));
    fill({ left, top: 14, right: left + 6, bottom: 16 }, grey(0.55));
    fill({ left, top: 16, right: left + 6, bottom: 20 }, grey(1));
  }
  return findWords(raster, pageOf([255, 255, 255], false), []).map(({ glyphs, height }) => ({
    glyphs: glyphs.length,
    height,
  }));
}

it('keeps the letters of pale print as whole as those of black print', () => {
  expect(wordsOf(255)).toEqual([{ glyphs: 2, height: 10 }]);
  expect(wordsOf(110)).toEqual(wordsOf(255));
});

it('takes no shade of the page for letters', () => {
  expect(wordsOf(50)).toEqual([]);
});
