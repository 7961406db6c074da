import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothLevels } from '../../../src/decode/smooth/interval.js';
import { evenSigma } from '../../../src/decode/smooth/scales/evenSigma.js';
import { randomSource } from '../../../src/numeric/randomSource.js';

const levels = 256;

/** The bounds that a picture with 256 levels leaves of a field; NaN stays NaN. */
function boundsOf(field: Float32Array): { lower: Float32Array; upper: Float32Array } {
  const lower = field.map((v) => Math.floor(v * levels) / levels);
  const upper = lower.map((v) => v + 1 / levels);
  return { lower, upper };
}

function fieldOf(width: number, height: number, at: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
}

function rmse(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(b[i]!)) continue;
    sum += (a[i]! - b[i]!) ** 2;
    count++;
  }
  return Math.sqrt(sum / count);
}

const floor = 1 / levels / Math.sqrt(12);

interface SmoothWithin {
  /** Values within the bounds; the middle of the bounds where the field is rough; NaN where masked. */
  readonly values: Float32Array;
  /** Standard error of each value. */
  readonly sigma: Float32Array;
  /** Share of the valid pixels that were smoothed. */
  readonly share: number;
}

/**
 * A smooth field between bounds that are given one by one.
 *
 * @param lower lower bound of each pixel, width × height; NaN = masked
 * @param upper upper bound of each pixel, at least `lower`; NaN = masked
 */
function smoothestWithin(
  lower: Float32Array,
  upper: Float32Array,
  width: number,
  height: number,
  how: 'auto' | 'on' = 'auto',
): SmoothWithin {
  const values = new Float32Array(lower.length);
  const sigma = new Float32Array(lower.length);
  for (let i = 0; i < values.length; i++) {
    values[i] = (lower[i]! + upper[i]!) / 2;
    sigma[i] = evenSigma * (upper[i]! - lower[i]!);
  }
  const replaced = smoothLevels(values, sigma, width, height, how);
  let known = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!)) known++;
    if (values[i]! < lower[i]!) values[i] = lower[i]!;
    if (values[i]! > upper[i]!) values[i] = upper[i]!;
  }
  return { values, sigma, share: known > 0 ? replaced / known : 0 };
}

describe('the smoothest field within bounds', () => {
  it('comes well below the level floor on smooth fields, flat and steep', () => {
    for (const amplitude of [0.05, 0.3, 1.2]) {
      const field = fieldOf(
        160,
        120,
        (x, y) => 0.5 + 0.2 * amplitude * (Math.sin(x / 31 + y / 50) + Math.cos(y / 23)),
      );
      const { lower, upper } = boundsOf(field);
      const result = smoothestWithin(lower, upper, 160, 120);
      expect(result.share).toBeGreaterThan(0.95);
      expect(rmse(result.values, field)).toBeLessThan(0.5 * floor);
    }
  });

  it('does as well on large fields, whose last row and column are odd ones', () => {
    const field = fieldOf(641, 483, (x, y) => 0.5 + 0.08 * (Math.sin(x / 130 + y / 170) + Math.cos(y / 90)));
    const { lower, upper } = boundsOf(field);
    const { values, share } = smoothestWithin(lower, upper, 641, 483);
    expect(share).toBeGreaterThan(0.98);
    expect(rmse(values, field)).toBeLessThan(0.2 * floor);
  });

  it('keeps the middles of a rough field', () => {
    let state = 7;
    const field = fieldOf(80, 60, () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return (0.999 * state) / 2147483648;
    });
    const { lower, upper } = boundsOf(field);
    const { values, share } = smoothestWithin(lower, upper, 80, 60);
    expect(share).toBe(0);
    expect(values).toEqual(lower.map((v, i) => (v + upper[i]!) / 2));
  });

  it('does not bend a jump', () => {
    const field = fieldOf(100, 80, (x, y) => (x < 50 ? 0.2 : 0.7) + 0.001 * y);
    const { lower, upper } = boundsOf(field);
    const { values } = smoothestWithin(lower, upper, 100, 80);
    expect(rmse(values, field)).toBeLessThan(0.6 * floor);
  });

  it('smooths a rough field only when told to, and then within the bounds', () => {
    const random = randomSource(8);
    const field = fieldOf(120, 90, () => 0.999 * random());
    const { lower, upper } = boundsOf(field);
    expect(smoothestWithin(lower, upper, 120, 90).share).toBe(0);
    const { values, share } = smoothestWithin(lower, upper, 120, 90, 'on');
    expect(share).toBeGreaterThan(0.95);
    expect(values.every((v, i) => v >= lower[i]! && v <= upper[i]!)).toBe(true);
  });

  it('smooths on beyond lines that are drawn over the data, and up to jumps of them', () => {
    const field = fieldOf(700, 500, (x, y) => {
      if (x % 60 < 2 || y % 90 < 1 || Math.hypot(x - 500, y - 250) < 40) return Number.NaN;
      return 0.4 + (x < 300 ? 0 : 0.2) + 0.1 * Math.sin(x / 80 + y / 120);
    });
    const { lower, upper } = boundsOf(field);
    const { values, share } = smoothestWithin(lower, upper, 700, 500);
    expect(share).toBeGreaterThan(0.95);
    expect(rmse(values, field)).toBeLessThan(0.5 * floor);
  });

  it('knows about how far it is off, whatever the field', () => {
    const fields: [number, number, (x: number, y: number) => number][] = [
      [300, 250, (x, y) => 0.5 + 0.15 * (Math.sin(x / 31 + y / 50) + Math.cos(y / 23))],
      [600, 500, (x, y) => 0.5 + 0.2 * (Math.sin(x / 31 + y / 50) + Math.cos(y / 23))],
      [600, 500, (x, y) => 0.5 + 0.05 * (Math.sin(x / 131 + y / 90) + Math.cos(y / 110))],
      [600, 500, (x, y) => 0.3 + x / 3000 + 0.2 * Math.exp(-(((x - 300) / 90) ** 2) - ((y - 200) / 60) ** 2)],
    ];
    for (const [width, height, at] of fields) {
      const field = fieldOf(width, height, at);
      const { lower, upper } = boundsOf(field);
      const { values, sigma } = smoothestWithin(lower, upper, width, height);
      const within = (k: number): number =>
        values.filter((v, i) => Math.abs(v - field[i]!) < k * sigma[i]!).length / field.length;
      expect(within(1)).toBeGreaterThan(0.55);
      expect(within(1)).toBeLessThan(0.92);
      expect(within(2)).toBeGreaterThan(0.88);
    }
  });

  it('leaves masked pixels NaN and does not let them spoil their neighbours', () => {
    const field = fieldOf(90, 70, (x, y) =>
      Math.hypot(x - 40, y - 30) < 9 ? Number.NaN : 0.3 + 0.002 * x + 0.1 * Math.sin(y / 17),
    );
    const { lower, upper } = boundsOf(field);
    const { values, sigma } = smoothestWithin(lower, upper, 90, 70);
    expect(values.every((v, i) => Number.isNaN(v) === Number.isNaN(field[i]!))).toBe(true);
    expect(sigma.every((s, i) => Number.isNaN(s) === Number.isNaN(field[i]!))).toBe(true);
    expect(rmse(values, field)).toBeLessThan(0.5 * floor);
  });

  it('never leaves the bounds, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 3 })), {
          minLength: 20,
          maxLength: 60,
        }),
        (width, height, pairs) => {
          const lower = new Float32Array(width * height);
          const upper = new Float32Array(width * height);
          for (let i = 0; i < lower.length; i++) {
            const [low, span] = pairs[(i * 7) % pairs.length]!;
            lower[i] = span === 3 && low === 3 ? Number.NaN : low;
            upper[i] = lower[i]! + span;
          }
          const { values } = smoothestWithin(lower, upper, width, height);
          for (let i = 0; i < lower.length; i++) {
            if (Number.isNaN(lower[i]!)) expect(values[i]).toBeNaN();
            else expect(values[i]! >= lower[i]! && values[i]! <= upper[i]!).toBe(true);
          }
        },
      ),
      { numRuns: 50, seed: 4 },
    );
  });
});
