import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenSigma } from '../../../../src/decode/smooth/scales/evenSigma.js';
import { chooseScales } from '../../../../src/decode/smooth/scales/scaleChoice.js';
import { interpolateRow } from '../../../../src/numeric/fields/lattice.js';
import { locallyQuadratic, remainingNoise } from '../../../../src/numeric/fields/localQuadratic.js';
import { halved, type Plane, refinedRows } from '../../../../src/numeric/fields/pyramid.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';

function plane(width: number, height: number, at: (x: number, y: number) => number): Plane {
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    at(i % width, Math.floor(i / width)),
  );
  return { values, width, height };
}

const quadratic = (x: number, y: number): number =>
  1 + 0.3 * x - 0.2 * y + 0.02 * x * x - 0.01 * x * y + 0.015 * y * y;

describe('a pyramid of means', () => {
  it('gives the mean of each square, that of a plane too where one of its pixels is masked', () => {
    const ramp = plane(8, 6, (x, y) => 2 * x - 3 * y);
    const whole = halved(ramp).values;
    ramp.values[2 * 8 + 4] = Number.NaN;
    ramp.values[0] = ramp.values[1] = Number.NaN;
    const { values, width, height } = halved(ramp);
    expect([width, height]).toEqual([4, 3]);
    expect(values[0]).toBeNaN();
    for (let i = 1; i < values.length; i++) expect(values[i]!).toBeCloseTo(whole[i]!, 5);
  });

  it('reads quadratics back from their means, and a last odd row and column', () => {
    const field = plane(23, 17, quadratic);
    const row = refinedRows(halved(field), 23);
    for (let y = 2; y < 14; y++) {
      const line = row(y);
      for (let x = 2; x < 20; x++) expect(line[x]!).toBeCloseTo(field.values[y * 23 + x]!, 3);
    }
    const ramp = plane(23, 17, (x, y) => x - 2 * y);
    const line = refinedRows(halved(ramp), 23)(16);
    for (let x = 0; x < 23; x++) expect(line[x]!).toBeCloseTo(x - 32, 4);
  });

  it('keeps the means whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 9 }), fc.nat(), (w, h, seed) => {
        const random = randomSource(seed);
        const means = plane(w, h, () => random());
        const row = refinedRows(means, 2 * w);
        const fine = Float32Array.from(Array.from({ length: 2 * h }, (_, y) => [...row(y)]).flat());
        const back = halved({ values: fine, width: 2 * w, height: 2 * h }).values;
        back.forEach((v, i) => {
          expect(v).toBeCloseTo(means.values[i]!, 4);
        });
      }),
      { numRuns: 20, seed: 1 },
    );
  });
});

describe('the local quadratic fit', () => {
  it('leaves quadratics as they are, at borders and next to masked pixels too', () => {
    const field = plane(31, 26, quadratic);
    for (const i of [0, 6, 31 * 9 + 12, 31 * 9 + 13, 31 * 25 + 30]) field.values[i] = Number.NaN;
    const fit = locallyQuadratic(field).values;
    field.values.forEach((v, i) => {
      if (Number.isNaN(v)) expect(fit[i]).toBeNaN();
      else expect(fit[i]!).toBeCloseTo(v, 3);
    });
  });

  it('takes out the noise that least squares take out', () => {
    const random = randomSource(5);
    const noise = plane(200, 200, () => random() - 0.5);
    const fit = locallyQuadratic(noise).values;
    const variance = (v: Float32Array): number => v.reduce((sum, x) => sum + x * x, 0) / v.length;
    // Nine values at −4…4, by hand: the weight of the middle is 59/231 (Savitzky & Golay 1964).
    expect(remainingNoise).toBeCloseTo(59 / 231, 10);
    expect(variance(fit) / variance(noise.values)).toBeGreaterThan(0.9 * remainingNoise ** 2);
    expect(variance(fit) / variance(noise.values)).toBeLessThan(1.3 * remainingNoise ** 2);
  });

  it('gives the same rows when asked for some of them', () => {
    const random = randomSource(6);
    const field = plane(40, 30, () => random());
    const whole = locallyQuadratic(field).values;
    expect(locallyQuadratic(field, 7, 12).values).toEqual(whole.slice(7 * 40, 12 * 40));
  });
});

describe('a lattice', () => {
  it('interpolates lines between its middles and keeps its outermost numbers', () => {
    const lattice = { values: Float32Array.of(0, 1, 2, 10, 11, 12), across: 3, down: 2, size: 8 };
    const row = new Float32Array(22);
    expect(interpolateRow(lattice, 7, row)).toBe(true);
    const vertical = 10 * ((7.5 - 4) / 8);
    for (let x = 0; x < 22; x++)
      expect(row[x]!).toBeCloseTo(vertical + Math.min(2, Math.max(0, (x + 0.5 - 4) / 8)), 5);
  });
});

describe('choosing how far to average', () => {
  const levels = 64;
  const choiceFor = (at: (x: number, y: number) => number) => {
    const field = plane(256, 192, (x, y) => (Math.floor(levels * at(x, y)) + 0.5) / levels);
    const sigma = field.values.map(() => evenSigma / levels);
    const fits: Plane[] = [];
    for (let grid = halved(field); fits.length < 4; grid = halved(grid)) fits.push(locallyQuadratic(grid));
    return chooseScales(field, sigma, fits);
  };

  it('goes far on gentle fields, less far on short waves, and nowhere on noise', () => {
    const typical = (at: (x: number, y: number) => number): number =>
      choiceFor(at).grid.toSorted()[Math.floor((8 * 6) / 2)]!;
    const random = randomSource(2);
    expect(typical((x, y) => 0.2 + (x + 1.3 * y) / 700)).toBe(4);
    const waves = typical((x, y) => 0.5 + 0.1 * Math.sin(x / 8) + 0.1 * Math.cos(y / 9));
    expect(waves).toBeGreaterThan(0);
    expect(waves).toBeLessThan(3);
    expect(Math.max(...choiceFor(() => random()).grid)).toBe(0);
  });

  it('finds bad what it puts out of the levels', () => {
    const random = randomSource(3);
    const { out, level } = choiceFor((x) => (x < 128 ? 0.2 + x / 500 : random()));
    expect(out[2 * 8]!).toBeLessThan(0.03);
    expect(out[2 * 8 + 6]!).toBeGreaterThan(0.5);
    expect(level[0]!).toBeCloseTo(1 / levels, 5);
  });
});
