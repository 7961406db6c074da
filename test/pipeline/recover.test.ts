import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { type RecoverRequest, type Recovery, recover } from '../../src/pipeline/recover.js';
import { crop } from '../../src/raster/crop.js';
import { boxOf, loadFigureNamed, readPixels } from '../figures.js';

const folder = `${import.meta.dirname}/../fixtures`;

/** Values and standard errors are numbers exactly where the mask says so. */
function expectNumbersWhereUnmasked({ grid, decoded }: Recovery): void {
  expect(grid.mask).toEqual(decoded.mask);
  for (const plane of [decoded.t, decoded.sigma, grid.values, grid.sigma])
    expect(plane.findIndex((v, i) => Number.isFinite(v) !== (grid.mask[i] === 1))).toBe(-1);
}

describe('recover', () => {
  it.each<[string, RecoverRequest]>([
    ['fig-jet-contours-png', {}],
    ['fig-jet-contours-png', { known: { fill: true } }],
    ['fig-jet-contours-png', { cutoff: 1 }],
    ['fig-viridis-grid-holes-png', { known: { smooth: 'off' } }],
    ['fig-jet-coast-jpeg90', {}],
    ['fig-hillshade-hsv-png', { known: { shaded: true } }],
    ['fig-jet-contours-png', { colourbarBox: null }],
    ['fig-jet-contours-png', { colourbarBox: null, walk: {} }],
  ])('gives %s (%o) numbers where the mask has 1, and NaN elsewhere', async (name, request) => {
    const { description, imagePath } = loadFigureNamed(name, folder);
    const raster = await readPixels(imagePath);
    const recovery = recover(raster, {
      plotBox: boxOf(description.plot_box),
      colourbarBox: boxOf(description.colourbar_box!),
      ...(description.format.startsWith('jpeg') && {
        readJpeg: () => readJpegCoefficients(readFileSync(imagePath)),
      }),
      ...request,
    });
    expectNumbersWhereUnmasked(recovery);
    expect(recovery.coverage).toBeGreaterThan(0.3);
  });

  it('masks what is farther from the colourmap than the cutoff, and nothing else for it', async () => {
    const { description, imagePath } = loadFigureNamed('fig-jet-contours-png', folder);
    const plot = crop(await readPixels(imagePath), boxOf(description.plot_box));
    const [all, near] = [recover(plot, { walk: {} }), recover(plot, { walk: {}, cutoff: 20 })];
    for (let i = 0; i < all.grid.mask.length; i++)
      expect(near.grid.mask[i]).toBe(all.decoded.residual[i]! <= 20 ? all.grid.mask[i] : 0);
    expect(near.coverage).toBeLessThan(all.coverage);
  });
});
