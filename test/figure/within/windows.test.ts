import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import type { Box } from '../../../src/model/types.js';
import { dithered, drawing, hue, waves } from '../drawing.js';

const pane: Box = { left: 170, top: 60, right: 600, bottom: 400 };
const picture: Box = { left: 200, top: 90, right: 560, bottom: 360 };
const ramp: Box = { left: 30, top: 110, right: 48, bottom: 210 };

const buttons = [
  [255, 95, 87],
  [254, 188, 46],
  [40, 200, 64],
];
const icons = [
  [69, 73, 74],
  [119, 170, 204],
  [238, 153, 85],
  [102, 187, 102],
];

/** A program's window: a title bar with buttons, tools, a pane of layers with sliders and a pane that shows a picture. */
function drawnWindow(paneColour: readonly number[], { ramps = true } = {}) {
  const { raster, fill, write } = drawing(600, 420, [43, 43, 43]);
  fill({ left: 0, top: 0, right: 600, bottom: 24 }, () => [60, 63, 65]);
  buttons.forEach((colour, k) => {
    fill({ left: 530 + 22 * k, top: 6, right: 542 + 22 * k, bottom: 18 }, () => colour);
  });
  for (let k = 0; k < 9; k++)
    fill({ left: 8 + 30 * k, top: 30, right: 32 + 30 * k, bottom: 54 }, () => icons[k % icons.length]!);
  fill({ left: 0, top: 58, right: 600, bottom: 59 }, () => [85, 85, 85]);
  fill({ left: 169, top: 58, right: 170, bottom: 400 }, () => [85, 85, 85]);
  fill(pane, () => paneColour);
  fill(picture, (x, y) => hue(waves(x, y)));
  if (ramps) {
    fill(ramp, (_, y) => hue((ramp.bottom - y - 0.5) / 100));
    write('250', [56, 116], { anchor: 0, colour: [221, 221, 221] });
    write('-50', [56, 204], { anchor: 0, colour: [221, 221, 221] });
  }
  for (let k = 0; k < 4; k++) {
    fill({ left: 20, top: 260 + 30 * k, right: 150, bottom: 264 + 30 * k }, () => [85, 85, 85]);
    fill({ left: 20, top: 260 + 30 * k, right: 60 + 20 * k, bottom: 264 + 30 * k }, () => [75, 110, 175]);
    fill({ left: 54 + 20 * k, top: 256 + 30 * k, right: 66 + 20 * k, bottom: 268 + 30 * k }, () => [
      69, 73, 74,
    ]);
  }
  return raster;
}

describe("a program's window", () => {
  it.each([
    ['white', [255, 255, 255]],
    ['black', [0, 0, 0]],
  ] as const)('shows a picture in a %s pane', async (_, colour) => {
    const { panels } = await inspect(drawnWindow(colour, { ramps: false }), { labels: false });
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([picture]);
    expect(panels[0]!.colourbar).toBeNull();
  });

  it('has the bar of its picture in another pane', async () => {
    const { panels } = await inspect(drawnWindow([255, 255, 255]));
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([picture]);
    expect(panels[0]!.colourbar!.box).toEqual(ramp);
    expect(panels[0]!.range).toEqual([-50, 250]);
  });

  it('has the bar that is in the pane of its picture', async () => {
    const { raster, fill, write } = drawing(600, 420, [255, 255, 255]);
    fill({ left: 6, top: 20, right: 594, bottom: 414 }, () => [239, 240, 241]);
    for (let k = 0; k < 9; k++)
      fill({ left: 8 + 30 * k, top: 30, right: 32 + 30 * k, bottom: 54 }, () => icons[k % icons.length]!);
    fill({ ...pane, right: 590 }, () => [255, 255, 255]);
    const own = { ...picture, right: 480 };
    fill(own, (x, y) => hue(waves(x, y)));
    fill({ left: 510, top: 90, right: 528, bottom: 360 }, (_, y) => hue((359.5 - y) / 270));
    ['40', '20', '0'].forEach((text, k) => {
      write(text, [536, 90 + 135 * k], { anchor: 0 });
    });
    const { panels } = await inspect(raster);
    expect(panels.map(({ plotBox, range }) => ({ plotBox, range }))).toEqual([
      { plotBox: own, range: [0, 40] },
    ]);
  });
});

it('finds the figure of one of two windows that has a bar, as a page of its own', async () => {
  const { raster, fill, write } = drawing(520, 260, [240, 240, 240]);
  fill({ left: 256, top: 200, right: 520, bottom: 260 }, () => [120, 120, 120]);
  fill({ left: 0, top: 0, right: 256, bottom: 3 }, () => [90, 90, 90]);
  fill({ left: 255, top: 0, right: 257, bottom: 200 }, () => [160, 160, 160]);
  for (const left of [10, 268])
    fill({ left, top: 20, right: left + 240, bottom: 230 }, () => [255, 255, 255]);
  const shown = { left: 40, top: 45, right: 180, bottom: 185 };
  // In the colours of a palette no line across the bar has one alone.
  fill(shown, (x, y) => dithered(hue(waves(x, y)), x, y));
  fill({ left: 195, top: 50, right: 207, bottom: 180 }, (x, y) => dithered(hue((179.5 - y) / 130), x, y));
  for (let k = 0; k < 4; k++) write(String(10 * k), [214, 179.5 - 39 * k], { anchor: 0 });
  const frame = { left: 300, top: 40, right: 490, bottom: 160 };
  fill(frame, (x, y) => (x === frame.left || y === frame.bottom - 1 ? [0, 0, 0] : [255, 255, 255]));
  for (let x = 310; x < 480; x += 4)
    fill({ left: x, top: 100 + (x % 37), right: x + 3, bottom: 103 + (x % 37) }, () => [230, 159, 0]);
  const { panels } = await inspect(raster, { cells: false });
  expect(panels.map(({ plotBox }) => plotBox)).toEqual([shown]);
  const [low, high] = panels[0]!.range!;
  expect([low.toFixed(0), high.toFixed(0)]).toEqual(['0', '33']);
});
