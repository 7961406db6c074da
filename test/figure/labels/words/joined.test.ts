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
});
