import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

it('leaves the uppermost of several labels on a line two pixels off its bar’s end, where the others say that it stands', async () => {
  const { raster, fill, write } = drawing(420, 340, [255, 255, 255]);
  fill({ left: 40, top: 40, right: 280, bottom: 280 }, (x, y) => hue(waves(x, y)));
  fill({ left: 310, top: 40, right: 326, bottom: 280 }, (_, y) => hue((279.5 - y) / 240));
  // 40 stands two pixels within the bar: its end is 40.4.
  for (const [k, value] of [10, 20, 30, 40].entries()) write(`${value}`, [345, 192 - 50 * k]);
  const { panels } = await inspect(raster, { cells: false });
  const [, high] = panels[0]!.range!;
  expect(Math.abs(high - 40.4)).toBeLessThan(0.2);
});
