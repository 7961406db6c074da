import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { barWithin } from '../../../src/figure/within/within.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import type { Box, Raster, Rgb } from '../../../src/model/types.js';
import { preparedPanel } from '../../../src/pipeline/panel/preparedPanel.js';
import { plan } from '../../../src/pipeline/plan/plan.js';
import { rainbow } from '../../colourmap/bar/paintedBar.js';
import { loadFigureNamed } from '../../figures.js';
import { drawing } from '../drawing.js';

function painted(width: number, height: number, page: readonly number[]) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set([...page, 255], 4 * i);
  const raster: Raster = { width, height, data };
  const fill = (
    { left, top, right, bottom }: Box,
    colour: (x: number, y: number) => readonly number[],
  ): void => {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++)
        data.set([...colour(x, y).map(Math.round), 255], 4 * (y * width + x));
  };
  return { raster, fill };
}

const field = (x: number, y: number): readonly number[] =>
  rainbow(0.5 + 0.5 * Math.sin((x + 20) / 41) * Math.cos(y / 37));
const whole = { left: 0, top: 0, right: 320, bottom: 240 };

describe('a bar where no page shows one', () => {
  it('is found on the data, and what it covers is no data', async () => {
    const { raster, fill } = painted(320, 240, [0, 0, 0]);
    fill(whole, field);
    const bar = { left: 30, top: 40, right: 44, bottom: 201 };
    fill(bar, (_, y) => rainbow((200.5 - y) / 161));
    const { panels } = await inspect(raster, { labels: false });
    expect(panels).toHaveLength(1);
    const { colourbar, plotBox, covered } = panels[0]!;
    expect(plotBox).toEqual(whole);
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs(colourbar!.box[side] - bar[side])).toBeLessThanOrEqual(3);
    const [request] = plan(await inspect(raster, { labels: false }));
    const { decoding } = preparedPanel({ raster }, request!);
    for (const [x, y] of [
      [30, 60],
      [43, 180],
    ] as const)
      expect(decoding.ignore![y * 320 + x]).toBe(1);
    expect(decoding.ignore!.reduce((sum, v) => sum + v, 0)).toBe(
      covered.reduce((sum, b) => sum + (b.right - b.left) * (b.bottom - b.top), 0),
    );
  });

  it('has no plot on its card that is shorter than itself both ways, as a column of labels is', () => {
    const { raster, fill } = painted(320, 240, [0, 0, 0]);
    fill(whole, field);
    fill({ left: 190, top: 30, right: 300, bottom: 210 }, () => [255, 255, 255]);
    fill({ left: 205, top: 50, right: 219, bottom: 190 }, (_, y) => rainbow((189.5 - y) / 140));
    const onCard = (height: number) => {
      fill({ left: 240, top: 60, right: 280, bottom: 60 + height }, field);
      return barWithin(raster, findLayout(raster), false)?.on;
    };
    expect(onCard(70)).not.toBe('canvas');
    expect(onCard(120)).toBe('canvas');
  });

  it('is none of the rows of a plot, whose labels are those of its axis', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    const colours = [0.1, 0.3, 0.5, 0.7, 0.9].map(rainbow);
    const cell = (x: number, y: number): readonly number[] => colours[((x >> 4) * 7 + (y >> 4) * 11) % 5]!;
    fill({ left: 60, top: 20, right: 380, bottom: 220 }, cell);
    fill({ left: 60, top: 220, right: 380, bottom: 260 }, (x) => colours[Math.floor((x - 60) / 64)]!);
    expect(barWithin(raster, findLayout(raster), false)).toBeUndefined();
  });

  it('has the labels that are written on bright data in white with a black outline', async () => {
    const { raster, fill, write } = drawing(320, 240, [0, 0, 0]);
    const pale = (t: number) => rainbow(t).map((v) => 130 + v / 2);
    fill(whole, (x, y) => pale(0.5 + 0.5 * Math.sin((x + 20) / 41) * Math.cos(y / 37)));
    fill({ left: 100, top: 60, right: 118, bottom: 181 }, (_, y) => pale((180.5 - y) / 121));
    const label = (text: string, y: number): void => {
      for (let dx = -3; dx <= 3; dx++)
        for (let dy = -3; dy <= 3; dy++) write(text, [112 + dx, y + dy], { colour: [0, 0, 0] });
      write(text, [112, y], { colour: [255, 255, 255] });
    };
    label('37.5', 45);
    label('-4.2', 196);
    const { range, confidence } = (await inspect(raster)).panels[0]!;
    expect(range).toEqual([-4.2, 37.5]);
    expect(confidence.range).toBeGreaterThan(0.5);
  });

  it('is found by its frame in a strongly compressed picture, with labels in boxes that the data shine through', async () => {
    const { raster, fill, write } = drawing(400, 300, [0, 0, 0]);
    const warm = (t: number): Rgb => [
      Math.min(255, 40 + 620 * t),
      Math.max(0, Math.min(255, 390 * t - 120)),
      Math.max(20, 130 * Math.cos(5 * t)) + Math.max(0, 900 * (t - 0.85)),
    ];
    const sky = (x: number, y: number): number =>
      0.72 + 0.1 * Math.sin(x / 90 + y / 70) - (y < 60 ? 0.3 + 0.2 * Math.sin(x / 13) : 0);
    fill({ left: 0, top: 0, right: 400, bottom: 300 }, (x, y) => warm(sky(x, y)));
    fill({ left: 377, top: 29, right: 391, bottom: 271 }, () => [255, 255, 255]);
    fill({ left: 378, top: 30, right: 390, bottom: 270 }, (_, y) => warm((269.5 - y) / 240));
    for (const [top, text] of [
      [4, '30.2'],
      [274, '-7.5'],
    ] as const) {
      fill({ left: 340, top, right: 392, bottom: top + 22 }, (x, y) => warm(sky(x, y)).map((v) => 0.6 * v));
      write(text, [366, top + 11], { colour: [255, 255, 255] });
    }
    const { data, width, height } = raster;
    const file = await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .jpeg({ quality: 70 })
      .toBuffer();
    const { panels } = await inspect((await readRaster(file)).raster, { lossy: true });
    const { range, confidence, colourbar } = panels[0]!;
    expect(range![0]).toBeCloseTo(-7.5, 0);
    expect(range![1]).toBeCloseTo(30.2, 0);
    expect(confidence.range).toBeGreaterThan(0.5);
    expect(Math.abs(colourbar!.box.top - 30)).toBeLessThanOrEqual(2);
    expect(Math.abs(colourbar!.box.bottom - 270)).toBeLessThanOrEqual(2);
  });

  it('is found with its figure in a window of another colour', async () => {
    const { raster, fill } = painted(520, 420, [212, 208, 200]);
    fill({ left: 0, top: 0, right: 520, bottom: 24 }, () => [40, 80, 160]);
    fill({ left: 90, top: 50, right: 490, bottom: 390 }, () => [255, 255, 255]);
    const plot = { left: 120, top: 80, right: 380, bottom: 340 };
    fill({ left: 119, top: 79, right: 381, bottom: 341 }, () => [0, 0, 0]);
    fill(plot, field);
    const bar = { left: 410, top: 80, right: 424, bottom: 340 };
    fill(bar, (_, y) => rainbow((339.5 - y) / 260));
    const findings = await inspect(raster, { labels: false });
    expect([findings.width, findings.height]).toEqual([520, 420]);
    expect(findings.panels).toHaveLength(1);
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs(findings.panels[0]!.plotBox[side] - plot[side])).toBeLessThanOrEqual(1);
    expect(findings.panels[0]!.colourbar!.box).toEqual(bar);
  });

  it('is found on a margin that the picture has on one side only', async () => {
    const { raster, fill } = painted(400, 240, [255, 255, 255]);
    fill(whole, field);
    const bar = { left: 340, top: 40, right: 354, bottom: 200 };
    fill({ left: 339, top: 39, right: 355, bottom: 201 }, () => [0, 0, 0]);
    fill(bar, (_, y) => rainbow((199.5 - y) / 160));
    const { panels } = await inspect(raster, { labels: false });
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([whole]);
    const { colourbar, covered } = panels[0]!;
    expect(Math.abs(colourbar!.ends[0] - 200)).toBeLessThanOrEqual(1);
    expect(Math.abs(colourbar!.ends[1] - 40)).toBeLessThanOrEqual(1);
    expect(covered).toEqual([]);
  });

  it('is found on columns of cells that run on behind it', async () => {
    const { raster, fill } = painted(320, 240, [0, 0, 0]);
    fill(whole, (x, y) => field(12 * Math.floor(x / 12) + 6, 12 * Math.floor(y / 12) + 6));
    const bar = { left: 100, top: 40, right: 130, bottom: 201 };
    fill({ left: 99, top: 39, right: 131, bottom: 202 }, () => [60, 60, 60]);
    fill(bar, (_, y) => rainbow((200.5 - y) / 161));
    const { panels } = await inspect(raster, { labels: false });
    const { box } = panels[0]!.colourbar!;
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs(box[side] - bar[side])).toBeLessThanOrEqual(2);
  });

  it('has its frame where it lies on a card of one colour', async () => {
    const { raster, fill } = painted(320, 240, [0, 0, 0]);
    fill(whole, field);
    fill({ left: 200, top: 30, right: 300, bottom: 220 }, () => [0, 0, 0]);
    fill({ left: 219, top: 49, right: 237, bottom: 201 }, () => [255, 255, 255]);
    fill({ left: 221, top: 51, right: 235, bottom: 199 }, (_, y) => rainbow((198.5 - y) / 148));
    const { panels } = await inspect(raster, { labels: false });
    const { ends } = panels[0]!.colourbar!;
    expect(Math.abs(ends[0] - 200)).toBeLessThanOrEqual(0.6);
    expect(Math.abs(ends[1] - 50)).toBeLessThanOrEqual(0.6);
    expect(panels[0]!.covered).toEqual([{ left: 199, top: 29, right: 301, bottom: 221 }]);
  });

  it('is the one on a card, not what lies between that and the border of the picture', async () => {
    const { raster, fill } = painted(320, 240, [0, 0, 0]);
    fill(whole, (x, y) => rainbow(0.05 + (0.9 * x) / 320 + 0.04 * Math.sin(Math.max(0, y - 90) / 20)));
    fill({ left: 60, top: 22, right: 290, bottom: 90 }, () => [41, 50, 60]);
    const bar = { left: 80, top: 50, right: 250, bottom: 62 };
    fill(bar, (x) => rainbow((x - 79.5) / 170));
    const { panels } = await inspect(raster, { labels: false });
    expect(panels[0]!.colourbar!.box).toEqual(bar);
  });

  it('is the one of the data, not of what is smaller than itself on its card', async () => {
    const { raster, fill } = painted(320, 240, [0, 0, 0]);
    fill(whole, field);
    fill({ left: 0, top: 70, right: 110, bottom: 240 }, () => [255, 255, 255]);
    fill({ left: 20, top: 85, right: 40, bottom: 226 }, (_, y) => rainbow((225.5 - y) / 141));
    // Wide enough for a plot of the card, as bold letters and symbols are.
    for (const top of [85, 215])
      for (const left of [50, 66])
        fill({ left, top, right: left + 10, bottom: top + 11 }, (x, y) => rainbow((x + y - left - top) / 40));
    const { panels } = await inspect(raster, { labels: false });
    expect(panels.map(({ plotBox }) => plotBox)).toEqual([whole]);
    expect(panels[0]!.covered).toEqual([{ left: 0, top: 69, right: 111, bottom: 240 }]);
  });

  it('is not seen in a field that waves, nor in a grid of cells', () => {
    for (const colour of [
      (x: number, y: number) => rainbow(0.5 + 0.5 * Math.sin(y / 17) * Math.cos(x / 23)),
      (x: number, y: number) => rainbow(((7 * Math.floor(x / 20) + 11 * Math.floor(y / 20)) % 13) / 12),
    ]) {
      const { raster, fill } = painted(320, 240, [0, 0, 0]);
      fill(whole, colour);
      expect(barWithin(raster, findLayout(raster), false)).toBeUndefined();
    }
  });

  it.each([
    'RdBu_r-jpeg90',
    'turbo-jpeg75',
    'jet-jpeg90',
    'inferno-jpeg90',
    'custom2-jpeg90',
    'viridis-marked-jpeg90',
  ])('is not seen in the strips that a codec makes of a steep field: bare-%s', async (name) => {
    const { raster } = await readRaster(loadFigureNamed(`bare-${name}`).imagePath);
    const { panels } = await inspect(raster, { lossy: true });
    expect(panels.map(({ colourbar }) => colourbar)).toEqual([null]);
  });
});

describe('a bar over a scene', () => {
  /** A surface of no straight side in half the light, a bar partly on it, and labels where the bar has them. */
  const scene = (labels: readonly (readonly [string, number])[]) => {
    const ground: Rgb = [82, 87, 110];
    const { raster, fill, write } = drawing(360, 260, ground);
    fill({ left: 20, top: 20, right: 290, bottom: 240 }, (x, y) =>
      Math.hypot((x - 150) / 140, (y - 130) / 105) < 1 + 0.1 * Math.sin(y / 9)
        ? field(x, y).map((v) => 0.45 * v)
        : ground,
    );
    const bar = { left: 250, top: 50, right: 272, bottom: 211 };
    fill(bar, (_, y) => rainbow((210.5 - y) / 161));
    for (const [text, y] of labels) write(text, [278, y], { colour: [255, 255, 255], anchor: 0 });
    return { raster, bar };
  };

  it('is found by its labels where it lies on a lit surface, and what it covers is no data', async () => {
    const { raster, bar } = scene([
      ['8.0', 50],
      ['6.0', 90],
      ['4.0', 130],
      ['2.0', 170],
      ['0.0', 210],
    ]);
    const { panels } = await inspect(raster);
    expect(panels).toHaveLength(1);
    const { colourbar, range, confidence, covered, plotBox } = panels[0]!;
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs(colourbar!.box[side] - bar[side])).toBeLessThanOrEqual(2);
    expect(range![0]).toBeCloseTo(0, 1);
    expect(range![1]).toBeCloseTo(8, 1);
    expect(confidence.range).toBeGreaterThan(0.5);
    expect(plotBox.left).toBeLessThan(30);
    const isOut = plotBox.right <= bar.left || covered.some((box) => box.left <= bar.left);
    expect(isOut).toBe(true);
  });

  it('is none where nothing is written beside it', async () => {
    const { panels } = await inspect(scene([]).raster);
    expect(panels.every(({ range }) => range === null)).toBe(true);
  });
});
