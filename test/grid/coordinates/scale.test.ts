import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  scaleValues,
  type ValueScale,
  validateScale,
  valueFunction,
} from '../../../src/grid/coordinates/scale.js';
import { UsageError } from '../../../src/model/errors.js';

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('valueFunction', () => {
  it('gives the ends of the range at 0 and 1 and rises or falls between them, on every scale', () => {
    fc.assert(
      fc.property(finite, finite, fc.constantFrom('linear', 'log', 'symlog'), (a, b, scale) => {
        const [low, high] = scale === 'log' ? [Math.abs(a) + 1e-5, Math.abs(b) + 1e-5] : [a, b];
        fc.pre(Math.abs(high - low) > 1e-3 * Math.max(1, Math.abs(low), Math.abs(high)));
        const valueAt = valueFunction({ scale, range: [low, high], threshold: 2 } as ValueScale);
        const size = Math.max(Math.abs(low), Math.abs(high));
        expect(Math.abs(valueAt(0) - low)).toBeLessThanOrEqual(1e-9 * size);
        expect(Math.abs(valueAt(1) - high)).toBeLessThanOrEqual(1e-9 * size);
        for (let t = 0.1; t <= 1; t += 0.1)
          expect((valueAt(t) - valueAt(t - 0.1)) * (high - low)).toBeGreaterThan(0);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is the geometric mean half-way along a logarithm', () => {
    expect(valueFunction({ scale: 'log', range: [1e-5, 10] })(0.5)).toBeCloseTo(1e-2, 10);
    expect(valueFunction({ scale: 'log', range: [1000, 0.1] })(0.25)).toBeCloseTo(100, 8);
  });

  it('agrees with matplotlib’s SymLogNorm', () => {
    // matplotlib 3.6: SymLogNorm(linthresh=1, linscale=1, vmin=-100, vmax=1000, base=10).inverse(t)
    const valueAt = valueFunction({ scale: 'symlog', range: [-100, 1000], threshold: 1 });
    const middle = 10 / 9;
    const zero = (2 + middle) / (5 + 2 * middle);
    expect(valueAt(zero)).toBeCloseTo(0, 12);
    expect(valueAt((2 + 2 * middle) / (5 + 2 * middle))).toBeCloseTo(1, 12);
    expect(valueAt((3 + 2 * middle) / (5 + 2 * middle))).toBeCloseTo(10, 10);
    expect(valueAt(1 / (5 + 2 * middle))).toBeCloseTo(-10, 10);
  });

  it('goes through given ticks and continues beyond them', () => {
    const valueAt = valueFunction({
      scale: 'linear',
      range: [0, 1],
      ticks: [
        [0.5, 10],
        [0.1, 2],
        [0.9, 30],
      ],
    });
    for (const [t, v] of [
      [0.1, 2],
      [0.5, 10],
      [0.9, 30],
      [0.3, 6],
      [1, 35],
      [0, 0],
    ] as const)
      expect(valueAt(t)).toBeCloseTo(v, 10);
    const decades = valueFunction({
      scale: 'log',
      range: [1, 10],
      ticks: [
        [0, 1],
        [0.5, 100],
      ],
    });
    expect(decades(0.25)).toBeCloseTo(10, 10);
  });
});

describe('scaleValues', () => {
  it('carries the standard error along the slope and leaves masked pixels NaN', () => {
    const decoded = {
      t: Float32Array.of(0, 0.5, Number.NaN),
      sigma: Float32Array.of(0.01, 0.01, Number.NaN),
    };
    const linear = scaleValues(decoded, { scale: 'linear', range: [310.15, -9.85] });
    expect([...linear.values]).toEqual([310.15, expect.closeTo(150.15, 10), Number.NaN]);
    expect(linear.sigma[0]).toBeCloseTo(3.2, 5);
    expect(linear.sigma[2]).toBeNaN();
    const log = scaleValues(decoded, { scale: 'log', range: [1, 100] });
    expect(log.values[1]).toBeCloseTo(10, 10);
    expect(log.sigma[1]).toBeCloseTo(0.01 * 10 * Math.log(100), 4);
  });
});

describe('validateScale', () => {
  it.each<[ValueScale, RegExp]>([
    [{ scale: 'linear', range: [2, 2] }, /two different numbers/],
    [{ scale: 'linear', range: [0, Number.NaN] }, /two different numbers/],
    [{ scale: 'log', range: [0, 10] }, /positive.*received 0,10/],
    [{ scale: 'log', range: [-1, 10] }, /positive/],
    [{ scale: 'symlog', range: [-1, 10] }, /threshold/],
    [{ scale: 'linear', range: [0, 1], ticks: [[0, 1]] }, /at least two/],
    [
      {
        scale: 'linear',
        range: [0, 1],
        ticks: [
          [0, 1],
          [0.5, 3],
          [1, 2],
        ],
      },
      /rise or fall/,
    ],
  ])('refuses %j', (scale, message) => {
    expect(() => validateScale(scale)).toThrow(UsageError);
    expect(() => validateScale(scale)).toThrow(message);
  });

  it('takes limits of 0, negative, tiny and descending ones', () => {
    for (const range of [
      [0, 1],
      [-5, 0],
      [1e-5, 310.15],
      [7, -7],
    ] as const)
      expect(() => validateScale({ scale: 'linear', range })).not.toThrow();
  });
});
