import { expect, it } from 'vitest';
import { matched } from '../../../src/figure/axes/places/matched.js';

/** A number 14 pixels high, amid a place along an upright side. */
const number = (middle: number, height = 14) => ({
  middle,
  word: {
    box: { left: 0, top: middle - height / 2, right: 30, bottom: middle + height / 2 },
    glyphs: [],
    height,
  },
});
const ticks = [10, 60, 116.5, 160, 210].map((at) => ({ at, length: 3 }));

it('gives no number the mark of another place where three or more stand at theirs', () => {
  const row = [10, 60, 110, 160].map((middle) => number(middle));
  expect(matched(row, ticks, 'left', [0, 220]).map(({ at }) => at)).toEqual([10, 60, 160]);
  // Numbers that are all set beside their marks are off them alike.
  const shifted = [16, 66, 122.5, 166].map((middle) => number(middle));
  expect(matched(shifted, ticks, 'left', [0, 220]).map(({ at }) => at)).toEqual([10, 60, 116.5, 160]);
  // What is pushed in at an end stands there.
  const pushed = [10, 60, 160, 204].map((middle) => number(middle));
  expect(matched(pushed, ticks, 'left', [0, 210]).map(({ at }) => at)).toEqual([10, 60, 160, 210]);
});

it('gives numbers that are all as far beneath their marks these marks, though one of them is higher than the others', () => {
  const row = [number(18, 16), number(68, 14), number(124.5, 14)];
  expect(matched(row, ticks, 'right', [0, 220]).map(({ at }) => at)).toEqual([10, 60, 116.5]);
});
