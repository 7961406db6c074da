import { expect, it } from 'vitest';
import { inspect } from '../../src/figure/inspect.js';
import type { ReadLabel } from '../../src/figure/labels/reader/label.js';
import { readLabel } from '../../src/figure/labels/reader/readLabel.js';
import { findLayout } from '../../src/figure/layout/layout.js';
import { barByLabels, readPartlyOnData } from '../../src/figure/onData.js';
import { drawing, hue, waves } from './drawing.js';

it('legends of classes are read on boxes that the map shines through', async () => {
  const { raster, fill, write } = drawing(300, 220, [255, 255, 255]);
  // The first class is nearly the page's.
  const colourOf = (k: number): readonly number[] => (k === 0 ? [232, 240, 255] : hue((k + 0.5) / 4));
  const areas = (x: number, y: number): readonly number[] => colourOf(Math.floor(3.99 * waves(x, y)));
  fill({ left: 0, top: 0, right: 300, bottom: 220 }, areas);
  const box = { left: 190, top: 100, right: 282, bottom: 204 };
  fill(box, (x, y) => areas(x, y).map((v) => 0.06 * v + 0.94 * 255));
  for (let k = 0; k < 4; k++) {
    const top = 112 + 20 * k;
    fill({ left: 200, top, right: 220, bottom: top + 20 }, () => colourOf(k));
    write(`${10 * k}-${10 * k + 10}`, [228, top + 10], { anchor: 0, colour: [85, 85, 85] });
  }
  const { panels } = await inspect(raster, { cells: false });
  const [panel] = panels;
  expect(panels).toHaveLength(1);
  expect(panel!.range).toEqual([40, 0]);
  expect(panel!.confidence.range).toBeGreaterThan(0.85);
  expect(panel!.colourbar!.box).toEqual({ left: 200, top: 112, right: 220, bottom: 192 });
});

it('the labels of an axis above a bar are not the bar’s, though it has none of its own', async () => {
  const { raster, fill, write } = drawing(340, 300, [255, 255, 255]);
  const plot = { left: 30, top: 20, right: 310, bottom: 210 };
  fill(plot, (x, y) => hue(waves(x, y)));
  for (let k = 0; k < 4; k++) {
    fill({ left: 70 + 60 * k, right: 71 + 60 * k, top: 210, bottom: 215 }, () => [0, 0, 0]);
    write(`${100 + 50 * k}`, [70.5 + 60 * k, 224]);
  }
  fill({ left: 60, top: 244, right: 280, bottom: 262 }, (x) => hue((x - 59.5) / 220));
  const { panels } = await inspect(raster, { cells: false });
  expect(panels.map(({ range }) => range)).toEqual([null]);
  expect(panels[0]!.colourbar).not.toBeNull();
});

it('labels beside a plot are read as those on it are where the ground was made of a gradient', async () => {
  const { raster, fill, write } = drawing(300, 220, [20, 40, 90]);
  fill({ left: 30, top: 20, right: 190, bottom: 200 }, (x, y) => hue(waves(x, y)));
  fill({ left: 220, top: 30, right: 234, bottom: 190 }, (_, y) => hue((189.5 - y) / 160));
  ['2', '1', '0'].forEach((text, k) => {
    write(text, [242, 30 + 80 * k], { colour: [255, 255, 255], anchor: 0 });
  });
  const { panels, colourbars } = findLayout(raster);
  const plots = panels.map(({ plotBox }) => plotBox);
  const read = (isEvened: boolean) =>
    readPartlyOnData(raster, colourbars[0]!, { plots, seen: null, lossy: false, readLabel, isEvened });
  expect(await read(false)).toBeNull();
  const found = await read(true);
  expect(found?.reading.law?.read.map(({ text }) => text)).toEqual(['2', '1', '0']);
});

it('labels run along a strip with its end that is written in two digits, though this lies off their law', async () => {
  const { raster, fill, write } = drawing(260, 240, [255, 255, 255]);
  const dim = (x: number, y: number) => hue(waves(x, y)).map((v) => v / 2);
  for (let y = 30; y < 210; y++)
    fill({ left: 20 + (y >> 3), top: y, right: 150 - (y >> 2), bottom: y + 1 }, dim);
  fill({ left: 170, top: 40, right: 186, bottom: 190 }, (_, y) => hue((189.5 - y) / 150));
  // 42 pixels are one half: 1.8 has its place three above its mark.
  const labels = [
    ['1.8e+00', 40],
    ['1.5', 62],
    ['1', 104],
    ['0.5', 146],
  ] as const;
  for (const [, y] of labels) {
    fill({ left: 186, top: y, right: 191, bottom: y + 1 }, () => [0, 0, 0]);
    write('88', [194, y + 0.5], { anchor: 0 });
  }
  const byPlace: ReadLabel = async (_, __, { top, bottom }) => {
    const near = labels.find(([, y]) => Math.abs(y - (top + bottom) / 2) < 5);
    return near ? [{ text: near[0], score: 1 }] : [];
  };
  const found = await barByLabels(raster, findLayout(raster), { readLabel: byPlace, lossy: false });
  expect(found?.reading.law?.read.map(({ text }) => text)).toEqual(['1.5', '1', '0.5']);
});
