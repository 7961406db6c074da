import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dilated, fringeOf, hysteresisSeeds } from '../../../src/decode/mask/overlayMask.js';

describe('masks', () => {
  it('grows seeds through connected faint pixels only', () => {
    const row = Float32Array.of(0, 5, 5, 9, 5, 0, 5, 5, 0);
    expect([...hysteresisSeeds(row, new Uint8Array(9), 9, 1, 4, 7)]).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it('dilates as the definition says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }),
        fc.integer({ min: 1, max: 3 }),
        (on, reach) => {
          const marks = Uint8Array.from(on, (b) => (b ? 1 : 0));
          const result = dilated(marks, 10, 7, reach);
          for (let i = 0; i < 70; i++) {
            const near = [...marks.keys()].some(
              (j) =>
                marks[j] === 1 &&
                Math.abs((i % 10) - (j % 10)) <= reach &&
                Math.abs(Math.floor(i / 10) - Math.floor(j / 10)) <= reach,
            );
            expect(result[i]).toBe(near ? 1 : 0);
          }
        },
      ),
      { numRuns: 30, seed: 2 },
    );
  });

  it('lets pixels beside a mark stay that agree with their surroundings', () => {
    const width = 21;
    const values = Float32Array.from({ length: 441 }, (_, i) => 0.3 + 0.01 * (i % width));
    const off = new Uint8Array(441);
    const centre = 10 * width + 10;
    off[centre] = 1;
    values[centre + 1] = 0.9;
    const fringe = fringeOf(values, off, width, width, 2, 0.012);
    expect(fringe[centre + 1]).toBe(1);
    expect(fringe.reduce((a, b) => a + b, 0)).toBe(1);
  });
});
