import { expect, it } from 'vitest';
import { inspect } from '../../src/figure/inspect.js';
import { drawing, hue, waves } from './drawing.js';

it('the card of another plot is no legend’s box, without which its bar would be this plot’s as well', async () => {
  const { raster, fill, write } = drawing(900, 340, [255, 255, 255]);
  const framed = (left: number, right: number): void => {
    fill({ left, top: 20, right, bottom: 320 }, () => [190, 190, 190]);
    fill({ left: left + 1, top: 21, right: right - 1, bottom: 319 }, () => [255, 255, 255]);
  };
  framed(20, 430);
  framed(460, 870);
  for (const left of [60, 500])
    fill({ left, top: 50, right: left + 330, bottom: 230 }, (x, y) => hue(waves(x, y)));
  fill({ left: 480, top: 262, right: 720, bottom: 274 }, (x) => hue((x - 479.5) / 240));
  for (const k of [0, 1, 2, 3, 4]) {
    fill({ left: 480 + 60 * k, top: 274, right: 481 + 60 * k, bottom: 279 }, () => [0, 0, 0]);
    write(String(10 * k), [480.5 + 60 * k, 291]);
  }
  const { panels } = await inspect(raster);
  expect(panels.map(({ range }) => range)).toEqual([null, [0, 40]]);
});
