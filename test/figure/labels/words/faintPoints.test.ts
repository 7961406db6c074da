import { describe, expect, it } from 'vitest';
import { joinedAtPoints } from '../../../../src/figure/labels/words/faintPoints.js';
import type { Word } from '../../../../src/figure/labels/words/joined.js';

const word = (left: number, right: number): Word => ({
  box: { left, top: 10, right, bottom: 22 },
  glyphs: [{ left, top: 10, right, bottom: 22 }],
  height: 12,
});

describe('halves of a number', () => {
  const halves = [word(40, 47), word(20, 27)];
  /** Grain of up to 8, and one pixel of a point at (33, y). */
  const withPoint = (y: number) => (x: number, at: number) =>
    x === 33 && at === y ? 40 : (7 * x + 13 * at) % 9;

  it('are joined at a point too pale for a glyph, on their line', () => {
    const [whole, ...others] = joinedAtPoints(halves, withPoint(21));
    expect(others).toEqual([]);
    expect(whole!.box).toEqual({ left: 20, top: 10, right: 47, bottom: 22 });
    expect(whole!.glyphs[1]).toEqual({ left: 33, top: 21, right: 34, bottom: 22 });
  });

  it('stay apart where nothing but grain is between them, or a speck higher up', () => {
    expect(joinedAtPoints(halves, (x, y) => (7 * x + 13 * y) % 9)).toHaveLength(2);
    expect(joinedAtPoints(halves, withPoint(15))).toHaveLength(2);
  });
});
