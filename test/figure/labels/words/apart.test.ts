import { describe, expect, it } from 'vitest';
import { apartAtSigns, apartAtTicks } from '../../../../src/figure/labels/words/apart.js';
import type { Word } from '../../../../src/figure/labels/words/joined.js';

/** Two-digit labels of 6 × 10 digits with their left ends at the given columns, joined to one word. */
function joined(...lefts: readonly number[]): Word {
  const glyphs = lefts.flatMap((left) => [
    { left, top: 0, right: left + 6, bottom: 10 },
    { left: left + 7, top: 0, right: left + 13, bottom: 10 },
  ]);
  return { box: { left: lefts[0]!, top: 0, right: lefts.at(-1)! + 13, bottom: 10 }, glyphs, height: 10 };
}

describe('labels that stand close', () => {
  it('are taken apart at the ticks that they stand at', () => {
    const parts = apartAtTicks(joined(0, 17, 34), [6.5, 23.5, 40.5]);
    expect(parts.map(({ box }) => [box.left, box.right])).toEqual([
      [0, 13],
      [17, 30],
      [34, 47],
    ]);
  });

  it('stay whole where they run into one another, so that the widest gaps are those behind their points', () => {
    // 0.1 0.2 0.3: digits 1 pixel apart from label to label, 3 from a point.
    const glyphs = [0, 19, 38].flatMap((left) => [
      { left, top: 0, right: left + 6, bottom: 10 },
      { left: left + 7, top: 8, right: left + 9, bottom: 10 },
      { left: left + 12, top: 0, right: left + 18, bottom: 10 },
    ]);
    const word = { box: { left: 0, top: 0, right: 56, bottom: 10 }, glyphs, height: 10 };
    expect(apartAtTicks(word, [2, 15, 40])).toEqual([word]);
  });

  it('are taken apart at their minus signs where no gap parts them', () => {
    // -4 -2 0, one pixel between all glyphs.
    const dash = (left: number) => ({ left, top: 5, right: left + 5, bottom: 6 });
    const digit = (left: number) => ({ left, top: 0, right: left + 6, bottom: 10 });
    const glyphs = [dash(0), digit(6), dash(13), digit(19), digit(32)];
    const word = { box: { left: 0, top: 0, right: 38, bottom: 10 }, glyphs, height: 10 };
    expect(apartAtTicks(word, [6, 19, 35]).map(({ box }) => [box.left, box.right])).toEqual([
      [0, 12],
      [13, 25],
      [32, 38],
    ]);
    // 1e-05 has a sign too, behind a lower letter.
    const letter = { left: 6, top: 3, right: 12, bottom: 10 };
    const power = {
      box: { left: 0, top: 0, right: 32, bottom: 10 },
      glyphs: [digit(0), letter, dash(13), digit(19), digit(26)],
      height: 10,
    };
    expect(apartAtTicks(power, [6, 22])).toEqual([power]);
  });

  it('stay whole at marks that stand nearer to one another than a digit is wide, as those of a logarithm do', () => {
    // The digits of 10 are each as near to one of the marks at 9 and 10 as labels of their own would be.
    const digits = [0, 8].map((left) => ({ left, top: 0, right: left + 5, bottom: 10 }));
    const word = { box: { left: 0, top: 0, right: 13, bottom: 10 }, glyphs: digits, height: 10 };
    expect(apartAtTicks(word, [4.5, 8.5])).toEqual([word]);
  });

  it('stay whole at one tick, and between ticks', () => {
    const word = joined(0, 17);
    expect(apartAtTicks(word, [15])).toEqual([word]);
    expect(apartAtTicks(word, [])).toEqual([word]);
  });

  it('stay whole where no gap lies between two ticks, or the parts stand elsewhere', () => {
    const word = joined(0, 17);
    expect(apartAtTicks(word, [3, 9])).toEqual([word]);
    expect(apartAtTicks(joined(0, 60), [12.5, 40])).toHaveLength(1);
  });

  it('are taken apart at signs that stand nearer to their own numbers, where no tick says where labels belong', () => {
    const dash = (left: number) => ({ left, top: 4, right: left + 3, bottom: 5 });
    const digit = (left: number) => ({ left, top: 0, right: left + 5, bottom: 9 });
    const word = (...glyphs: ReturnType<typeof digit>[]): Word => ({
      box: { left: glyphs[0]!.left, top: 0, right: glyphs.at(-1)!.right, bottom: 9 },
      glyphs,
      height: 9,
    });
    // -75 -50, five pixels before the second sign and one behind it.
    const two = word(dash(0), digit(4), digit(10), dash(20), digit(24), digit(30));
    expect(apartAtSigns(two).map(({ box }) => [box.left, box.right])).toEqual([
      [0, 15],
      [20, 35],
    ]);
    // 10-20 is one class: as much room on both sides of its dash.
    const range = word(digit(0), digit(6), dash(14), digit(20), digit(26));
    expect(apartAtSigns(range)).toEqual([range]);
    // -5-4-3 with as much room before its signs as behind them: a class has one dash alone.
    const negative = word(dash(0), digit(4), dash(10), digit(14), dash(20), digit(24));
    expect(apartAtSigns(negative).map(({ box }) => box.left)).toEqual([0, 10, 20]);
  });
});
