import { describe, expect, it } from 'vitest';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import { isCoarse } from '../../src/scan/grain.js';
import { hasPaperMargin, paperLight } from '../../src/scan/paper.js';
import { freshPicture } from '../bench/fresh/pictures.js';
import { keptScan, scanFile, scanOf } from './scans.js';

describe('rough paper', () => {
  it.each([4, 19])(
    'is none of a field in a JPEG that is as pale as paper in places: bare picture %i',
    async (index) => {
      const { bytes } = await freshPicture(1, index);
      const { raster } = await readRaster(bytes);
      const light = paperLight(raster)!;
      expect(isCoarse(raster, light)).toBe(true);
      expect(hasPaperMargin(raster, light)).toBe(false);
    },
  );

  it('is none that a sensor’s grain lies on', async () => {
    const { raster } = await scanOf('skewed', 11, 0);
    expect(isCoarse(raster, paperLight(raster)!)).toBe(false);
  });

  it('is averaged, so that an upright page with an inkjet’s drops is a page, and said so', async () => {
    const scan = await keptScan('inkjet', 11, 1);
    const { raster } = await readRaster(await scanFile(scan, 1));
    expect(isCoarse(raster, paperLight(raster)!)).toBe(true);
    const [panel] = await recoverFigure({ raster, compressed: true });
    const { sidecar, warnings, range } = panel!;
    expect(warnings.map(({ code }) => code)).toContain('rough-paper');
    sidecar.corners!.forEach(([x, y], k) => {
      expect(Math.hypot(x - scan.corners[k]![0], y - scan.corners[k]![1])).toBeLessThan(6);
    });
    const { vmin, vmax } = scan.figure.description;
    expect(Math.abs(range![0] - vmin)).toBeLessThan(0.02 * (vmax - vmin));
    expect(Math.abs(range![1] - vmax)).toBeLessThan(0.02 * (vmax - vmin));
  });
});
