import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomSource } from '../../src/numeric/randomSource.js';
import { quantise } from '../../src/walk/quantise.js';

const randomColours = (n: number, seed: number) => {
  const random = randomSource(seed);
  return Float64Array.from({ length: 3 * n }, () => Math.floor(random() * 256));
};

describe('quantise', () => {
  it('keeps every colour of a picture that has no more than asked for', () => {
    const colours = randomColours(50, 1);
    const palette = quantise(colours, new Uint32Array(50).fill(3), { colours: 50, seed: 1 });
    expect(palette.exact).toBe(true);
    expect(palette.colours).toEqual(colours);
  });

  it('gives at most k colours, none twice, none without pixels, the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 400 }),
        fc.integer({ min: 2, max: 64 }),
        fc.integer(),
        (n, k, seed) => {
          const colours = randomColours(n, seed);
          const counts = Uint32Array.from({ length: n }, (_, i) => 1 + (i % 7));
          const palette = quantise(colours, counts, { colours: k, seed });
          expect(palette.counts.length).toBeLessThanOrEqual(Math.min(n, k));
          expect(Math.min(...palette.counts)).toBeGreaterThan(0);
          const keys = Array.from(palette.counts, (_, i) => palette.colours.slice(3 * i, 3 * i + 3).join());
          expect(palette.exact || new Set(keys).size === keys.length).toBe(true);
          expect(quantise(colours, counts, { colours: k, seed })).toEqual(palette);
        },
      ),
      { seed: 5, numRuns: 25 },
    );
  });

  it('finds the centres of well-separated clusters', () => {
    const random = randomSource(4);
    const centres = [30, 120, 220];
    const colours = Float64Array.from(
      { length: 3 * 300 },
      (_, i) => centres[Math.floor(i / 3) % 3]! + 6 * random() - 3,
    );
    const palette = quantise(colours, new Uint32Array(300).fill(1), { colours: 3, seed: 2 });
    const found = [palette.colours[0]!, palette.colours[3]!, palette.colours[6]!].sort((a, b) => a - b);
    for (const [i, centre] of centres.entries()) expect(Math.abs(found[i]! - centre)).toBeLessThan(1);
  });
});
