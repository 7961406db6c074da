import { describe, expect, it } from 'vitest';
import { digitsBox } from '../../../src/figure/labels/glyphs.js';
import type { Box } from '../../../src/model/types.js';

/** Strokes as `x, y, width, height`; digits are 6 × 10 on the baseline at 10. */
function digits(...strokes: readonly (readonly [number, number, number, number])[]): Box {
  const glyphs = strokes.map(([left, top, w, h]): Box => ({ left, top, right: left + w, bottom: top + h }));
  const box = {
    left: Math.min(...glyphs.map((g) => g.left)),
    top: Math.min(...glyphs.map((g) => g.top)),
    right: Math.max(...glyphs.map((g) => g.right)),
    bottom: Math.max(...glyphs.map((g) => g.bottom)),
  };
  return digitsBox({ box, glyphs, height: Math.max(...glyphs.map((g) => g.bottom - g.top)) });
}
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
