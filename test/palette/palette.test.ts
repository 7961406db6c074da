import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/model/types.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { breathe } from '../../src/palette/clusters/breathe.js';
import { clustersAbout, lloyd } from '../../src/palette/clusters/lloyd.js';
import { weightedColours } from '../../src/palette/colours/space.js';
import { cssNames } from '../../src/palette/measures/cssNames.js';
import { distortionOf } from '../../src/palette/measures/distortion.js';
import { elbowOf } from '../../src/palette/measures/elbow.js';
import { palette } from '../../src/palette/palette.js';
import { sweep } from '../../src/palette/sweep.js';

/** A picture of one row. */
function pictureOf(colours: readonly (readonly number[])[]): Raster {
  return {
    width: colours.length,
    height: 1,
    data: Uint8ClampedArray.from(colours.flatMap(([r, g, b]) => [r!, g!, b!, 255])),
  };
}

/** Clouds about a few colours, of unequal sizes. */
function clouds(seed: number, pixels = 6000): Raster {
  const random = randomSource(seed);
  const centres = Array.from({ length: 12 }, () => [0, 1, 2].map(() => 20 + 215 * random()));
  return pictureOf(
    Array.from({ length: pixels }, () => {
      const centre = centres[Math.floor(12 * random() ** 2)]!;
      return centre.map((v) => v + 25 * (random() + random() - 1));
    }),
  );
}

describe('palette', () => {
  it('keeps the colours of a picture that has no more than asked for, the most frequent first', () => {
    const { colours, counts } = palette(
      pictureOf([
        [0, 0, 255],
        [255, 0, 0],
        [255, 0, 0],
      ]),
      { k: 8 },
    );
    expect([...colours]).toEqual([255, 0, 0, 0, 0, 255]);
    expect([...counts]).toEqual([2, 1]);
  });

  it('puts one colour at the mean of the pixels, however often each colour comes', () => {
    const { colours } = palette(
      pictureOf([
        [0, 0, 0],
        [100, 100, 100],
        [100, 100, 100],
        [100, 100, 100],
      ]),
      { k: 1 },
    );
    expect([...colours]).toEqual([75, 75, 75]);
  });

  it('is the same for the same seed, counts every pixel once and has no colour twice', () => {
    for (const method of ['kmeans', 'minibatch', 'median cut', 'random'] as const)
      for (const space of ['rgb', 'oklab'] as const) {
        const first = palette(clouds(1, 1500), { k: 16, method, space, seed: 3 });
        expect(palette(clouds(1, 1500), { k: 16, method, space, seed: 3 })).toEqual(first);
        expect(first.counts.reduce((a, b) => a + b)).toBe(1500);
        expect([...first.counts]).toEqual([...first.counts].sort((a, b) => b - a));
        const hexes = Array.from(first.counts, (_, c) => first.colours.slice(3 * c, 3 * c + 3).join());
        expect(new Set(hexes).size).toBe(hexes.length);
      }
  });

  it('loses less than mini-batches and median cut do, and those less than colours drawn at random', () => {
    const colours = weightedColours(clouds(2));
    const lost = (['kmeans', 'minibatch', 'median cut', 'random'] as const).map((method) => {
      const found = palette(clouds(2), { k: 12, method });
      return distortionOf(colours, found.colours, found.labels).rmse;
    });
    expect(lost).toEqual([...lost].sort((a, b) => a - b));
    expect(lost[0]).toBeLessThan(0.9 * lost[3]!);
  });

  it('refuses what is no number of colours', () => {
    for (const k of [0, 2.5, 257, Number.NaN])
      expect(() => palette(clouds(1, 10), { k })).toThrow(/^k is expected/);
  });
});

describe('k-means on weighted points', () => {
  const random = randomSource(5);
  const points = Float64Array.from({ length: 3 * 400 }, () => 255 * random() ** 2);
  const weights = Float64Array.from({ length: 400 }, () => 1 + Math.floor(9 * random()));

  it('ends where no centre is farther than another, and every centre is the mean of its points', () => {
    const start = points.slice(0, 3 * 9);
    const { centres, labels, cost } = lloyd(points, weights, start, 1000);
    expect(clustersAbout(points, weights, centres).cost).toBe(cost);
    for (let c = 0; c < 9; c++) {
      const own = Array.from(labels.keys()).filter((i) => labels[i] === c);
      const weight = own.reduce((sum, i) => sum + weights[i]!, 0);
      for (let d = 0; d < 3; d++) {
        const mean = own.reduce((sum, i) => sum + weights[i]! * points[3 * i + d]!, 0) / weight;
        expect(centres[3 * c + d]).toBeCloseTo(mean, 8);
      }
    }
  });

  it('weighs a point as if it were there so many times', () => {
    const repeated = Float64Array.from(
      Array.from(weights).flatMap((w, i) =>
        Array.from({ length: w }, () => [...points.subarray(3 * i, 3 * i + 3)]).flat(),
      ),
    );
    const start = points.slice(30, 30 + 3 * 6);
    const once = lloyd(points, weights, start, 1000);
    const often = lloyd(repeated, new Float64Array(repeated.length / 3).fill(1), start, 1000);
    expect(once.cost).toBeCloseTo(often.cost, 3);
  });

  it('gives a centre that lost its points another place', () => {
    const far = Float64Array.of(0, 0, 0, 900, 900, 900, 901, 901, 901);
    const { costs, labels } = lloyd(points, weights, far, 100);
    expect(new Set(labels).size).toBe(3);
    expect(costs.length).toBe(3);
  });

  it('leaves local minima by breathing', () => {
    const start = points.slice(0, 3 * 20);
    const stuck = lloyd(points, weights, start, 1000);
    const breathed = breathe(points, weights, start, randomSource(1));
    expect(breathed.centres.length).toBe(start.length);
    expect(breathed.cost).toBeLessThan(stuck.cost);
  });
});

describe('what a palette loses', () => {
  it('is nothing where every colour is its own', () => {
    const colours = weightedColours(clouds(3, 20));
    const labels = Uint32Array.from(colours.counts, (_, i) => i);
    expect(distortionOf(colours, colours.rgb, labels)).toEqual({
      rmse: 0,
      psnr: null,
      deltaE: { mean: 0, p95: 0 },
    });
  });

  it('is the root mean square of pixels and channels', () => {
    const colours = weightedColours(
      pictureOf([
        [0, 0, 0],
        [10, 0, 0],
        [10, 0, 0],
      ]),
    );
    const { rmse, psnr } = distortionOf(colours, [0, 0, 0], [0, 0]);
    expect(rmse).toBeCloseTo(Math.sqrt(200 / 9), 12);
    expect(psnr).toBeCloseTo(20 * Math.log10(255 / rmse), 12);
  });

  it('falls with every larger palette of a sweep, which is told in ascending order', () => {
    const { palettes } = sweep(weightedColours(clouds(4, 2000)), [32, 2, 8, 8]);
    expect(palettes.map(({ k }) => k)).toEqual([2, 8, 32]);
    const lost = palettes.map(({ distortion }) => distortion.rmse);
    expect(lost).toEqual([...lost].sort((a, b) => b - a));
    for (const { distortion, random } of palettes) expect(distortion.rmse).toBeLessThan(random.rmse);
  });
});

describe('the elbow', () => {
  it('is where the curve bends, and says why', () => {
    const curve = [2, 4, 8, 16, 32].map((k, i) => ({ k, rmse: [80, 40, 12, 9, 7][i]! }));
    expect(elbowOf(curve)).toMatchObject({ k: 8, why: expect.stringMatching(/^8 colours bring 93 %/) });
  });

  it('is none of fewer than three sizes, of a straight line and of a flat one', () => {
    expect(
      elbowOf([
        { k: 2, rmse: 9 },
        { k: 4, rmse: 3 },
      ]),
    ).toBeNull();
    expect(elbowOf([2, 4, 8].map((k, i) => ({ k, rmse: 9 - 3 * i })))).toBeNull();
    expect(elbowOf([2, 4, 8].map((k) => ({ k, rmse: 0 })))).toBeNull();
  });
});

describe('names of CSS', () => {
  it('are exact where the colour is one, and near where it is not', () => {
    expect(cssNames([255, 99, 71])[0]).toEqual({ name: 'tomato', deltaE: 0 });
    const [nearest] = cssNames([250, 100, 72]);
    expect(nearest!.name).toBe('tomato');
    expect(nearest!.deltaE).toBeGreaterThan(0);
  });
});
