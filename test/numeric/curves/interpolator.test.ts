import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolator } from '../../../src/numeric/curves/interpolator.js';
import { interpolated } from '../../../src/numeric/curves/polyline.js';

const some = fc.double({ min: -50, max: 150, noNaN: true });

describe('interpolating many numbers', () => {
  it('gives what a search for each of them gives, at uneven and at equal parameters too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), some), { minLength: 2, maxLength: 40 }),
        fc.array(some),
        (points, asked) => {
          const parameters = Float64Array.from(points, ([at]) => at).sort();
          const values = Float64Array.from(points, ([, value]) => value);
          const at = interpolator(parameters, values);
          for (const a of [...asked, ...parameters, Number.NaN]) {
            const expected = interpolated(parameters, values, a);
            // Beyond the ends, where several parameters are equal, any of their values ends the function.
            if (a <= parameters[0]! || a >= parameters.at(-1)!) continue;
            if (Number.isNaN(expected)) expect(at(a)).toBeNaN();
            else expect(at(a)).toBeCloseTo(expected, 9);
          }
        },
      ),
    );
  });

  it('keeps to the ends beyond them', () => {
    const at = interpolator(Float64Array.of(0, 1, 4), Float64Array.of(5, 7, 6));
    expect([-1, 0, 0.5, 1, 2.5, 4, 9].map(at)).toEqual([5, 5, 6, 7, 6.5, 6, 6]);
  });
});
