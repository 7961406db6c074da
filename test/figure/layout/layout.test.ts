import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/bar/readBar.js';
import { findLayout } from '../../../src/figure/layout/layout.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import type { Box, Raster } from '../../../src/model/types.js';
import { boxOf, figureDescriptions, figuresFolder, programFigures } from '../../figures.js';

const area = (b: Box): number => Math.max(0, b.right - b.left) * Math.max(0, b.bottom - b.top);

/** Intersection over union. */
function overlap(a: Box, b: Box): number {
  const common = area({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  return common / (area(a) + area(b) - common);
}

const load = async (image: string, folder = figuresFolder): Promise<Raster> =>
  (await readRaster(join(folder, image))).raster;

const recoloured = ({ width, height, data }: Raster, change: (v: number) => number): Raster => ({
  width,
  height,
  data: data.map((v, i) => (i % 4 === 3 ? v : change(v))),
});

/** The picture turned a quarter counter-clockwise: (x, y) comes to (y, width − 1 − x). */
function turned({ width, height, data }: Raster): Raster {
  const result = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = 4 * (y * width + x);
      result.set(data.subarray(from, from + 4), 4 * ((width - 1 - x) * height + y));
    }
  return { width: height, height: width, data: result };
}

/** A flat picture with rectangles painted on it in order. */
function painted(width: number, height: number, page: readonly number[]) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set([...page, 255], 4 * i);
  const raster: Raster = { width, height, data };
  const fill = (box: Box, colour: (x: number, y: number) => readonly number[]): void => {
    for (let y = box.top; y < box.bottom; y++)
      for (let x = box.left; x < box.right; x++) data.set([...colour(x, y), 255], 4 * (y * width + x));
  };
  return { raster, fill };
}

const hue = (t: number): [number, number, number] => [
  Math.round(255 * Math.min(1, Math.max(0, 2 * t - 0.5))),
  Math.round(255 * (1 - Math.abs(2 * t - 1)) * 0.8),
  Math.round(255 * Math.min(1, Math.max(0, 1.5 - 2 * t))),
];
const wave = (x: number, y: number) => hue(0.5 + 0.5 * Math.sin(x / 23) * Math.cos(y / 17));

describe('the bar of a half transparent plot', () => {
  it.each([
    ['white', 0.3, [255, 255, 255]],
    ['grey', 0.4, [150, 150, 150]],
  ] as const)(
    'is its own over %s at an opacity of %f, whose colours are not the bar’s',
    (_, opacity, beneath) => {
      const { raster, fill } = painted(420, 300, [255, 255, 255]);
      const box = { left: 40, top: 30, right: 320, bottom: 260 };
      fill(box, (x, y) => wave(x, y).map((v, c) => Math.round(opacity * v + (1 - opacity) * beneath[c]!)));
      fill({ left: 350, top: 30, right: 366, bottom: 260 }, (_x, y) => hue((260 - y - 0.5) / 230));
      const { panels, colourbars } = findLayout(raster);
      expect(panels.map(({ plotBox, colourbar }) => ({ plotBox, colourbar }))).toEqual([
        { plotBox: box, colourbar: 0 },
      ]);
      expect(colourbars).toHaveLength(1);
    },
  );
});

describe('the layout of truth figures', () => {
  for (const folder of [figuresFolder, programFigures]) {
    for (const figure of figureDescriptions((d) => d.colourbar_box !== null, folder)) {
      it(`finds the plot area and the colourbar of ${figure.name}`, async () => {
        const layout = findLayout(await load(figure.image, folder));
        expect(layout.panels).toHaveLength(1);
        const [panel] = layout.panels;
        expect(overlap(panel!.plotBox, boxOf(figure.plot_box))).toBeGreaterThan(0.97);
        const bar = layout.colourbars[panel!.colourbar!]!;
        expect(overlap(bar.box, boxOf(figure.colourbar_box!))).toBeGreaterThan(0.9);
        if (figure.colourbar_orientation) expect(bar.orientation).toBe(figure.colourbar_orientation);
      });
    }
  }

  for (const figure of figureDescriptions('bare')) {
    it(`takes the whole of ${figure.name}, or what its margin leaves`, async () => {
      const raster = await load(figure.image);
      const { panels, colourbars } = findLayout(raster);
      expect(colourbars).toEqual([]);
      expect(panels).toHaveLength(1);
      const margin = figure.name.includes('marked') ? 24 : 0;
      const inner = {
        left: margin,
        top: margin,
        right: raster.width - margin,
        bottom: raster.height - margin,
      };
      expect(overlap(panels[0]!.plotBox, inner)).toBeGreaterThan(0.97);
    });
  }
});

describe('the layout', () => {
  const figure = 'fig-viridis-bumps-png.png';

  it('does not depend on which of page and ink is dark', async () => {
    const raster = await load(figure);
    const light = findLayout(raster);
    const dark = findLayout(recoloured(raster, (v) => 255 - v));
    expect(dark.panels[0]!.plotBox).toEqual(light.panels[0]!.plotBox);
    expect(dark.colourbars[0]!.box).toEqual(light.colourbars[0]!.box);
  });

  it('turns with the picture', async () => {
    const raster = await load(figure);
    const upright = findLayout(raster);
    const { panels, colourbars } = findLayout(turned(raster));
    expect(colourbars[0]!.orientation).toBe('horizontal');
    const box = upright.panels[0]!.edges;
    expect(panels[0]!.edges.left.at).toBeCloseTo(box.top.at, 1);
    expect(panels[0]!.edges.top.at).toBeCloseTo(raster.width - box.right.at, 1);
    expect(panels[0]!.edges.bottom.at).toBeCloseTo(raster.width - box.left.at, 1);
  });

  it('finds unframed data and an unframed bar to the pixel, on any page', () => {
    for (const page of [
      [255, 255, 255],
      [0, 0, 0],
      [229, 229, 229],
      [20, 40, 60],
    ]) {
      const { raster, fill } = painted(420, 300, page);
      const plot = { left: 40, top: 30, right: 321, bottom: 251 };
      const bar = { left: 350, top: 60, right: 358, bottom: 221 };
      fill(plot, wave);
      fill(bar, (_, y) => hue((221 - y - 0.5) / 161));
      const { panels, colourbars } = findLayout(raster);
      expect(panels.map((p) => p.plotBox)).toEqual([plot]);
      expect(colourbars.map((b) => b.box)).toEqual([bar]);
      const { reading } = colourbars[0]!;
      expect(placeOf(reading, reading.ends.low.at)).toBeCloseTo(221, 2);
      expect(placeOf(reading, reading.ends.high.at)).toBeCloseTo(60, 2);
    }
  });

  it('leaves out thick letters of a title and of labels that stand next to unframed data', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    const plot = { left: 60, top: 40, right: 341, bottom: 251 };
    fill(plot, wave);
    const letter = (left: number, top: number): void =>
      fill({ left, top, right: left + 7, bottom: top + 14 }, () => [0, 0, 0]);
    for (let k = 0; k < 7; k++) {
      letter(110 + 20 * k, 23);
      // Their feet cover half of a line.
      fill({ left: 106 + 20 * k, top: 35, right: 121 + 20 * k, bottom: 37 }, () => [0, 0, 0]);
    }
    for (let k = 0; k < 4; k++) letter(50, 60 + 50 * k);
    // In a corner labels of both sides meet.
    letter(50, 240);
    for (let k = 0; k < 4; k++) letter(51 + 9 * k, 254);
    expect(findLayout(raster).panels.map((p) => p.plotBox)).toEqual([plot]);
  });

  it('keeps unframed data with a ragged border', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    fill({ left: 60, top: 60, right: 341, bottom: 251 }, wave);
    for (let k = 0; k < 9; k++) fill({ left: 60 + 31 * k, top: 40, right: 78 + 31 * k, bottom: 60 }, wave);
    expect(findLayout(raster).panels[0]!.plotBox.top).toBe(40);
  });

  it('ends a bar at the middle of the handles that web pages put on its ends', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    fill({ left: 40, top: 30, right: 321, bottom: 251 }, wave);
    fill({ left: 350, top: 60, right: 370, bottom: 220 }, (_, y) => hue((220 - y - 0.5) / 160));
    // Eight rows about each end, two pixels wider than the bar, in the end's colour.
    for (const [end, colour] of [
      [60, hue(1)],
      [220, hue(0)],
    ] as const)
      fill({ left: 348, top: end - 4, right: 372, bottom: end + 4 }, () => colour);
    const { reading } = findLayout(raster).colourbars[0]!;
    expect(placeOf(reading, reading.ends.low.at)).toBeCloseTo(220, 6);
    expect(placeOf(reading, reading.ends.high.at)).toBeCloseTo(60, 6);
    expect(reading.extensions).toEqual({});
  });

  it('ends a bar at the middle of handles that are drawn in outline, with the page inside', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    fill({ left: 40, top: 30, right: 321, bottom: 251 }, wave);
    fill({ left: 350, top: 60, right: 362, bottom: 220 }, (_, y) => hue((220 - y - 0.5) / 160));
    for (const end of [60, 220]) {
      fill({ left: 347, top: end - 4, right: 365, bottom: end + 4 }, () => [180, 180, 180]);
      fill({ left: 348, top: end - 3, right: 364, bottom: end + 3 }, () => [255, 255, 255]);
    }
    const { reading } = findLayout(raster).colourbars[0]!;
    expect(placeOf(reading, reading.ends.low.at)).toBeCloseTo(220, 6);
    expect(placeOf(reading, reading.ends.high.at)).toBeCloseTo(60, 6);
  });

  it('puts the edges on the centre of a frame line of any thickness', () => {
    for (const thickness of [1, 2, 3, 5]) {
      const { raster, fill } = painted(420, 300, [255, 255, 255]);
      const outer = { left: 40, top: 30, right: 320, bottom: 250 };
      const inside = {
        left: 40 + thickness,
        top: 30 + thickness,
        right: 320 - thickness,
        bottom: 250 - thickness,
      };
      fill(outer, () => [0, 0, 0]);
      fill(inside, wave);
      const [panel] = findLayout(raster).panels;
      expect(panel!.edges.left.at).toBeCloseTo(40 + thickness / 2, 1);
      expect(panel!.edges.bottom.at).toBeCloseTo(250 - thickness / 2, 1);
      expect(panel!.inner).toEqual(inside);
    }
  });

  it('cuts the margin of a grey panel with grid lines off the data', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    fill({ left: 30, top: 20, right: 370, bottom: 270 }, (x, y) =>
      x % 40 === 0 || y % 40 === 0 ? [255, 255, 255] : [235, 235, 235],
    );
    const plot = { left: 45, top: 32, right: 355, bottom: 258 };
    fill(plot, wave);
    expect(findLayout(raster).panels[0]!.plotBox).toEqual(plot);
  });

  it('keeps the frame around data with holes at their border', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    fill({ left: 40, top: 30, right: 320, bottom: 250 }, () => [0, 0, 0]);
    fill({ left: 41, top: 31, right: 319, bottom: 249 }, (x, y) =>
      x + 20 * Math.sin(y / 9) < 120 ? [255, 255, 255] : wave(x, y),
    );
    expect(findLayout(raster).panels[0]!.plotBox).toEqual({ left: 40, top: 30, right: 319, bottom: 249 });
  });

  it('numbers panels in reading order and gives each its own bar', () => {
    const { raster, fill } = painted(900, 620, [255, 255, 255]);
    const places = [
      [40, 30],
      [480, 30],
      [40, 330],
      [480, 330],
    ] as const;
    for (const [left, top] of places) {
      fill({ left, top, right: left + 300, bottom: top + 240 }, wave);
      fill({ left: left + 320, top: top, right: left + 336, bottom: top + 240 }, (_, y) =>
        hue((top + 240 - y) / 240),
      );
    }
    const { panels, colourbars } = findLayout(raster);
    expect(panels.map((p) => [p.plotBox.left, p.plotBox.top])).toEqual(places);
    expect(panels.map((p) => colourbars[p.colourbar!]!.box.left - p.plotBox.left)).toEqual([
      320, 320, 320, 320,
    ]);
  });

  it('shares one bar among panels and numbers them', () => {
    const { raster, fill } = painted(900, 400, [255, 255, 255]);
    for (const left of [30, 320, 610]) fill({ left, top: 30, right: left + 250, bottom: 280 }, wave);
    fill({ left: 200, top: 330, right: 700, bottom: 350 }, (x) => hue((x - 200) / 500));
    const { panels, colourbars } = findLayout(raster);
    expect(colourbars).toHaveLength(1);
    expect(panels.map((p) => p.colourbar)).toEqual([0, 0, 0]);
  });

  it('joins an unframed bar whose middle has the page colour', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    const diverging = (t: number) =>
      t < 0.5
        ? ([Math.round(510 * t), Math.round(510 * t), 255] as const)
        : ([255, Math.round(510 * (1 - t)), Math.round(510 * (1 - t))] as const);
    fill({ left: 30, top: 30, right: 330, bottom: 250 }, (x, y) =>
      diverging(0.5 + 0.5 * Math.sin(x / 30) * Math.cos(y / 20)),
    );
    fill({ left: 360, top: 40, right: 380, bottom: 240 }, (_, y) => diverging((y - 39.5) / 200));
    const { colourbars } = findLayout(raster);
    expect(colourbars.map((b) => b.box)).toEqual([{ left: 360, top: 40, right: 380, bottom: 240 }]);
  });

  it('does not take a column of cells for a colourbar', () => {
    const { raster, fill } = painted(420, 300, [255, 255, 255]);
    for (let row = 0; row < 8; row++)
      for (let column = 0; column < 10; column++)
        fill(
          { left: 40 + 28 * column, top: 30 + 28 * row, right: 66 + 28 * column, bottom: 56 + 28 * row },
          () => hue(((7 * row + 3 * column) % 13) / 13),
        );
    const { panels, colourbars } = findLayout(raster);
    expect(colourbars).toEqual([]);
    expect(panels.map((p) => p.plotBox)).toEqual([{ left: 40, top: 30, right: 318, bottom: 252 }]);
  });

  it('finds no plot area on an empty page', () => {
    expect(findLayout(painted(200, 100, [255, 255, 255]).raster).panels).toEqual([]);
  });
});
