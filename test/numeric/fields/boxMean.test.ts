import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxMean } from '../../../src/numeric/fields/boxMean.js';

describe('the mean around a pixel', () => {
  it('is that of the values there are in the square, as counted one by one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 1000 }), { nil: Number.NaN }), {
          minLength: 63,
          maxLength: 63,
        }),
        fc.integer({ min: 0, max: 10 }),
        (list, radius) => {
          const mean = boxMean(Float32Array.from(list), 9, 7, radius);
          for (let i = 0; i < 63; i++) {
            const around = list.filter(
              (v, j) =>
                !Number.isNaN(v) &&
                Math.abs((j % 9) - (i % 9)) <= radius &&
                Math.abs(Math.floor(j / 9) - Math.floor(i / 9)) <= radius,
            );
            if (around.length === 0) expect(mean[i]).toBeNaN();
            else expect(mean[i]).toBeCloseTo(around.reduce((a, b) => a + b, 0) / around.length, 2);
          }
        },
      ),
      { numRuns: 50, seed: 3 },
    );
  });
});
