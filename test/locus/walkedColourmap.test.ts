import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { RecoveryError, UsageError } from '../../src/model/errors.js';
import { rankCorrelation } from '../bench/score.js';
import { recoveredBare } from '../decode/decoded.js';
import { loadFigures } from '../figures.js';

describe('the map by the walk', () => {
  it('puts the notebook’s own kind of figure in order, and masks nothing of it', async () => {
    const [figure] = loadFigures('bare-nipy_spectral-png');
    const { raster } = await readRaster(figure!.imagePath);
    const { decoded, colourmap } = recoveredBare(raster, { colourmap: 'walk' });
    expect(decoded.mask.every((m) => m === 1)).toBe(true);
    expect(Math.abs(rankCorrelation(figure!.truth, decoded.t, decoded.mask))).toBeGreaterThan(0.999);
    // nipy_spectral begins with black, so the walk that starts from the darkest colour has the right direction.
    expect(rankCorrelation(figure!.truth, decoded.t, decoded.mask)).toBeGreaterThan(0);
    expect(colourmap.positions[0]).toBeCloseTo(0.5 / colourmap.positions.length, 12);
  });

  it('masks exactly the pixels that are off the map', async () => {
    const [figure] = loadFigures('bare-turbo-holes-png');
    const { raster } = await readRaster(figure!.imagePath);
    const { decoded } = recoveredBare(raster, { colourmap: 'walk' });
    const hasData = Uint8Array.from(figure!.truth, (v) => (Number.isNaN(v) ? 0 : 1));
    expect(hasData).toContain(0);
    expect(decoded.mask).toEqual(hasData);
    expect(decoded.t.every((t, i) => Number.isNaN(t) === (hasData[i] === 0))).toBe(true);
  });

  it('reverses, and starts from where it is told to', async () => {
    const { raster } = await readRaster(join(import.meta.dirname, '../../samples/notebook.png'));
    const forward = recoveredBare(raster, { colourmap: 'walk' }).decoded.t;
    const backward = recoveredBare(raster, { colourmap: 'walk', reverse: true }).decoded.t;
    for (const i of [0, 5000, 40_000]) expect(forward[i]! + backward[i]!).toBeCloseTo(1, 5);
    const fromGrey = recoveredBare(raster, { colourmap: 'walk', from: [204, 204, 204] }).decoded;
    expect(rankCorrelation(Float64Array.from(backward), fromGrey.t, fromGrey.mask)).toBeGreaterThan(0.999);
  });

  it('says which threshold leaves it no step, instead of taking the picture for one of a single colour', () => {
    const raster = {
      width: 3,
      height: 1,
      data: Uint8ClampedArray.of(0, 0, 0, 255, 90, 0, 0, 255, 250, 0, 0, 255),
    };
    const walk = (options: object) => () => recoveredBare(raster, { colourmap: 'walk', ...options });
    for (const options of [{ near: 50, far: 10 }, { near: 8 }, { far: 0.1 }])
      expect(walk(options)).toThrow(UsageError);
    expect(walk({ near: 50, far: 10 })).toThrow('near expects less than far (10), or no step is left');
    expect(walk({ near: 0, far: 0.5 })).toThrow('no other colour lies within reach');
  });

  it('refuses a picture of one colour', () => {
    const raster = { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(120) };
    expect(() => recoveredBare(raster, { colourmap: 'walk' })).toThrow(RecoveryError);
  });
});
