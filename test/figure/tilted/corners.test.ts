import { describe, expect, it } from 'vitest';
import { findCorners } from '../../../src/figure/tilted/corners.js';
import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { evenlyLit, paperLight } from '../../../src/scan/paper.js';
import { figureDescriptions, figuresFolder, programFigures } from '../../figures.js';
import { lit } from '../../scan/lit.js';
import { scanOf } from '../../scan/scans.js';

describe('the corners of a tilted plot area', () => {
  it.each([
    ['skewed', 0],
    ['perspective', 0],
    ['uneven', 1],
  ] as const)('are found on a page seen as %s', async (kind, index) => {
    const { raster, corners } = await scanOf(kind, 1, index);
    const found = findCorners(raster, paperLight(raster)!)!;
    found.forEach(([x, y], k) => {
      expect(Math.hypot(x - corners[k]![0], y - corners[k]![1])).toBeLessThan(4);
    });
  });

  it('are found in no figure that a program drew upright', async () => {
    for (const folder of [figuresFolder, programFigures])
      for (const { image } of figureDescriptions(undefined, folder)) {
        const { raster } = await readRaster(`${folder}/${image}`);
        const light = paperLight(raster);
        expect(light && findCorners(raster, light), image).toBeUndefined();
      }
  });
});

describe('the light on a page', () => {
  it('is taken off, so that paper is as bright everywhere', async () => {
    const { raster: page } = await readRaster(`${figuresFolder}/fig-viridis-bumps-png.png`);
    const dimmed = lit(page, (rgb, x, y) => rgb.map((v) => v * (0.6 + 0.3 * x + 0.1 * y * y)));
    const light = paperLight(dimmed)!;
    expect(light.unevenness).toBeGreaterThan(1.4);
    const { data } = evenlyLit(dimmed, light);
    const first = [0, 1, 2].map((c) => data[c]!);
    const last = [0, 1, 2].map((c) => data[data.length - 4 + c]!);
    for (let c = 0; c < 3; c++) expect(Math.abs(first[c]! - last[c]!)).toBeLessThan(6);
  });
});

describe('a photograph of a page on a table', () => {
  it('is recovered without being told anything, and says where its plot area is', async () => {
    const { raster, corners, figure } = await scanOf('perspective', 1, 0);
    const [panel] = await recoverFigure({ raster });
    const { sidecar, range } = panel!;
    sidecar.corners!.forEach(([x, y], k) => {
      expect(Math.hypot(x - corners[k]![0], y - corners[k]![1])).toBeLessThan(4);
    });
    const { vmin, vmax } = figure.description;
    expect(Math.abs(range![0] - vmin)).toBeLessThan(0.01 * (vmax - vmin));
    expect(Math.abs(range![1] - vmax)).toBeLessThan(0.01 * (vmax - vmin));
  });
});
