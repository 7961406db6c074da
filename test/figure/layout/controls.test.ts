import { expect, it } from 'vitest';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 50, top: 130, right: 330, bottom: 380 };

/** A window on a white canvas: what is at its top, a plot, a bar and its labels. */
function windowWith(top: (x: number, y: number) => readonly number[], words: readonly string[]) {
  const { raster, fill, write } = drawing(440, 410, [255, 255, 255]);
  fill({ left: 0, top: 0, right: 420, bottom: 100 }, top);
  for (const [k, word] of words.entries()) write(word, [60 + 80 * k, 20]);
  fill(plot, (x, y) => hue(0.95 * waves(x, y)));
  fill({ left: 360, top: 130, right: 380, bottom: 380 }, (_, y) => hue((0.95 * (379.5 - y)) / 250));
  for (let k = 0; k <= 5; k++) write(String(10 * k), [386, 380 - 50 * k], { anchor: 0 });
  return raster;
}

it('takes no menus, tool bars and fields of a window for a plot area', () => {
  const isField = (x: number, y: number) => y > 50 && y < 75 && x % 110 > 40;
  const raster = windowWith((x, y) => (isField(x, y) ? [240, 240, 240] : [217, 217, 217]), ['12', '87', '3']);
  expect(findLayout(raster).panels.map(({ plotBox }) => plotBox)).toEqual([plot]);
});

it('keeps a picture that reaches to the border as a plot area of its own', () => {
  const raster = windowWith((x, y) => hue(0.95 * waves(y, x)), []);
  expect(findLayout(raster).panels.map(({ plotBox }) => plotBox.bottom)).toEqual([100, 380]);
});
