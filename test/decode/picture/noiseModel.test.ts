import { describe, expect, it } from 'vitest';
import { colourmapFromTable } from '../../../src/colourmap/maps/fromTable.js';
import { noiseModelOf } from '../../../src/decode/picture/noiseModel.js';
import { pictureColours } from '../../../src/locus/colours/pictureColours.js';
import type { Raster } from '../../../src/model/types.js';
import { decoded } from '../decoded.js';
import { drawnWith, field, painted, rainbowOf, throughJpeg, width } from './pictures.js';

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

  it('is a palette where the colours of most pixels are the map’s, but most colours are rounded off it', () => {
    // Mostly in the lower fifth of the map, and now and then anywhere.
    const seldom = (p: number) => (p % width < 24 ? field[p]! : 0.2 * field[p]!);
    const raster = painted((p) => {
      const k = Math.floor(256 * seldom(p));
      const step = k < 52 ? 1 : 6;
      return Array.from(
        map.colours.subarray(3 * k, 3 * k + 3),
        (v, c) => step * Math.floor(v / step) + (step > 1 ? 2 * c : 0),
      );
    });
    expect(modelOf(raster).kind).toBe('palette');
    const { mask } = decoded(raster, map);
    expect(mask.reduce((sum, m) => sum + m, 0)).toBe(mask.length);
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

  it('is scattered where greys were dithered, though their means lie on the map: standard errors say how far off they are', () => {
    const thresholds = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
    const greys = painted((p) => {
      const threshold = thresholds[4 * (Math.floor(p / width) % 4) + ((p % width) % 4)]!;
      return [0, 0, 0].fill(51 * Math.min(5, Math.floor(5 * field[p]! + (threshold + 0.5) / 16)));
    });
    const grey = colourmapFromTable(Array.from({ length: 256 }, (_, k) => [k, k, k]).flat());
    expect(noiseModelOf(pictureColours(greys), grey, false).kind).toBe('scattered');
    const { t, sigma, mask } = decoded(greys, grey);
    const scaled = Array.from(t, (v, p) => (v - field[p]!) / sigma[p]!).filter((_, p) => mask[p] === 1);
    expect(scaled.length / t.length).toBeGreaterThan(0.97);
    expect(scaled.filter((v) => Math.abs(v) <= 2).length / scaled.length).toBeGreaterThan(0.8);
    const error = Math.hypot(...Array.from(t, (v, p) => v - field[p]!)) / Math.sqrt(t.length);
    expect(error).toBeLessThan(0.03);
  });

  it('is scattered in a file that was compressed, however clean its colours are', () => {
    const model = modelOf(drawnWith(map), true);
    expect(model.kind).toBe('scattered');
    expect(model.sigma).toBeGreaterThan(0);
  });
});
