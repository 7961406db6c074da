import { beforeAll, describe, expect, it } from 'vitest';
import { readRaster } from '../../src/node.js';
import { drawBarLabels } from './fresh/barLabels.js';
import { cautiousFigure } from './fresh/cautiousBars.js';
import { fieldKinds, shareField } from './fresh/fields.js';
import { freshFigure } from './fresh/figures.js';
import { tellsValues } from './fresh/maps.js';
import { isoline, markKinds } from './fresh/marks.js';
import type { FreshPicture } from './fresh/model.js';
import { freshPicture } from './fresh/pictures.js';
import { drawPlot } from './fresh/plot.js';
import { dealt, drawsOf } from './fresh/random.js';
import { resampled } from './fresh/resample.js';

/** Numbers of pictures of seed 1 whose names say what they are; others draw the same code. */
const wanted = [3, 5, 17, 22];
let pictures: FreshPicture[] = [];
let figures: FreshPicture[] = [];

beforeAll(async () => {
  pictures = await Promise.all(wanted.map((index) => freshPicture(1, index)));
  figures = await Promise.all([1, 6, 7].map((index) => freshFigure(1, index)));
});

describe('fresh pictures', () => {
  it('are the same bytes for the same seed, and others for another', async () => {
    const again = await freshPicture(1, 5);
    const [before] = pictures.filter((p) => p.name === again.name);
    expect(again.bytes.equals(before!.bytes)).toBe(true);
    expect(again.truth).toEqual(before!.truth);
    const figure = await freshFigure(1, 1);
    expect(figure.bytes.equals(figures[0]!.bytes)).toBe(true);
    expect((await freshPicture(2, 5)).bytes.equals(again.bytes)).toBe(false);
  });

  it('ask for caution the same for the same seed, with labels of every kind', async () => {
    const again = await Promise.all([cautiousFigure(1, 3), cautiousFigure(1, 3), cautiousFigure(2, 3)]);
    expect(again[0]!.bytes.equals(again[1]!.bytes)).toBe(true);
    expect(again[0]!.bytes.equals(again[2]!.bytes)).toBe(false);
    const bars = Array.from({ length: 200 }, (_, k) => drawBarLabels(drawsOf(5, k)));
    expect(new Set(bars.map(({ word }) => word)).size).toBeGreaterThan(12);
    for (const { low, high, labels } of bars) {
      expect(high).toBeGreaterThan(low);
      for (const { share, text } of labels) {
        expect(share).toBeGreaterThan(-1e-9);
        expect(share).toBeLessThan(1 + 1e-9);
        expect(text).toMatch(/^[-‐]?\d/);
      }
    }
  });

  it('have a truth and an overlay of their own size, in files that say what they are', async () => {
    for (const { bytes, width, height, truth, overlay, description } of [...pictures, ...figures]) {
      const { raster, format } = await readRaster(bytes);
      const [left, top, right, bottom] = description.plot_box;
      expect([right - left, bottom - top]).toEqual([width, height]);
      expect(right).toBeLessThanOrEqual(raster.width);
      expect(bottom).toBeLessThanOrEqual(raster.height);
      expect(truth.length).toBe(width * height);
      expect(overlay?.length ?? truth.length).toBe(truth.length);
      expect(description.image).toMatch(format === 'jpeg' ? /\.jpg$/ : new RegExp(`\\.${format}$`));
    }
  });

  it('keep the truth within the range', () => {
    for (const { truth, description } of [...pictures, ...figures]) {
      const slack = 1e-9 * (description.vmax - description.vmin);
      const data = truth.filter((v) => !Number.isNaN(v));
      expect(data.length).toBeGreaterThan(0.3 * truth.length);
      for (const v of [Math.min(...sample(data)), Math.max(...sample(data))]) {
        expect(v).toBeGreaterThanOrEqual(description.vmin - slack);
        expect(v).toBeLessThanOrEqual(description.vmax + slack);
      }
    }
  });

  it('have no data (NaN) in the holes, which are one grey in a png', async () => {
    for (const picture of [...pictures, ...figures].filter((p) => /blobs|dropouts|radar/.test(p.name)))
      expect(picture.truth.some(Number.isNaN)).toBe(true);
    const radar = figures.find((p) => /radar.*png/.test(p.name))!;
    const { raster } = await readRaster(radar.bytes);
    const [left, top] = radar.description.plot_box;
    const greys = new Set<number>();
    radar.truth.forEach((v, i) => {
      const at = 4 * ((top + Math.floor(i / radar.width)) * raster.width + left + (i % radar.width));
      if (Number.isNaN(v) && radar.overlay?.[i] !== 1)
        greys.add((raster.data[at]! << 16) | (raster.data[at + 1]! << 8) | raster.data[at + 2]!);
    });
    expect(greys.size).toBe(1);
  });

  it('know where every mark is: what is not drawn over has a colour of the table', () => {
    const rgb = Uint8Array.from({ length: 768 }, (_, i) => [1, 0.5, 0.1][i % 3]! * Math.floor(i / 3));
    const map = { name: 'brown', kind: 'sequential', rgb } as const;
    const plan = {
      kind: 'waves',
      width: 90,
      height: 80,
      map,
      lookUp: 'levels',
      empty: 255,
      hole: null,
    } as const;
    const table = new Set(Array.from({ length: 256 }, (_, i) => rgb.subarray(3 * i, 3 * i + 3).join()));
    for (const mark of markKinds) {
      const { canvas } = drawPlot({ ...plan, marks: [mark] }, drawsOf(5, 1));
      const strange = { clean: 0, drawn: 0 };
      canvas.ink.forEach((ink, i) => {
        if (!table.has(canvas.rgb.subarray(3 * i, 3 * i + 3).join())) strange[ink > 0 ? 'drawn' : 'clean']++;
      });
      expect(strange.clean, mark).toBe(0);
      expect(strange.drawn, mark).toBeGreaterThan(30);
    }
  });
});

describe('what fresh pictures are made of', () => {
  it('fields of every kind reach into their range and are no constant', () => {
    for (const kind of fieldKinds) {
      const field = shareField(kind, 50, 40, drawsOf(3, 1)).filter((v) => !Number.isNaN(v));
      expect(Math.min(...field), kind).toBeGreaterThanOrEqual(0);
      expect(Math.max(...field), kind).toBeLessThanOrEqual(1);
      expect(Math.max(...field) - Math.min(...field), kind).toBeGreaterThan(0.6);
    }
  });

  it('a dealt deck brings every item up once a round', () => {
    const items = ['a', 'b', 'c', 'd', 'e'];
    const round = [5, 6, 7, 8, 9].map((i) => dealt(items, 4, 1, i));
    expect(round.toSorted()).toEqual(items);
  });

  it('resampling keeps a constant, and a ramp inside the borders', () => {
    const ramp = {
      width: 30,
      height: 2,
      channels: 1,
      values: Float64Array.from({ length: 60 }, (_, i) => i % 30),
    };
    for (const kernel of ['linear', 'cubic', 'lanczos'] as const) {
      const flat = resampled({ ...ramp, values: new Float64Array(60).fill(7) }, 41, 3, kernel);
      for (const v of flat) expect(v).toBeCloseTo(7, 9);
      const wide = resampled(ramp, 45, 2, kernel);
      expect(wide[20]!).toBeCloseTo((20.5 * 30) / 45 - 0.5, kernel === 'lanczos' ? 1 : 6);
    }
  });

  it('an isoline of a ramp is where the ramp has the level', () => {
    const segments = isoline(
      Float64Array.from({ length: 20 }, (_, i) => i % 5),
      5,
      4,
      2.5,
    );
    expect(segments.length).toBe(4 * 3);
    for (let s = 0; s < segments.length; s += 2) expect(segments[s]).toBeCloseTo(2.5, 12);
  });

  it('a map that shows two values in one colour is turned down, unless it goes round', () => {
    const there = Array.from({ length: 64 }, (_, i) => 4 * i);
    const rgb = Uint8Array.from([...there, ...there.toReversed()].flatMap((v) => [v, v, v]));
    expect(tellsValues({ name: 'there and back', kind: 'sequential', rgb })).toBe(false);
    expect(tellsValues({ name: 'there', kind: 'sequential', rgb: rgb.slice(0, 192) })).toBe(true);
  });
});

/** Few enough to be arguments of a call. */
function sample(values: Float64Array): Float64Array {
  return values.filter((_, i) => i % 7 === 0);
}
