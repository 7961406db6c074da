import { expect, it } from 'vitest';
import { findLayout } from '../../../../src/figure/layout/layout.js';
import { drawing, hue, waves } from '../../drawing.js';

it('takes no column of cells for a bar whose sides the lines between cells half cover', () => {
  const { raster, fill } = drawing(420, 220, [255, 255, 255]);
  for (let column = 0; column < 18; column++)
    for (let row = 0; row < 15; row++) {
      const own = hue(waves(9 * column, 11 * row));
      const [left, top] = [20 + 20 * column, 50 + 10 * row];
      // A white line takes one column of pixels between two cells and a part of both beside it; those of a column touch.
      const cell = { left: left + 1, top, right: left + 18, bottom: top + 10 };
      fill(cell, () => own);
      const pale = own.map((v) => 255 + 0.25 * (v - 255));
      fill({ ...cell, left, right: left + 1 }, () => pale);
      fill({ ...cell, left: left + 18, right: left + 19 }, () => pale);
    }
  const bar = { left: 20, top: 10, right: 220, bottom: 22 };
  fill(bar, (x) => hue((x - 19.5) / 200));
  const { panels, colourbars } = findLayout(raster);
  expect(colourbars.map(({ box }) => box)).toEqual([bar]);
  expect(panels).toHaveLength(1);
});
