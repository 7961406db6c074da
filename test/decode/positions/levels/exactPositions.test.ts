import { describe, expect, it } from 'vitest';
import { noiseModelOf } from '../../../../src/decode/picture/noiseModel.js';
import { colourPositions } from '../../../../src/decode/positions/levels/colourPositions.js';
import { exactPositions, showsLevels } from '../../../../src/decode/positions/levels/exactPositions.js';
import { pictureColours } from '../../../../src/locus/colours/pictureColours.js';
import type { Colourmap, Raster } from '../../../../src/model/types.js';
import { drawnWith, field, painted, rainbowOf } from '../../picture/pictures.js';

function positionsIn(raster: Raster, map: Colourmap) {
  const picture = pictureColours(raster);
  const model = noiseModelOf(picture, map, false);
  return { picture, model, positions: exactPositions(picture, map, model) };
}

/** A map with a corner: red to green to blue. */
const corner: Colourmap = (() => {
  const n = 256;
  const positions = Float64Array.from({ length: n }, (_, k) => (k + 0.5) / n);
  const at = (t: number): number[] =>
    t < 0.5 ? [240 - 440 * t, 20 + 400 * t, 20] : [20, 220 - 400 * (t - 0.5), 20 + 440 * (t - 0.5)];
  return {
    ...rainbowOf(n),
    colours: Float64Array.from([...positions].flatMap((t) => at(t).map(Math.round))),
  };
})();

describe('the colours of an exactly drawn picture', () => {
  it('are the middles of their levels, and stand for the whole of them', () => {
    const map = rainbowOf(256);
    const { picture, positions } = positionsIn(drawnWith(map), map);
    expect(showsLevels(picture, map)).toBe(true);
    expect(positions.levels).toBe(256);
    const { indices } = picture.distinct;
    for (let p = 0; p < field.length; p++) {
      const k = indices[p]!;
      expect(positions.t[k]).toBeCloseTo((Math.floor(256 * field[p]!) + 0.5) / 256, 6);
      expect(positions.upper[k]! - positions.lower[k]!).toBeCloseTo(1 / 256, 6);
      expect(positions.residual[k]).toBeLessThan(0.75);
    }
  });

  it('stand for all that a reduced palette leaves to them', () => {
    const map = rainbowOf(256);
    const n = 40;
    const raster = painted((p) => {
      const k = 3 * Math.floor(((Math.floor(n * field[p]!) + 0.5) / n) * 256);
      return map.colours.subarray(k, k + 3);
    });
    const { picture, positions } = positionsIn(raster, map);
    const { indices } = picture.distinct;
    let inside = 0;
    let squared = 0;
    for (let p = 0; p < field.length; p++) {
      const k = indices[p]!;
      if (field[p]! >= positions.lower[k]! - 1e-6 && field[p]! <= positions.upper[k]! + 1e-6) inside++;
      squared += (field[p]! - positions.t[k]!) ** 2;
    }
    expect(inside / field.length).toBeGreaterThan(0.95);
    // A step of the palette by √12, and a tenth.
    expect(Math.sqrt(squared / field.length)).toBeLessThan(1.1 / n / Math.sqrt(12));
  });

  it('are its own where a palette merged them from either side of a corner, far off the map', () => {
    const n = 10;
    const mean = (k: number): number[] => {
      const sum = [0, 0, 0];
      const [from, to] = [Math.floor((k / n) * 256), Math.floor(((k + 1) / n) * 256)];
      for (let i = from; i < to; i++) for (let c = 0; c < 3; c++) sum[c]! += corner.colours[3 * i + c]!;
      return sum.map((v) => Math.round(v / (to - from)));
    };
    // Shifted by half a step, one colour has the corner in its middle.
    const palette = Array.from({ length: n + 1 }, (_, k) => mean(Math.min(n - 1, Math.max(0, k - 0.5))));
    const stepOf = (t: number): number => Math.floor(n * t + 0.5);
    const { picture, positions } = positionsIn(
      painted((p) => palette[stepOf(field[p]!)]!),
      corner,
    );
    const { indices } = picture.distinct;
    const merged = field.findIndex((t) => stepOf(t) === n / 2);
    expect(positions.isLevel?.[indices[merged]!]).toBe(1);
    let squared = 0;
    for (let p = 0; p < field.length; p++) squared += (field[p]! - positions.t[indices[p]!]!) ** 2;
    expect(Math.sqrt(squared / field.length)).toBeLessThan(1.2 / n / Math.sqrt(12));
  });

  it('are as near to the map as the line between two levels, where a palette rounded one to half-way between them', () => {
    const n = 256;
    const steep: Colourmap = {
      ...rainbowOf(n),
      colours: Float64Array.from({ length: 3 * n }, (_, o) => {
        const k = Math.floor(o / 3);
        return k < 240 ? [k >> 1, 10, 20][o % 3]! : [120, 10 + 5 * (k - 240), 20 + 3 * (k - 240)][o % 3]!;
      }),
    };
    const between = [120, 10 + 5 * 9.5, 20 + 3 * 9.5].map(Math.round);
    const colours = Float64Array.from([...steep.colours, ...between, 120, 70, 50]);
    const counts = new Uint32Array(n + 2).fill(50).fill(1, n);
    const { levels, residual } = colourPositions(colours, counts, steep, undefined);
    expect(levels).toBe(n);
    expect(residual[n]).toBeLessThan(1);
    // Farther than rounding takes any colour it is none of the map's.
    expect(residual[n + 1]).toBeGreaterThan(4);
  });

  it('are not the map’s where they are ink', () => {
    const raster = drawnWith(rainbowOf(256));
    for (let x = 0; x < raster.width; x++) raster.data.set([0, 0, 0], 4 * (60 * raster.width + x));
    const map = rainbowOf(256);
    const { picture, positions } = positionsIn(raster, map);
    const black = picture.distinct.indices[60 * raster.width + 10]!;
    expect(positions.isLevel?.[black] ?? 0).toBe(0);
    expect(positions.residual[black]).toBeGreaterThan(40);
  });
});
