import { describe, expect, it } from 'vitest';
import { noiseModelOf } from '../../../src/decode/picture/noiseModel.js';
import { pictureColours } from '../../../src/locus/colours/pictureColours.js';
import type { Raster } from '../../../src/model/types.js';
import { drawnWith, field, painted, rainbowOf, throughJpeg } from './pictures.js';

const map = rainbowOf(256);
const modelOf = (raster: Raster, compressed = false) => noiseModelOf(pictureColours(raster), map, compressed);

describe('the noise model', () => {
  it('is exact where the colours are the map’s own', () => {
    expect(modelOf(drawnWith(map))).toMatchObject({ kind: 'exact', sigma: 0, isRounded: true });
  });

  it('is a palette where few colours are not quite the map’s', () => {
    const raster = painted((p) => {
      const k = Math.floor(24 * field[p]!);
      const at = 3 * Math.floor(((k + 0.5) / 24) * 256);
      return [map.colours[at]! + 6 - (k % 3) * 6, map.colours[at + 1]! + 5, map.colours[at + 2]! - 4];
    });
    const model = modelOf(raster);
    expect(model).toMatchObject({ kind: 'palette', isRounded: false });
    expect(model.sigma).toBeGreaterThan(2);
    expect(model.sigma).toBeLessThan(12);
  });

  it('is scattered by compression, the more the coarser it is', async () => {
    const models = [];
    for (const quality of [95, 75, 50])
      models.push(modelOf(await throughJpeg(drawnWith(map), quality), true));
    for (const model of models) expect(model).toMatchObject({ kind: 'scattered', isRounded: false });
    const [fine, usual, coarse] = models.map(({ sigma }) => sigma);
    expect(fine).toBeLessThan(usual!);
    expect(usual).toBeLessThan(coarse!);
  });

  it('is scattered in a file that was compressed, however clean its colours are', () => {
    const model = modelOf(drawnWith(map), true);
    expect(model.kind).toBe('scattered');
    expect(model.sigma).toBeGreaterThan(0);
  });
});
