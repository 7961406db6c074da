import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';

const windows = join(import.meta.dirname, '../../fixtures/windows');

it('reads the numbers on a card where they are written, if borders of the bar’s own bands look like its marks', async () => {
  const { raster } = await readRaster(join(windows, 'ncview.png'));
  const [panel] = (await inspect(raster, { cells: false })).panels;
  expect(panel!.ticks.read.map(({ value }) => value)).toEqual([0, 20, 40, 60, 80, 100, 120]);
  expect(Math.abs(panel!.range![0] + 2.913)).toBeLessThan(0.5);
  expect(Math.abs(panel!.range![1] - 127.1)).toBeLessThan(0.5);
  expect(panel!.confidence.range).toBeGreaterThan(0.9);
});

it('keeps to the swatches of a legend of classes on a card, whose bounds each stand for two', async () => {
  const { raster } = await readRaster(join(windows, 'classes-on-card.jpg'));
  const [panel] = (await inspect(raster, { lossy: true, cells: false })).panels;
  expect([...panel!.range!].sort((a, b) => a - b)).toEqual([5, 100]);
  expect(panel!.confidence.range).toBeGreaterThan(0.9);
});
