import { describe, expect, it } from 'vitest';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import type { Raster } from '../../src/model/types.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import { reducedBy } from '../../src/scan/reduced.js';
import { screenPeriod, stripePeriod } from '../../src/scan/screen.js';
import { meanSpectrum } from '../../src/scan/spectrum.js';
import { freshFigure } from '../bench/fresh/figures.js';
import { drawsOf } from '../bench/fresh/random.js';
import { drawings, figuresFolder, programFigures } from '../figures.js';
import { displayed } from './display.js';
import { halftoned } from './halftone.js';
import { grainy, lit } from './lit.js';
import { keptScan, scanOf } from './scans.js';

const grey = (width: number, height: number, level: (x: number, y: number) => number): Raster =>
  lit({ width, height, data: new Uint8ClampedArray(4 * width * height) }, (_, x, y) => {
    const v = level(x, y);
    return [v, v, v];
  });

/** A page that grows darker from left to right. */
const ramp = grey(200, 150, (x) => 230 - 180 * x);

const periodOf = (raster: Raster): number | undefined => screenPeriod(raster, () => meanSpectrum(raster));

describe('the screen of a print', () => {
  it.each([2.3, 3.1, 4.4])('is seen with its period of %f pixels', (period) => {
    const print = halftoned(
      ramp,
      [400, 300],
      ([x, y]) => [x / 2, y / 2],
      { period, gain: 0.1, blur: 0.6 },
      drawsOf(1, 1),
    );
    expect(periodOf(print)! / period).toBeCloseTo(1, 1);
  });

  it('is seen through the grain of a scanner only, which no program draws', () => {
    const dots = grey(300, 300, (x, y) =>
      Math.cos(300 * (x + y)) + Math.cos(300 * (x - y)) > 0.4 ? 60 : 220,
    );
    expect(periodOf(dots)).toBeUndefined();
    expect(periodOf(grainy(dots, 2, drawsOf(1, 2)))).toBeCloseTo((2 * Math.PI * 300) / (300 * Math.SQRT2), 0);
  });

  it('is not seen in what programs draw, whatever they repeat', async () => {
    for (const folder of [figuresFolder, programFigures])
      for (const { image } of drawings(folder)) {
        const { raster } = await readRaster(`${folder}/${image}`);
        const power = meanSpectrum(raster);
        expect(
          screenPeriod(raster, () => power),
          image,
        ).toBeUndefined();
      }
  });

  it.each([
    ['cells', (x: number, y: number) => ((Math.floor(x * 100) ^ Math.floor(y * 100)) & 1 ? 90 : 160)],
    ['a hatch', (x: number, y: number) => (((x + y) * 100) % 1 < 0.3 ? 0 : 200)],
    ['grid lines', (x: number, y: number) => ((x * 40) % 1 < 0.2 || (y * 40) % 1 < 0.2 ? 80 : 220)],
    ['harmonics', (x: number, y: number) => 128 + 100 * Math.sin(600 * y) * Math.sin(4 * x)],
  ])('is not seen in %s', (_, level) => {
    expect(periodOf(grey(300, 300, level))).toBeUndefined();
  });

  it.each(['dither', 'dither-ordered'] as const)('is not seen in a figure saved by %s', async (format) => {
    const compression =
      format === 'dither' ? { format, colours: 64 } : ({ format, levels: 12, side: 4 } as const);
    const { bytes } = await freshFigure(9, 0, { family: 'plain', compression });
    expect(periodOf((await readRaster(bytes)).raster)).toBeUndefined();
  });
});

describe('a reduced picture', () => {
  it('has no trace left of what repeats from cell to cell, and the colours around it', () => {
    const pitch = 2.7;
    const waves = lit(ramp, ([v], x, y) => {
      const wave = 60 * Math.sin((2 * Math.PI * 200 * x) / pitch) * Math.cos((2 * Math.PI * 150 * y) / pitch);
      return [v, v, v].map((level) => Math.min(255, Math.max(0, level + wave)));
    });
    const plain = reducedBy(
      grey(200, 150, () => 120),
      pitch,
    );
    expect(new Set(plain.data.filter((_, i) => i % 4 < 3))).toEqual(new Set([120]));
    const [small, wanted] = [reducedBy(waves, pitch), reducedBy(ramp, pitch)];
    const [w, h] = [small.width, small.height];
    expect([w, h]).toEqual([Math.floor(200 / pitch), Math.floor(150 / pitch)]);
    // Where the wave is cut off at white and at the picture's sides something of it is left.
    for (let y = 3; y < h - 3; y++)
      for (let x = Math.floor(w / 3); x < Math.floor((2 * w) / 3); x++) {
        const o = 4 * (y * w + x);
        expect(Math.abs(small.data[o]! - wanted.data[o]!)).toBeLessThan(4);
      }
  });
});

describe('the pixels of a display', () => {
  it('are seen in a photograph of it, and in none of paper', async () => {
    const photo = displayed(ramp, [440, 330], ([x, y]) => [x / 2.15, y / 2.15 + 0.02 * x], 0.6);
    const period = stripePeriod(meanSpectrum(photo)!)!;
    expect(period).toBeGreaterThanOrEqual(2);
    expect(period).toBeLessThan(4);
    const { raster } = await keptScan('perspective', 1, 1);
    expect(stripePeriod(meanSpectrum(raster)!)).toBeUndefined();
  });
});

describe('a scan whose field has lines as fine as a display’s pixels', () => {
  it('is asked for no spectrum of so few squares that one frequency stands out by chance', () => {
    const draw = drawsOf(3, 1);
    const noise = lit(ramp, (rgb) => rgb.map((v) => v + 20 * draw.normal()));
    expect(meanSpectrum(noise, (left, top) => left === 0 && top === 0)).toBeUndefined();
    expect(meanSpectrum(noise)).toBeDefined();
  });

  it('is taken for no photograph of a display: its paper has none', async () => {
    const { raster } = await scanOf('skewed', 22, 0);
    const [panel] = await recoverFigure({ raster });
    expect(panel!.warnings.map(({ code }) => code)).not.toContain('photograph-of-display');
    expect(panel!.range).not.toBeNull();
  });
});

describe('a figure printed in dots', () => {
  it('is recovered from the means over its screen, with its range, and says so', async () => {
    const { raster, figure, corners } = await scanOf('halftone', 1, 2);
    const [panel] = await recoverFigure({ raster });
    const { range, warnings, sidecar } = panel!;
    const { vmin, vmax } = figure.description;
    expect(Math.abs(range![0] - vmin)).toBeLessThan(0.02 * (vmax - vmin));
    expect(Math.abs(range![1] - vmax)).toBeLessThan(0.02 * (vmax - vmin));
    expect(warnings.map(({ code }) => code)).toContain('printed-in-dots');
    sidecar.corners!.forEach(([x, y], k) => {
      expect(Math.hypot(x - corners[k]![0], y - corners[k]![1])).toBeLessThan(6);
    });
  });
});
