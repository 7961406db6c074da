import { expect, it } from 'vitest';
import { inkOnly } from '../../../src/figure/within/writing/inkOnly.js';
import { wholeBox } from '../../../src/raster/crop.js';
import { drawing } from '../drawing.js';

it('keeps strokes of bold letters, and none of areas as high as these that have the colour of the ink', () => {
  const { raster, fill } = drawing(120, 60, [40, 90, 200]);
  const white = () => [255, 255, 255];
  // A letter 20 pixels high with strokes of 5, and an area of data.
  fill({ left: 10, top: 20, right: 15, bottom: 40 }, white);
  fill({ left: 15, top: 20, right: 24, bottom: 25 }, white);
  fill({ left: 60, top: 20, right: 75, bottom: 40 }, white);
  const { data } = inkOnly(raster, wholeBox(raster), [255, 255, 255]);
  const inked = (from: number, to: number) =>
    Array.from(
      { length: 60 * (to - from) },
      (_, i) => data[4 * (Math.floor(i / (to - from)) * 120 + from + (i % (to - from)))],
    ).filter((level) => level === 0).length;
  expect(inked(0, 40)).toBe(5 * 20 + 9 * 5);
  expect(inked(40, 120)).toBe(0);
});
