import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../src/figure/inspect.js';
import { withoutGradient } from '../../../../src/figure/layout/ink/gradientPage.js';
import { drawing, hue, waves } from '../../drawing.js';

const whole = { left: 0, top: 0, right: 420, bottom: 280 };
const plot = { left: 40, top: 40, right: 270, bottom: 240 };
const bar = { left: 310, top: 60, right: 326, bottom: 220 };
const dusk = (_: number, y: number): [number, number, number] => [10 + y / 5, 20 + y / 4, 60 + y / 3];

describe('a scene on a ground that changes from the top to the bottom', () => {
  it('is found on it with its bar and range', async () => {
    const { raster, fill, write } = drawing(420, 280, [0, 0, 0]);
    fill(whole, dusk);
    fill(plot, (x, y) => hue(waves(x, y)));
    fill(bar, (_, y) => hue((219.5 - y) / 160));
    ['4', '3', '2', '1', '0'].forEach((text, k) => {
      write(text, [334, 60 + 40 * k], { colour: [255, 255, 255], anchor: 0 });
    });
    const { panels } = await inspect(raster);
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([plot]);
    expect(panels[0]?.colourbar?.box).toEqual(bar);
    expect(panels[0]?.range).toEqual([0, 4]);
  });

  it('is no bar itself where it shows between the bar of a lit surface and the border', async () => {
    const { raster, fill, write } = drawing(260, 200, [0, 0, 0]);
    fill({ left: 0, top: 0, right: 260, bottom: 200 }, (_, y) => [20 + y / 2, 30 + y / 2, 90 + y / 2]);
    // Light and shade leave nothing of the bar's colours.
    fill({ left: 110, top: 40, right: 220, bottom: 150 }, (x, y) => [60 + 60 * waves(x, y), 50, 40]);
    fill({ left: 17, top: 20, right: 40, bottom: 180 }, (_, y) => hue((179.5 - y) / 160));
    ['4', '3', '2', '1', '0'].forEach((text, k) => {
      write(text, [48, 20 + 40 * k], { colour: [255, 255, 255], anchor: 0 });
    });
    const { panels } = await inspect(raster, { cells: false });
    expect(panels[0]?.colourbar?.box).toEqual({ left: 17, top: 20, right: 40, bottom: 180 });
    expect(panels[0]?.range).toEqual([0, 4]);
  });

  it('is what it was where a field changes so, and on a page of one colour', () => {
    const { raster, fill } = drawing(420, 280, [255, 255, 255]);
    fill(plot, (x, y) => hue(waves(x, y)));
    expect(withoutGradient(raster)).toBeNull();
    fill(whole, (x, y) => hue(waves(x, y)));
    expect(withoutGradient(raster)).toBeNull();
  });

  it('has no plot of its own where nothing is drawn on it', async () => {
    const { raster, fill } = drawing(420, 280, [0, 0, 0]);
    fill(whole, dusk);
    const { panels } = await inspect(raster);
    expect(panels.map(({ plotBox, colourbar }) => ({ plotBox, colourbar }))).toEqual([
      { plotBox: whole, colourbar: null },
    ]);
  });
});
