import { describe, expect, it } from 'vitest';
import { withUnitsBehind } from '../../../src/figure/axes/places/unitsBehind.js';
import type { Word } from '../../../src/figure/labels/words/joined.js';
import { plainEdges } from '../../../src/figure/layout/ink/edges.js';

const word = (left: number, top: number, width: number, height = 10): Word => {
  const box = { left, top, right: left + width, bottom: top + height };
  const letters = width >= 18 ? 2 : 1;
  const glyphs = Array.from({ length: letters }, (_, k) => ({
    ...box,
    left: left + (k * width) / letters,
    right: left + ((k + 1) * width) / letters,
  }));
  return { box, glyphs, height };
};

const level = { left: 100, top: 50, right: 300, bottom: 60 };
const upright = { left: 200, top: 50, right: 212, bottom: 250 };
const places = (words: readonly Word[]) =>
  words.map(({ box }) => [box.left, box.right]).sort((a, b) => a[0]! - b[0]!);

describe('a unit that a space parts from its number', () => {
  it('belongs to the label, whose middle is that of both', () => {
    const words = [word(85, 66, 8), word(97, 69, 18, 7), word(279, 66, 22), word(305, 69, 18, 7)];
    expect(places(withUnitsBehind(words, plainEdges(level), 'bottom'))).toEqual([
      [85, 115],
      [279, 323],
    ]);
  });

  it('stands nearer to an upright bar than the number at its left', () => {
    const lines = [50, 150, 250].flatMap((y) => [word(150, y - 5, 14), word(168, y - 5, 18)]);
    const whole = withUnitsBehind([...lines, word(20, 145, 30)], plainEdges(upright), 'left');
    expect(places(whole)).toEqual([
      [20, 50],
      [150, 186],
      [150, 186],
      [150, 186],
    ]);
  });

  it('is left where it is at the right of an upright bar, and where one letter would seem a power of ten', () => {
    const lines = (unit: number, left: number) =>
      [50, 150, 250].flatMap((y) => [word(left, y - 5, 14), word(left + 18, y - 5, unit)]);
    const right = lines(18, 220);
    expect(withUnitsBehind(right, plainEdges(upright), 'right')).toBe(right);
    const metres = lines(12, 160);
    expect(withUnitsBehind(metres, plainEdges(upright), 'left')).toBe(metres);
  });

  it('is none where words behind numbers differ, or numbers stand alone', () => {
    const rows = [
      [word(100, 66, 14), word(118, 66, 14), word(200, 66, 14), word(218, 66, 24)],
      [word(100, 66, 14), word(118, 66, 14), word(136, 66, 14), word(200, 66, 14), word(218, 66, 14)],
      [word(100, 66, 14), word(118, 66, 14), word(200, 66, 14)],
    ];
    for (const words of rows) expect(withUnitsBehind(words, plainEdges(level), 'bottom')).toBe(words);
  });
});
