import { describe, expect, it } from 'vitest';
import type { Word } from '../../../../src/figure/labels/words/joined.js';
import { withWritten } from '../../../../src/figure/labels/words/written.js';
import type { Glyph } from '../../../../src/model/types.js';

const box = (left: number, right: number) => ({ left, top: 10, right, bottom: 17 });
const found = (left: number, right: number): Word => ({
  box: box(left, right),
  glyphs: [box(left, right)],
  height: 7,
});
const glyph = (text: string, left: number, right: number): Glyph => ({
  text,
  box: box(left, right),
  quarterTurns: 0,
  isSure: true,
});
const pageOf = (text: readonly Glyph[]) => ({
  width: 60,
  height: 30,
  data: new Uint8ClampedArray(4 * 60 * 30),
  text,
});
const spans = (words: readonly Word[]): number[][] => words.map((word) => [word.box.left, word.box.right]);

describe('words that the page writes', () => {
  const pieces = [found(20, 24), found(29, 33)];

  it('are whole though their point is too faint to join what was found of them', () => {
    const page = pageOf([glyph('5', 20, 24.5), glyph('.', 25, 27.5), glyph('5', 28.5, 33)]);
    expect(spans(withWritten(pieces, page, []))).toEqual([[20, 33]]);
  });

  it('stay apart where the page writes nothing between them', () => {
    const page = pageOf([glyph('5', 20, 24.5), glyph('5', 28.5, 33)]);
    expect(spans(withWritten(pieces, page, []))).toEqual([
      [20, 24],
      [29, 33],
    ]);
  });
});
