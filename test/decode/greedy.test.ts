import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recoverGreedy } from '../../src/decode/greedy.js';
import { readRaster } from '../../src/formats/readRaster.js';
import { RecoveryError } from '../../src/model/errors.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { nearestVertex } from '../../src/walk/nearestVertex.js';
import { rankCorrelation } from '../bench/score.js';
import { loadFigures } from '../figures.js';

describe('recoverGreedy', () => {
  it('puts the notebook’s own kind of figure in order, and masks nothing of it', async () => {
    const [figure] = loadFigures('bare-nipy_spectral-png');
    const { raster } = await readRaster(figure!.imagePath);
    const { decoded, colourmap } = recoverGreedy(raster);
    expect(decoded.mask.every((m) => m === 1)).toBe(true);
    expect(Math.abs(rankCorrelation(figure!.truth, decoded.t, decoded.mask))).toBeGreaterThan(0.999);
    // nipy_spectral begins with black, so the walk that starts from the darkest colour has the right direction.
    expect(rankCorrelation(figure!.truth, decoded.t, decoded.mask)).toBeGreaterThan(0);
    expect(colourmap.positions[0]).toBeCloseTo(0.5 / colourmap.positions.length, 12);
  });

  it('masks exactly the pixels that are off the map', async () => {
    const [figure] = loadFigures('bare-turbo-holes-png');
    const { raster } = await readRaster(figure!.imagePath);
    const { decoded } = recoverGreedy(raster);
    const hasData = Uint8Array.from(figure!.truth, (v) => (Number.isNaN(v) ? 0 : 1));
    expect(hasData).toContain(0);
    expect(decoded.mask).toEqual(hasData);
    expect(decoded.t.every((t, i) => Number.isNaN(t) === (hasData[i] === 0))).toBe(true);
  });

  it('reverses, and starts from where it is told to', async () => {
    const { raster } = await readRaster(join(import.meta.dirname, '../../samples/notebook.png'));
    const forward = recoverGreedy(raster).decoded.t;
    const backward = recoverGreedy(raster, { reverse: true }).decoded.t;
    for (const i of [0, 5000, 40_000]) expect(forward[i]! + backward[i]!).toBeCloseTo(1, 5);
    const fromGrey = recoverGreedy(raster, { from: [204, 204, 204] }).decoded;
    expect(rankCorrelation(Float64Array.from(backward), fromGrey.t, fromGrey.mask)).toBeGreaterThan(0.999);
  });

  it('refuses a picture of one colour', () => {
    const raster = { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(120) };
    expect(() => recoverGreedy(raster)).toThrow(RecoveryError);
  });
});

describe('nearestVertex', () => {
  it('finds a colour than which no other is nearer', () => {
    const random = randomSource(11);
    const vertices = Float64Array.from({ length: 900 }, () => 255 * random());
    const nearest = nearestVertex(vertices);
    for (let k = 0; k < 500; k++) {
      const [r, g, b] = [255 * random(), 255 * random(), 255 * random()];
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 300; i++)
        least = Math.min(
          least,
          Math.hypot(vertices[3 * i]! - r, vertices[3 * i + 1]! - g, vertices[3 * i + 2]! - b),
        );
      expect(nearest(r, g, b).distance).toBeCloseTo(least, 10);
    }
  });
});
