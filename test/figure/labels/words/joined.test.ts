import { describe, expect, it } from 'vitest';
import { joined } from '../../../../src/figure/labels/words/joined.js';

describe('words', () => {
  it('hold together at a point of which a lens has left one pixel', () => {
    // −1.1 in letters of one width, 11 pixels tall, as a photograph shows it.
    const glyphs = [
      { left: 0, top: 5, right: 8, bottom: 6 },
      { left: 12, top: 0, right: 17, bottom: 11 },
      { left: 24, top: 10, right: 25, bottom: 11 },
      { left: 31, top: 0, right: 36, bottom: 11 },
    ];
    expect(joined(glyphs, 11)).toHaveLength(1);
  });

  it('part at a gap as wide where there is no point', () => {
    const glyphs = [
      { left: 0, top: 0, right: 5, bottom: 11 },
      { left: 13, top: 0, right: 18, bottom: 11 },
    ];
    expect(joined(glyphs, 11)).toHaveLength(2);
  });

  it('of small print stay whole though lines above one another stand as near as letters of larger print would', () => {
    // Three lines of four digits, 7 pixels tall, under text of 14: only their first ones stand above one another.
    const digit = (left: number, top: number) => ({ left, top, right: left + 5, bottom: top + 7 });
    const lines = [
      [0, 6, 14, 20],
      [0, 9, 17, 23],
      [0, 6, 14, 20],
    ];
    const glyphs = lines.flatMap((lefts, k) => lefts.map((left) => digit(left, 10 * k)));
    expect(joined(glyphs, 14).map(({ glyphs: { length } }) => length)).toEqual([4, 4, 4]);
  });

  it('keep the points of numbers that stand as near above one another as the letters of a stack', () => {
    // 1.5 four times, 15 pixels tall, 3 apart: the lowest rows of a point are as near to the next line as to its own.
    const glyphs = [0, 18, 36, 54].flatMap((top) => [
      { left: 0, top, right: 10, bottom: top + 15 },
      { left: 13, top: top + 12, right: 16, bottom: top + 15 },
      { left: 19, top, right: 29, bottom: top + 15 },
    ]);
    expect(joined(glyphs, 15).map((word) => word.glyphs.length)).toEqual([3, 3, 3, 3]);
  });

  it('leave a title beside them that is written upward, though its letters touch or come in pieces', () => {
    const number = { left: 0, top: 10, right: 12, bottom: 18 };
    const touching = { left: 16, top: 0, right: 25, bottom: 30 };
    expect(joined([number, touching], 8)).toHaveLength(2);
    // (%) written upward: the per cent sign is three pieces that reach into one another.
    const pieces = [
      { left: 14, top: 10, right: 31, bottom: 15 },
      { left: 19, top: 16, right: 27, bottom: 21 },
      { left: 14, top: 19, right: 27, bottom: 27 },
      { left: 14, top: 25, right: 22, bottom: 30 },
      { left: 14, top: 31, right: 31, bottom: 36 },
    ];
    expect(joined([number, ...pieces], 8).map(({ box }) => box.left)).toContain(0);
    expect(joined([number, ...pieces], 8).find(({ box }) => box.left === 0)!.glyphs).toEqual([number]);
  });
});
