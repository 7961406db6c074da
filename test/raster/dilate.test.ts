import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dilate } from '../../src/raster/dilate.js';

describe('dilate', () => {
  it('marks exactly the pixels within the radius of a mark', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(6),
        fc.array(fc.nat(399), { maxLength: 6 }),
        (width, height, radius, marks) => {
          const mask = new Uint8Array(width * height);
          for (const mark of marks) mask[mark % mask.length] = 1;
          const expected = mask.map((_, p) =>
            mask.some(
              (m, q) =>
                m === 1 &&
                Math.abs((p % width) - (q % width)) <= radius &&
                Math.abs(Math.floor(p / width) - Math.floor(q / width)) <= radius,
            )
              ? 1
              : 0,
          );
          expect(dilate(mask, width, height, radius)).toEqual(expected);
        },
      ),
      { seed: 2, numRuns: 60 },
    );
  });
});
