import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convexHull, crossings } from '../../../src/numeric/curves/convexHull.js';

describe('convexHull', () => {
  it('leaves out what lies inside and on the sides', () => {
    const square = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ] as const;
    const hull = convexHull([...square, [2, 2], [2, 0], [4, 3]]);
    expect(hull.toSorted()).toEqual(square.toSorted());
    expect(crossings(hull, 1)).toEqual([0, 4]);
    expect(crossings(hull, 5)).toEqual([Number.NaN, Number.NaN]);
  });

  it('holds every point between its crossings of the point’s row', () => {
    const place = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 40 }), (points) => {
        const hull = convexHull(points);
        fc.pre(hull.length > 2);
        for (const [x, y] of points) {
          const [left, right] = crossings(hull, y);
          expect(x).toBeGreaterThanOrEqual(left - 1e-9);
          expect(x).toBeLessThanOrEqual(right + 1e-9);
        }
      }),
    );
  });
});
