import { expect, it } from 'vitest';
import { findLayout } from '../../../../src/figure/layout/layout.js';
import { drawing, hue } from '../../drawing.js';

const frame = { left: 20, top: 20, right: 221, bottom: 171 };
const bar = { left: 240, top: 20, right: 252, bottom: 120 };

/** A blank frame with sixty dots of five pixels and a bar beside it. */
function dots(colourOf: (t: number) => readonly number[]) {
  const { raster, fill } = drawing(290, 190, [255, 255, 255]);
  fill(frame, () => [120, 120, 120]);
  fill({ left: 21, top: 21, right: 220, bottom: 170 }, () => [255, 255, 255]);
  fill(bar, (_, y) => hue((119.5 - y) / 100));
  for (let k = 0; k < 60; k++) {
    const [x, y] = [30 + ((k * 37) % 180), 30 + ((k * 53) % 130)];
    const own = colourOf(k / 59);
    fill({ left: x + 1, top: y, right: x + 4, bottom: y + 5 }, () => own);
    fill({ left: x, top: y + 1, right: x + 5, bottom: y + 4 }, () => own);
  }
  return findLayout(raster);
}

it('finds the plot of a few small dots in the colours of its bar, which fill little of their frame', () => {
  const { panels, colourbars } = dots(hue);
  expect(colourbars.map(({ box }) => box)).toEqual([bar]);
  expect(panels).toHaveLength(1);
  expect(panels[0]!.axes.left.outer).toBe(frame.left);
  expect(panels[0]!.axes.bottom.outer).toBe(frame.bottom);
});

it('takes dots in a few other colours for no plot of it', () => {
  const { panels } = dots((t) => (t < 0.5 ? [90, 60, 20] : [20, 90, 60]));
  expect(panels.some(({ colourbar }) => colourbar !== null)).toBe(false);
});
