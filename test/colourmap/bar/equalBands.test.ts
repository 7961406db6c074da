import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { colourmapFromColourbar } from '../../../src/colourmap/bar/fromColourbar.js';
import type { Raster } from '../../../src/model/types.js';
import { paintedBar, rainbow } from './paintedBar.js';

async function compressed({ width, height, data }: Raster, quality: number): Promise<Raster> {
  const jpeg = await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality })
    .toBuffer();
  const decoded = await sharp(jpeg).ensureAlpha().raw().toBuffer();
  return { width, height, data: new Uint8ClampedArray(decoded) };
}

const equal = (n: number): number[] => Array.from({ length: n + 1 }, (_, k) => k / n);

describe('equal bands of a compressed bar', () => {
  for (const [bands, quality] of [
    [3, 74],
    [8, 83],
    [14, 60],
    [25, 75],
    [30, 90],
  ] as const)
    it(`are counted where there are ${bands}, at quality ${quality}`, async () => {
      const { raster, box } = paintedBar(rainbow, { edges: equal(bands) });
      const { colourmap, equalSteps } = colourmapFromColourbar(await compressed(raster, quality), box, {
        lossy: true,
      });
      expect(colourmap.bands).toHaveLength(bands + 1);
      expect(equalSteps).toBe(true);
      const middles = equal(bands).slice(0, -1);
      middles.forEach((low, k) => {
        const drawn = rainbow(low + 0.5 / bands);
        const seen = [...colourmap.colours.subarray(3 * k, 3 * k + 3)];
        expect(Math.hypot(...seen.map((v, c) => v - drawn[c]!))).toBeLessThan(12);
      });
    });

  it('are none of a continuous bar', async () => {
    for (const length of [150, 360])
      for (const quality of [60, 80]) {
        const { raster, box } = paintedBar(rainbow, { length });
        const read = colourmapFromColourbar(await compressed(raster, quality), box, { lossy: true });
        expect(read.colourmap.bands).toBeUndefined();
      }
  });
});
