import { describe, expect, it } from 'vitest';
import { wordStructure } from '../../../src/figure/labels/glyphs.js';
import type { Box } from '../../../src/model/types.js';

/** Strokes as `x, y, width, height`; digits are 6 × 10 on the baseline at 10. */
function word(...strokes: readonly (readonly [number, number, number, number])[]) {
  const glyphs = strokes.map(([left, top, w, h]): Box => ({ left, top, right: left + w, bottom: top + h }));
  const box = {
    left: Math.min(...glyphs.map((g) => g.left)),
    top: Math.min(...glyphs.map((g) => g.top)),
    right: Math.max(...glyphs.map((g) => g.right)),
    bottom: Math.max(...glyphs.map((g) => g.bottom)),
  };
  return wordStructure({ box, glyphs, height: Math.max(...glyphs.map((g) => g.bottom - g.top)) });
}
const digit = (x: number) => [x, 0, 6, 10] as const;

describe('the shape of a label', () => {
  it('shows a minus sign by a flat stroke at half height', () => {
    expect(word([0, 5, 6, 1], digit(9)).negative).toBe(true);
    expect(word(digit(0), digit(8)).negative).toBe(false);
    expect(word([0, 9, 6, 1], digit(9)).negative).toBe(false);
  });

  it('leaves out a tick mark that stands before or behind a label, minus sign or not', () => {
    const before = word([0, 5, 4, 1], digit(10));
    expect([before.negative, before.body.left]).toEqual([false, 10]);
    const signed = word([0, 5, 4, 1], [10, 5, 6, 1], digit(18));
    expect([signed.negative, signed.body.left]).toEqual([true, 18]);
    const behind = word(digit(0), digit(8), [20, 5, 4, 1]);
    expect([behind.innerDash, behind.body.right]).toEqual([false, 14]);
  });

  it('shows decimal marks by specks on the baseline', () => {
    expect(word(digit(0), [7, 9, 1, 1], digit(10)).points).toEqual([1]);
    expect(word(digit(0), digit(8), [15, 9, 2, 3], digit(19)).points).toEqual([2]);
    expect(word(digit(0), digit(8)).points).toEqual([]);
  });

  it('sets a raised group apart as exponent, with its own sign', () => {
    const raised = word(digit(0), digit(8), [16, -1, 5, 1], [22, -4, 4, 7]);
    expect(raised.exponent).toEqual({ box: { left: 22, top: -4, right: 26, bottom: 3 }, negative: true });
    expect(raised.body).toEqual({ left: 0, top: 0, right: 14, bottom: 10 });
    expect(word(digit(0), digit(8), [16, -4, 4, 7]).exponent!.negative).toBe(false);
  });

  it('does not take a degree sign for an exponent', () => {
    expect(word(digit(0), digit(8), [15, 0, 4, 4]).exponent).toBeNull();
  });

  it('knows hours by their colon and dates by their hyphens', () => {
    expect(word(digit(0), [8, 4, 2, 2], [8, 8, 2, 2], digit(12)).colon).toBe(true);
    expect(word(digit(0), digit(8), [16, 5, 4, 1], digit(22)).innerDash).toBe(true);
  });
});
