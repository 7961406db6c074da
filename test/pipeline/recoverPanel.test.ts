import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { UsageError } from '../../src/model/errors.js';
import type { PanelRecovery } from '../../src/pipeline/panel/recovery.js';
import type { PlanOptions } from '../../src/pipeline/plan/options.js';
import { crop } from '../../src/raster/crop.js';
import { recoveredBare } from '../decode/decoded.js';
import { boxOf, loadFigureNamed, quarterOf, readPixels } from '../figures.js';

const folder = `${import.meta.dirname}/../fixtures`;

/** Values and standard errors are numbers exactly where the mask says so. */
function expectNumbersWhereUnmasked({ grid, decoded }: PanelRecovery): void {
  expect(isDeepStrictEqual(grid.mask, decoded.mask)).toBe(true);
  for (const plane of [decoded.t, decoded.sigma, grid.values, grid.sigma])
    expect(plane.findIndex((v, i) => Number.isFinite(v) !== (grid.mask[i] === 1))).toBe(-1);
}

describe('recoverPanel', () => {
  it.each<[string, PlanOptions]>([
    ['fig-jet-contours-png', {}],
    ['fig-jet-contours-png', { fill: true }],
    ['fig-jet-contours-png', { cutoff: 1 }],
    ['fig-viridis-grid-holes-png', { smooth: 'off' }],
    ['fig-jet-coast-jpeg90', {}],
    ['fig-hillshade-hsv-png', { shaded: true, plot: { left: 150, top: 120, right: 210, bottom: 168 } }],
    ['fig-jet-contours-png', { colourmap: 'blind' }],
    ['fig-jet-contours-png', { colourbar: 'none', colourmap: 'walk' }],
  ])('gives %s (%o) numbers where the mask has 1, and NaN elsewhere', async (name, options) => {
    const { description, imagePath } = loadFigureNamed(name, folder);
    const raster = await readPixels(imagePath);
    const isJpeg = description.format.startsWith('jpeg');
    const input = { raster, ...(isJpeg && { jpeg: readJpegCoefficients(readFileSync(imagePath)) }) };
    const recovery = recoveredBare(input, {
      plot: quarterOf(quarterOf(boxOf(description.plot_box))),
      colourbar: boxOf(description.colourbar_box!),
      colourmap: 'auto',
      ...options,
    });
    expectNumbersWhereUnmasked(recovery);
    expect(recovery.coverage).toBeGreaterThan(0.3);
  });

  it('refuses an ignore mask of another size', () => {
    const raster = { width: 8, height: 8, data: new Uint8ClampedArray(256).map((_, i) => i) };
    const ignore = new Uint8Array(3);
    expect(() => recoveredBare({ raster, ignore })).toThrow(UsageError);
  });

  it('refuses colours of missing data that are none', () => {
    const raster = { width: 8, height: 8, data: new Uint8ClampedArray(256).map((_, i) => i) };
    expect(() => recoveredBare(raster, { missing: [[0, 0, 300]] })).toThrow(UsageError);
  });

  it('masks what is farther from the colourmap than the cutoff, and nothing else for it', async () => {
    const { description, imagePath } = loadFigureNamed('fig-jet-contours-png', folder);
    const plot = crop(await readPixels(imagePath), quarterOf(boxOf(description.plot_box)));
    const [all, near] = [
      recoveredBare(plot, { colourmap: 'walk' }),
      recoveredBare(plot, { colourmap: 'walk', cutoff: 20 }),
    ];
    const expected = all.grid.mask.map((m, i) => (all.decoded.residual[i]! <= 20 ? m : 0));
    expect(isDeepStrictEqual(near.grid.mask, expected)).toBe(true);
    expect(near.coverage).toBeLessThan(all.coverage);
  });
});
