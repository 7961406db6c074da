import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

it('reads two labels centred on the ends of a level bar, though they come nearer to the plot below it', async () => {
  const { raster, fill, write } = drawing(360, 280, [255, 255, 255]);
  fill({ left: 40, top: 66, right: 320, bottom: 240 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 100, top: 20, right: 260, bottom: 40 }, (x) => hue((0.9 * (x - 100)) / 160));
  write('3.5', [100, 57]);
  write('81.5', [260, 57]);
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.range).toEqual([3.5, 81.5]);
  expect(panel!.confidence.range).toBeGreaterThan(0.5);
});
