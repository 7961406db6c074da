import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

it('takes labels that all stand above their marks for those of even parts, though the uppermost is held within the bar', async () => {
  const { raster, fill, write } = drawing(420, 340, [255, 255, 255]);
  fill({ left: 40, top: 40, right: 280, bottom: 280 }, (x, y) => hue(waves(x, y)));
  fill({ left: 310, top: 40, right: 326, bottom: 281 }, (_, y) => hue((280 - y) / 240));
  const parts = [0, 5, 10, 15];
  parts.forEach((value, k) => {
    const mark = 280 - 80 * k;
    fill({ left: 326, top: mark, right: 331, bottom: mark + 1 }, () => [0, 0, 0]);
    write(value.toFixed(1), [352, k === 3 ? mark + 10 : mark - 10]);
  });
  const { panels } = await inspect(raster, { cells: false });
  const [low, high] = panels[0]!.range!;
  expect(Math.abs(low) + Math.abs(high - 15)).toBeLessThan(0.3);
  expect(panels[0]!.confidence.range).toBeGreaterThan(0.5);
});
