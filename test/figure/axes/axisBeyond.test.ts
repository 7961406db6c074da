import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

/** A plot narrower than its axis, the labels of which stand between the axis' line and a level bar that has labels of its own. */
async function rangeOf(marks: boolean) {
  const { raster, fill, write } = drawing(460, 330, [255, 255, 255]);
  const ink = () => [0, 0, 0];
  fill({ left: 160, top: 30, right: 300, bottom: 190 }, (x, y) => hue(0.9 * waves(x, y)));
  fill({ left: 30, top: 200, right: 440, bottom: 201 }, ink);
  for (let k = 0; k <= 6; k++) {
    const x = 55 + 60 * k;
    if (marks) fill({ left: x, top: 196, right: x + 1, bottom: 200 }, ink);
    write(String(100 * k - 200), [x, 213]);
  }
  fill({ left: 30, top: 230, right: 440, bottom: 245 }, (x) => hue((0.9 * (x - 30)) / 410));
  for (let k = 0; k <= 4; k++) write(String(2 + 2 * k), [75 + 80 * k, 257]);
  const [panel] = (await inspect(raster, { cells: false })).panels;
  return panel!.range;
}

it('leaves labels between a bar and an axis line that is nearer to them and marks them to that axis', async () => {
  const [low, high] = (await rangeOf(true)) ?? [Number.NaN, Number.NaN];
  expect(Math.abs(low - 0.875)).toBeLessThan(0.1);
  expect(Math.abs(high - 11.125)).toBeLessThan(0.1);
});
