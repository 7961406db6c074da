import { describe, expect, it } from 'vitest';
import { probabilityOf } from '../../../src/figure/labels/law.js';
import type { ReadLabel } from '../../../src/figure/labels/reader/label.js';
import { readWord } from '../../../src/figure/labels/readWord.js';
import { pageOf } from '../../../src/figure/layout/ink/page.js';
import type { Box } from '../../../src/model/types.js';

const raster = { width: 60, height: 40, data: new Uint8ClampedArray(4 * 60 * 40).fill(255) };
const page = pageOf([255, 255, 255], false);
const digit = (left: number): Box => ({ left, top: 10, right: left + 6, bottom: 20 });
const word = (...glyphs: readonly Box[]) => ({
  box: { left: glyphs[0]!.left, top: 10, right: glyphs.at(-1)!.right, bottom: 20 },
  glyphs,
  height: 10,
});

describe('a word', () => {
  it('that is a number is looked at twice where it is not read surely', async () => {
    const looks: Box[] = [];
    const reader: ReadLabel = async (_, __, box) => {
      looks.push(box);
      const slips = looks.length === 1;
      return slips
        ? [
            { text: '700', score: 0.7 },
            { text: '70', score: 0.3 },
          ]
        : [{ text: '700', score: 0.98 }];
    };
    const { candidates } = await readWord(raster, page, word(digit(10), digit(18), digit(26)), reader);
    expect(looks[1]).toEqual({ left: 9, top: 9, right: 33, bottom: 21 });
    expect(candidates[0]!.value).toBe(700);
    expect(probabilityOf(candidates[0]!.cost)).toBeCloseTo(0.84, 2);
  });

  it('that is read surely, or is no number, is looked at once', async () => {
    for (const [text, score] of [
      ['700', 0.95],
      ['?', 0.6],
    ] as const) {
      let looks = 0;
      await readWord(raster, page, word(digit(10)), async () => {
        looks++;
        return [{ text, score }];
      });
      expect(looks).toBe(1);
    }
  });

  it('with a speck on the baseline costs more without a point, unless it is a power of ten', async () => {
    const speck: Box = { left: 17, top: 19, right: 18, bottom: 20 };
    const costOf = async (text: string): Promise<number> => {
      const read = await readWord(raster, page, word(digit(10), speck, digit(20)), async () => [
        { text, score: 0.99 },
      ]);
      return read.candidates[0]!.cost;
    };
    expect(await costOf('10')).toBeGreaterThan(0.35);
    expect(await costOf('10⁻³')).toBeLessThan(0.1);
  });
});
