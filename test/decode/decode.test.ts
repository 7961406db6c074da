import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { colourmapFromColourbar } from '../../src/colourmap/bar/fromColourbar.js';
import { scaleValues } from '../../src/grid/coordinates/scale.js';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { countKinds, PixelKind } from '../../src/model/pixelKind.js';
import type { Colourmap, Raster, Rgb } from '../../src/model/types.js';
import { crop, cropPlane } from '../../src/raster/crop.js';
import {
  bandAccuracy,
  cleanPixels,
  coverage,
  equalBands,
  overlayLies,
  rangeError,
  sigmaCalibration,
} from '../bench/score.js';
import { rainbow } from '../colourmap/bar/paintedBar.js';
import { boxOf, loadFigureNamed, quarterOf, readPixels } from '../figures.js';
import { decoded as decodedWith } from './decoded.js';

/** The painted law as a map of n levels. */
function mapOf(paint: (t: number) => Rgb, levels: number): Colourmap {
  const positions = Float64Array.from({ length: levels }, (_, k) => (k + 0.5) / levels);
  return {
    colours: Float64Array.from([...positions].flatMap((t) => [...paint(t)])),
    positions,
    closed: false,
    accuracy: { standardError: 0, endsKnown: true },
    levels,
    source: 'named',
    confidence: 1,
  };
}

const width = 160;
const height = 120;
const field = Float32Array.from({ length: width * height }, (_, i) => {
  const x = i % width;
  const y = Math.floor(i / width);
  return 0.5 + 0.23 * Math.sin(x / 17 + y / 40) + 0.2 * Math.cos(y / 13);
});

function drawn(t: Float32Array, paint: (t: number) => Rgb, levels = 256): Raster {
  const data = new Uint8ClampedArray(4 * t.length).fill(255);
  t.forEach((v, i) => {
    data.set(paint((Math.floor(v * levels) + 0.5) / levels).map(Math.floor), 4 * i);
  });
  return { width, height, data };
}

const rmse = (t: Float32Array, truth: Float32Array, mask: Uint8Array): number => {
  let sum = 0;
  let count = 0;
  truth.forEach((v, i) => {
    if (mask[i] !== 1) return;
    sum += (t[i]! - v) ** 2;
    count++;
  });
  return Math.sqrt(sum / count);
};

const floor = 1 / 256 / Math.sqrt(12);

describe('decoding truth figures with their colourbars', () => {
  /**
   * Figure, largest error and least coverage; the errors have a third of slack over what is measured. A quarter is as telling as
   * the whole, but where lines in a JPEG cross that quarter more than the rest.
   */
  const cases: [string, number, number, 'whole'?][] = [
    ['fig-viridis-bumps-png', 0.0006, 0.995],
    ['fig-inferno-log-png', 0.0006, 0.995],
    ['fig-jet-contours-png', 0.0006, 0.98],
    ['fig-jet-ripple-png', 0.0006, 0.99],
    ['fig-rdbu-seismic-horizontal-png', 0.0014, 0.98],
    ['fig-viridis-grid-holes-png', 0.0016, 0.97],
    ['fig-cells-annotated-png', 0.002, 0.99],
    ['fig-cells-jpeg90', 0.0031, 0.98],
    ['fig-jet-coast-jpeg90', 0.0048, 0.96, 'whole'],
    ['fig-viridis-bumps-jpeg75', 0.0045, 0.98],
  ];
  for (const [name, worst, least, whole] of cases) {
    it(`decodes ${name}, leaves out what is drawn over it, and knows its errors`, async () => {
      const figure = loadFigureNamed(name);
      const { vmin, vmax, scale, format } = figure.description;
      const raster = await readPixels(figure.imagePath);
      const lossy = format.startsWith('jpeg');
      const barBox = boxOf(figure.description.colourbar_box!);
      const { colourmap } = colourmapFromColourbar(raster, barBox, { lossy });
      const plot = boxOf(figure.description.plot_box);
      const box = whole ? plot : quarterOf(plot);
      const own = { left: 0, top: 0, right: box.right - box.left, bottom: box.bottom - box.top };
      const [truth, overlay] = [figure.truth, figure.overlay!].map((plane) =>
        cropPlane<Float64Array | Uint8Array>(plane, 1, figure.width, own),
      ) as [Float64Array, Uint8Array];
      const coefficients = lossy ? readJpegCoefficients(readFileSync(figure.imagePath)) : undefined;
      const decoded = decodedWith(
        crop(raster, box),
        colourmap,
        coefficients && { jpeg: { coefficients, left: box.left, top: box.top } },
      );
      const { values, sigma } = scaleValues(decoded, { scale, range: [vmin, vmax] });
      const range = { low: vmin, high: vmax, scale };
      const clean = cleanPixels(truth, overlay, range);
      expect(decoded.model.kind).toBe(lossy ? 'scattered' : 'exact');
      expect(rangeError(truth, values, decoded.mask, range, clean)).toBeLessThan(worst);
      expect(coverage(decoded.mask, clean)).toBeGreaterThan(least);
      expect(overlayLies(truth, overlay, values, decoded.mask, range)).toBeLessThan(0.02);
      const { within1, within2 } = sigmaCalibration(truth, values, sigma, decoded.mask, clean);
      expect(within2).toBeGreaterThan(lossy ? 0.8 : 0.9);
      if (!lossy) expect(within1).toBeGreaterThan(0.58);
      if (!lossy) expect(within1).toBeLessThan(0.85);
    });
  }

  it('puts nearly all pixels of a stepped figure in the right band', async () => {
    const figure = loadFigureNamed('fig-turbo-stepped-png');
    const { vmin, vmax, plot_box, colourbar_box } = figure.description;
    const raster = await readPixels(figure.imagePath);
    const { colourmap } = colourmapFromColourbar(raster, boxOf(colourbar_box!));
    const decoded = decodedWith(crop(raster, boxOf(plot_box)), colourmap);
    const { values } = scaleValues(decoded, { scale: 'linear', range: [vmin, vmax] });
    const range = { low: vmin, high: vmax, scale: 'linear' as const };
    const clean = cleanPixels(figure.truth, figure.overlay, range);
    expect(decoded.levels).toBe(10);
    expect(coverage(decoded.mask, clean)).toBeGreaterThan(0.99);
    expect(bandAccuracy(figure.truth, values, decoded.mask, equalBands(range, 10), clean)).toBeGreaterThan(
      0.99,
    );
  });
});

describe('decoding with a known colourmap', () => {
  it('comes below the level floor on a smooth field, and to it with smoothing off', () => {
    const raster = drawn(field, rainbow);
    const smooth = decodedWith(raster, mapOf(rainbow, 256));
    expect(smooth.smoothed.share).toBeGreaterThan(0.9);
    expect(rmse(smooth.t, field, smooth.mask)).toBeLessThan(0.5 * floor);
    const plain = decodedWith(raster, mapOf(rainbow, 256), { smooth: 'off' });
    expect(plain.smoothed.share).toBe(0);
    expect(rmse(plain.t, field, plain.mask)).toBeLessThan(1.1 * floor);
  });

  it('moves no value out of its level when it smooths', () => {
    const raster = drawn(field, rainbow);
    const smooth = decodedWith(raster, mapOf(rainbow, 256));
    const plain = decodedWith(raster, mapOf(rainbow, 256), { smooth: 'off' });
    expect(smooth.t.every((v, i) => Math.abs(v - plain.t[i]!) <= 0.5 / 256 + 1e-6)).toBe(true);
  });

  it('finds the field within the bands of a stepped figure when asked to', () => {
    const bands = 12;
    const { levels: _, ...even } = mapOf(rainbow, bands);
    const edges = Float64Array.from({ length: bands + 1 }, (_, k) => k / bands);
    const map: Colourmap = { ...even, accuracy: { standardError: 0, endsKnown: true }, bands: edges };
    const raster = drawn(field, rainbow, bands);
    const middles = decodedWith(raster, map);
    expect(middles.smoothed.share).toBe(0);
    const smooth = decodedWith(raster, map, { smooth: 'on' });
    expect(smooth.smoothed.share).toBeGreaterThan(0.9);
    expect(smooth.t.every((v, i) => Math.abs(v - middles.t[i]!) <= 0.5 / bands + 1e-6)).toBe(true);
    expect(rmse(smooth.t, field, smooth.mask)).toBeLessThan(0.6 * rmse(middles.t, field, middles.mask));
  });

  it('masks nothing where nothing is drawn over', () => {
    const { mask } = decodedWith(drawn(field, rainbow), mapOf(rainbow, 256));
    expect(mask.every((m) => m === 1)).toBe(true);
  });

  it('masks colours given as missing, ignored pixels and holes, and counts the former', () => {
    const grey: Rgb = [120, 120, 120];
    const raster = drawn(field, rainbow);
    for (let y = 20; y < 40; y++) for (let x = 30; x < 60; x++) raster.data.set(grey, 4 * (y * width + x));
    for (let y = 60; y < 100; y++)
      for (let x = 90; x < 130; x++) raster.data.set([255, 255, 255], 4 * (y * width + x));
    const ignore = new Uint8Array(width * height);
    ignore[5] = 1;
    const { mask, t, kind } = decodedWith(raster, mapOf(rainbow, 256), { missing: [grey], ignore });
    // The ignored pixel is one of those that were given.
    expect(countKinds(kind).given).toBe(601);
    expect(mask[5]).toBe(0);
    expect(mask[25 * width + 40]).toBe(0);
    expect(mask[80 * width + 110]).toBe(0);
    expect(t[80 * width + 110]).toBeNaN();
    expect(mask.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.99 * (width * height - 600 - 1600 - 1));
  });

  it('masks values beyond the range with their counts, or clips them', () => {
    const below: Rgb = [0, 0, 0];
    const map = { ...mapOf(rainbow, 256), below };
    const raster = drawn(field, rainbow);
    for (let i = 0; i < 300; i++) raster.data.set(below, 4 * (50 * width + i));
    const masked = decodedWith(raster, map);
    expect(countKinds(masked.kind).below).toBe(300);
    expect(masked.mask[50 * width + 40]).toBe(0);
    for (const smooth of ['off', 'auto', 'on'] as const)
      expect(decodedWith(raster, map, { clip: true, smooth }).t[51 * width + 40]).toBe(0);
  });

  /** The field with a black line across it and a hole, decoded with fill. */
  function filledBeside() {
    const raster = drawn(field, rainbow);
    const black = (x: number, y: number): void => raster.data.set([0, 0, 0], 4 * (y * width + x));
    for (let x = 0; x < width; x++) for (let y = 50; y < 53; y++) black(x, y);
    for (let y = 80; y < 110; y++)
      for (let x = 60; x < 100; x++) raster.data.set([255, 255, 255], 4 * (y * width + x));
    return decodedWith(raster, mapOf(rainbow, 256), { fill: true });
  }
  it('fills what a line hides, and flags it', () => {
    const { t, kind, mask, filled, sigma } = filledBeside();
    const line = 51 * width + 70;
    expect(filled![line]).toBe(1);
    expect([kind[line], mask[line]]).toEqual([PixelKind.overlay, 1]);
    expect(Math.abs(t[line]! - field[line]!)).toBeLessThan(0.02);
    expect(sigma[line]).toBeGreaterThan(0);
  });

  it('leaves real holes alone where it fills', () => {
    const { t, kind, mask, filled } = filledBeside();
    const hole = 95 * width + 80;
    expect([kind[hole], mask[hole], filled![hole]]).toEqual([PixelKind.noData, 0, 0]);
    expect(t[hole]).toBeNaN();
  });

  it('undoes shading, and finds out by itself that there is some', () => {
    const hue = (t: number): Rgb => {
      const at = (shift: number): number => 128 + 110 * Math.cos(5 * t + shift);
      return [at(0), at(2.1), at(4.2)];
    };
    const raster = drawn(field, hue);
    for (let i = 0; i < field.length; i++) {
      const light = 0.55 + 0.4 * Math.sin(i / 7) ** 2;
      for (let c = 0; c < 3; c++) raster.data[4 * i + c] = Math.round(light * raster.data[4 * i + c]!);
    }
    const decoded = decodedWith(raster, mapOf(hue, 256));
    expect(decoded.shading).toBeDefined();
    expect(rmse(decoded.t, field, decoded.mask)).toBeLessThan(0.004);
    expect(decodedWith(raster, mapOf(hue, 256), { shaded: false }).shading).toBeUndefined();
  });

  describe('of a JPEG', () => {
    /** The field through a JPEG, decoded pixel by pixel and by the coefficients. */
    const bothWays = (async () => {
      const file = await sharp(drawn(field, rainbow).data, { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .jpeg({ quality: 80, chromaSubsampling: '4:2:0' })
        .toBuffer();
      const data = new Uint8ClampedArray(await sharp(file).ensureAlpha().raw().toBuffer());
      const raster = { width, height, data };
      const map = mapOf(rainbow, 256);
      const coefficients = readJpegCoefficients(file);
      return {
        pixelwise: decodedWith(raster, map, { smooth: 'off' }),
        joint: decodedWith(raster, map, { jpeg: { coefficients, left: 0, top: 0 } }),
      };
    })();

    it('reads the coefficients, and knows about how far it is off', async () => {
      const { pixelwise, joint } = await bothWays;
      expect([pixelwise.model.kind, joint.model.kind]).toEqual(['scattered', 'scattered']);
      expect(rmse(joint.t, field, joint.mask)).toBeLessThan(0.0041);
      const within2 =
        joint.t.filter((v, i) => Math.abs(v - field[i]!) < 2 * joint.sigma[i]!).length / joint.t.length;
      expect(within2).toBeGreaterThan(0.75);
      expect(joint.mask.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.99 * width * height);
    });
    it('gains 15 % from the coefficients', async () => {
      const { pixelwise, joint } = await bothWays;
      const error = rmse(joint.t, field, joint.mask);
      expect(error).toBeLessThan(0.85 * rmse(pixelwise.t, field, pixelwise.mask));
    });
  });

  it('gives the same grid with a map from a file as by projection', () => {
    const map: Colourmap = { ...mapOf(rainbow, 64), source: 'file' };
    const { levels: _, ...unlevelled } = map;
    const decoded = decodedWith(drawn(field, rainbow, 4096), unlevelled, { smooth: 'off' });
    expect(decoded.levels).toBeUndefined();
    expect(rmse(decoded.t, field, decoded.mask)).toBeLessThan(0.003);
  });
});
