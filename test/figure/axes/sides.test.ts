import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

it('takes the labels at an axis’ own marks, not those of a line plot above it, of which there are more', async () => {
  const plot = { left: 60, top: 120, right: 460, bottom: 380 };
  const { raster, fill, stroke, write } = drawing(520, 430, [255, 255, 255]);
  fill(plot, (x, y) => hue(waves(x, y)));
  const black = () => [0, 0, 0];
  const frame = { left: 60, top: 15, right: 460, bottom: 90 };
  for (const side of [{ bottom: 16 }, { right: 61 }, { left: 459 }, { top: 89 }])
    fill({ ...frame, ...side }, black);
  for (let x = 64; x < 450; x += 6)
    stroke([x, 50 + 20 * Math.sin(x / 40), x + 6, 50 + 20 * Math.sin((x + 6) / 40)], [200, 0, 0]);
  // From −5 to 125 above, from 0 to 120 beneath.
  for (let k = 0; k <= 6; k++) {
    const above = 60 + (400 * (20 * k + 5)) / 130;
    fill({ left: Math.round(above), top: 90, right: Math.round(above) + 1, bottom: 94 }, black);
    write(String(20 * k), [above, 103]);
  }
  for (let k = 0; k <= 4; k++) {
    const beneath = 60 + Math.round((400 * 30 * k) / 120);
    fill({ left: beneath, top: 380, right: beneath + 1, bottom: 384 }, black);
    write(String(30 * k), [beneath, 395]);
  }
  const { panels } = await inspect(raster, { cells: false });
  const { plotBox, x } = panels.find(({ plotBox }) => plotBox.bottom === 380)!;
  expect(plotBox).toEqual(plot);
  expect(x!.confidence).toBeGreaterThan(0.5);
  expect(Math.abs(x!.range[0]) + Math.abs(x!.range[1] - 120)).toBeLessThan(1.5);
});

it('takes the numbers between a bar and its plot, whatever words stand above the bar', async () => {
  const { raster, fill, stroke, write } = drawing(420, 330, [255, 255, 255]);
  fill({ left: 40, top: 90, right: 380, bottom: 300 }, (x, y) => hue(waves(x, y)));
  fill({ left: 40, top: 40, right: 280, bottom: 56 }, (x) => hue((x - 39.5) / 240));
  for (let k = 0; k <= 4; k++) write(String(10 * k), [48 + 55 * k, 66]);
  for (const word of [40, 110, 180])
    for (let x = word; x < word + 44; x += 11)
      stroke([x, 14, x + 4, 25, x + 4, 25, x + 8, 14, x + 2, 20, x + 6, 20], [0, 0, 0]);
  const { panels } = await inspect(raster, { cells: false });
  expect(panels).toHaveLength(1);
  const [low, high] = panels[0]!.range!;
  expect(Math.abs(low + 80 / 55) + Math.abs(high - (40 + 120 / 55))).toBeLessThan(0.8);
  expect(panels[0]!.confidence.range).toBeGreaterThan(0.9);
});

it('leaves a bar the labels at its inner marks, though marks of the plot beneath it point at some of them', async () => {
  const { raster, fill, write } = drawing(520, 360, [255, 255, 255]);
  const black = () => [0, 0, 0];
  const plot = { left: 60, top: 90, right: 460, bottom: 320 };
  fill(plot, (x, y) => hue(waves(x, y)));
  fill({ left: 60, top: 30, right: 461, bottom: 46 }, (x) => hue((x - 60) / 400));
  for (let k = 0; k < 5; k++) {
    const at = 60 + 100 * k;
    fill({ left: at, top: 42, right: at + 1, bottom: 46 }, black);
    write(String(260 + 5 * k), [at, 58]);
  }
  for (let x = 60; x <= 460; x += 25) fill({ left: x, top: 84, right: x + 1, bottom: 90 }, black);
  const { panels } = await inspect(raster, { cells: false });
  expect(panels[0]!.range).toEqual([260, 280]);
  expect(panels[0]!.confidence.range).toBeGreaterThan(0.5);
});
