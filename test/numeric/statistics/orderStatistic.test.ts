import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatistic } from '../../../src/numeric/statistics/orderStatistic.js';

const someValues = fc.float64Array({ minLength: 1, maxLength: 200, noNaN: false });
/** Zeros are equal, whatever their sign. */
const unsigned = (values: Float64Array): number[] => Array.from(values, (v) => v + 0);

describe('an order statistic', () => {
  it('is what sorting puts at its place, with no greater value before it and no less behind', () => {
    fc.assert(
      fc.property(someValues, fc.nat(), (values, at) => {
        const k = at % values.length;
        const sorted = unsigned(values.slice().sort());
        const own = values.slice();
        const found = orderStatistic(own, k);
        expect(found + 0).toBe(sorted[k]);
        for (const [i, v] of own.entries())
          if (!Number.isNaN(found)) expect(i < k ? v <= found : !(v < found)).toBe(true);
        expect(unsigned(own.sort())).toEqual(sorted);
      }),
    );
  });

  it('is found where pivots are as bad as they can be', () => {
    // The median of the first, the middle and the last is the second least of what is left, again and again.
    const n = 4096;
    const values = new Float64Array(n);
    const places = Array.from({ length: n }, (_, i) => i);
    for (let left = 0; left + 2 < n; left += 2) {
      const middle = (left + n - 1) >> 1;
      [places[left + 1], places[middle]] = [places[middle]!, places[left + 1]!];
      values[places[left]!] = left;
      values[places[left + 1]!] = left + 1;
    }
    const sorted = values.slice().sort();
    for (const k of [0, n >> 1, n - 1]) expect(orderStatistic(values.slice(), k)).toBe(sorted[k]);
  });
});
