import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { withoutDither } from '../../../src/figure/layout/withoutDither.js';
import type { Raster } from '../../../src/model/types.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 20, top: 30, right: 220, bottom: 230 };
const bar = { left: 250, top: 30, right: 266, bottom: 230 };

/** A figure with a bar from 0 to 40. */
function figure(): Raster {
  const { raster, fill, write } = drawing(320, 260, [255, 255, 255]);
  fill(plot, (x, y) => hue(waves(x, y)));
  fill(bar, (_, y) => hue((229.5 - y) / 200));
  for (let k = 0; k < 5; k++) {
    fill({ left: 266, top: 229 - 50 * k, right: 270, bottom: 230 - 50 * k }, () => [0, 0, 0]);
    write(String(10 * k), [275, 229 - 50 * k], { anchor: 0 });
  }
  return raster;
}

/** Bayer's matrix of 4 × 4 thresholds, in sixteenths. */
const thresholds = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/** A picture in the 216 colours of old browsers, six levels a channel, by ordered dither. */
function dithered({ width, height, data }: Raster): Raster {
  const result = data.map((value, i) => {
    if (i % 4 === 3) return value;
    const [x, y] = [(i >> 2) % width, Math.floor((i >> 2) / width)];
    return 51 * Math.min(5, Math.floor(value / 51 + (thresholds[4 * (y % 4) + (x % 4)]! + 0.5) / 16));
  });
  return { width, height, data: result };
}

describe('a figure that was dithered', () => {
  it('has the bar and the range that it had before', async () => {
    const [panel] = (await inspect(dithered(figure()), { cells: false })).panels;
    expect(panel!.confidence.range).toBeGreaterThan(0.9);
    expect(Math.abs(panel!.range![0]) + Math.abs(panel!.range![1] - 40)).toBeLessThan(0.5);
    for (const side of ['left', 'top', 'right', 'bottom'] as const) {
      expect(Math.abs(panel!.plotBox[side] - plot[side])).toBeLessThanOrEqual(1);
      expect(Math.abs(panel!.colourbar!.box[side] - bar[side])).toBeLessThanOrEqual(1);
    }
  });

  it('has its own colours in the dithered areas again, and its page as it was', () => {
    const before = figure();
    const pattern = dithered(before);
    const after = withoutDither(pattern)!;
    const mean = (of: Raster): number => {
      let sum = 0;
      for (let y = 40; y < 220; y++)
        for (let x = 30; x < 210; x++)
          for (let c = 0; c < 3; c++) {
            const i = 4 * (y * 320 + x) + c;
            sum += Math.abs(of.data[i]! - before.data[i]!);
          }
      return sum / (180 * 180 * 3);
    };
    expect(mean(after)).toBeLessThan(0.4 * mean(pattern));
    const page = Array.from({ length: 320 * 20 }, (_, i) => after.data[4 * i]!);
    expect(page.every((value) => value === 255)).toBe(true);
  });

  it('is none where nothing alternates, or the colours are more than a palette has', () => {
    expect(withoutDither(figure())).toBeNull();
    const plain = drawing(80, 60, [255, 255, 255]);
    plain.fill({ left: 10, top: 10, right: 60, bottom: 40 }, (x) => [51 * (x % 5), 0, 0]);
    expect(withoutDither(plain.raster)).toBeNull();
  });
});
