import { expect, it } from 'vitest';
import { ticksOfBar } from '../../../src/figure/axes/barTicks.js';
import { inspect } from '../../../src/figure/inspect.js';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { drawing, hue, waves } from '../drawing.js';

it('reads labels at the marks of a line that stands beside their bar, though they are as far off its ends as if set too high', async () => {
  const { raster, fill, write } = drawing(300, 230, [239, 239, 239]);
  const black = () => [0, 0, 0];
  fill({ left: 20, top: 20, right: 180, bottom: 210 }, (x, y) => hue(waves(x, y)));
  fill({ left: 200, top: 9, right: 215, bottom: 210 }, (_, y) => hue((209.5 - y) / 201));
  fill({ left: 217, top: 9, right: 218, bottom: 210 }, black);
  // 40 pixels are 10: one label is 4 above the bar's foot, and one more would be as far above its head.
  for (let k = 0; k <= 4; k++) {
    const y = 205 - 40 * k;
    fill({ left: 218, top: y, right: 226, bottom: y + 1 }, black);
    fill({ left: 218, top: y - 20, right: 222, bottom: y - 19 }, black);
    write(String(10 * k + 10), [232, y + 0.5], { anchor: 0 });
  }
  const [panel] = (await inspect(raster, { cells: false })).panels;
  const [low, high] = panel!.range!;
  expect(Math.abs(low - 8.9)).toBeLessThan(0.2);
  expect(Math.abs(high - 59.1)).toBeLessThan(0.2);
  expect(panel!.confidence.range).toBeGreaterThan(0.5);
});

it('takes the marks of a plot that stands beside a bar for none of the bar', () => {
  const { raster, fill } = drawing(240, 230, [255, 255, 255]);
  fill({ left: 20, top: 10, right: 180, bottom: 220 }, (x, y) => hue(waves(x, y)));
  fill({ left: 190, top: 50, right: 210, bottom: 200 }, (_, y) => hue((199.5 - y) / 150));
  for (let y = 20; y < 220; y += 20) fill({ left: 14, top: y, right: 20, bottom: y + 1 }, () => [0, 0, 0]);
  const { page, colourbars } = findLayout(raster);
  expect(ticksOfBar(raster, page!, colourbars[0]!)).toEqual([[], []]);
});
