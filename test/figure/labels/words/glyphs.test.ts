import { describe, expect, it } from 'vitest';
import { withoutStub, wordShapes } from '../../../../src/figure/labels/words/glyphs.js';
import { unite } from '../../../../src/figure/layout/ink/rectangle.js';
import type { Box } from '../../../../src/model/types.js';

type Stroke = readonly [left: number, top: number, width: number, height: number];

const word = (...glyphs: readonly Box[]) => {
  const box = glyphs.reduce(unite);
  return { box, glyphs, height: Math.max(...glyphs.map((g) => g.bottom - g.top)) };
};
const at = (left: number, top: number, w: number, h: number): Box => ({
  left,
  top,
  right: left + w,
  bottom: top + h,
});

/** Strokes as `x, y, width, height`; digits are 6 × 10 on the baseline at 10. */
function shapes(...strokes: readonly Stroke[]) {
  const glyphs = strokes.map(([left, top, w, h]): Box => ({ left, top, right: left + w, bottom: top + h }));
  const box = {
    left: Math.min(...glyphs.map((g) => g.left)),
    top: Math.min(...glyphs.map((g) => g.top)),
    right: Math.max(...glyphs.map((g) => g.right)),
    bottom: Math.max(...glyphs.map((g) => g.bottom)),
  };
  return wordShapes({ box, glyphs, height: Math.max(...glyphs.map((g) => g.bottom - g.top)) });
}
const digits = (...strokes: readonly Stroke[]): Box => shapes(...strokes).digits;
const digit = (x: number) => [x, 0, 6, 10] as const;

describe('the digits of a label', () => {
  it('are all of it where it is a plain number', () => {
    expect(digits(digit(0), [7, 9, 1, 1], digit(10))).toEqual({ left: 0, top: 0, right: 16, bottom: 10 });
  });

  it('are without the sign', () => {
    expect(digits([0, 5, 6, 1], digit(9)).left).toBe(9);
  });

  it('are without a tick mark before or behind them, minus sign or not', () => {
    expect(digits([0, 5, 4, 1], digit(10)).left).toBe(10);
    expect(digits([0, 5, 4, 1], [10, 5, 6, 1], digit(18)).left).toBe(18);
    expect(digits(digit(0), digit(8), [20, 5, 4, 1]).right).toBe(14);
  });

  it('are without the exponent, which stands above them', () => {
    const body = { left: 0, top: 0, right: 14, bottom: 10 };
    expect(digits(digit(0), digit(8), [16, -1, 5, 1], [22, -4, 4, 7])).toEqual(body);
    expect(digits(digit(0), digit(8), [16, -4, 4, 7])).toEqual(body);
  });

  it('keep a degree sign, which is no exponent', () => {
    expect(digits(digit(0), digit(8), [15, 0, 4, 4]).right).toBe(19);
  });
});

describe('the marks of a label', () => {
  it('are a sign where a flat stroke stands before it at half height', () => {
    expect(shapes([0, 5, 6, 1], digit(9)).negative).toBe(true);
    expect(shapes(digit(0), digit(8)).negative).toBe(false);
    expect(shapes([0, 9, 6, 1], digit(9)).negative).toBe(false);
    expect(shapes([0, 5, 4, 1], digit(10)).negative).toBe(false);
  });

  it('are decimal marks where specks stand on the baseline', () => {
    expect(shapes(digit(0), [7, 9, 1, 1], digit(10)).points).toBe(1);
    expect(shapes(digit(0), digit(8), [15, 9, 2, 3], digit(19)).points).toBe(1);
    expect(shapes([0, 9, 2, 2], digit(4)).points).toBe(1);
    expect(shapes(digit(0), digit(8)).points).toBe(0);
    // The foot of a stem that thin print has come off.
    expect(shapes([0, 9, 1, 1], [1, 0, 3, 10], digit(8)).points).toBe(0);
    // Pieces of a thin 9.
    expect(shapes([0, 0, 5, 7], [1, 9, 2, 2], digit(8)).points).toBe(0);
  });
});

describe('a tick mark taken into a word', () => {
  const six = word(at(20, 0, 12, 20));
  const withMark = word(at(0, 9, 14, 2), at(20, 30, 12, 20));

  it('goes where other labels begin behind it', () => {
    expect(withoutStub(withMark, 'right', 2, [six, withMark]).box.left).toBe(20);
  });

  it('stays where they begin with it: then it is a sign', () => {
    const other = word(at(0, 0, 12, 20));
    expect(withoutStub(withMark, 'right', 2, [other, withMark])).toBe(withMark);
    expect(withoutStub(withMark, 'right', 6, [six, withMark])).toBe(withMark);
  });

  it('goes where it touches the side and all labels begin so, however near their numbers', () => {
    const row = [0, 40, 80].map((y) => word(at(1, y + 9, 7, 2), at(11, y, 12, 20)));
    for (const label of row) expect(withoutStub(label, 'right', 1, row).box.left).toBe(11);
    // Signs stand off the side as all labels do.
    expect(withoutStub(row[0]!, 'right', 5, row)).toBe(row[0]);
    const mixed = [row[0]!, row[1]!, word(at(11, 80, 12, 20))];
    expect(withoutStub(mixed[0]!, 'right', 1, mixed)).toBe(mixed[0]);
  });

  it('stays where all labels begin so with a dash that is a character like their digits', () => {
    const row = [0, 40, 80].map((y) => word(at(1, y + 4, 5, 1), at(7, y, 5, 9), at(13, y, 5, 9)));
    for (const label of row) expect(withoutStub(label, 'right', 1, row)).toBe(label);
  });

  it('goes at the left side in any case, for no number ends in a dash', () => {
    const behind = word(at(0, 0, 12, 20), at(16, 9, 6, 2));
    expect(withoutStub(behind, 'left', 1, [behind]).box.right).toBe(12);
  });
});
