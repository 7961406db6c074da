import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandAccuracy,
  cleanPixels,
  coverage,
  type DataRange,
  equalBands,
  isotonicFit,
  markdownTable,
  median,
  overlayLies,
  rangeError,
  rankCorrelation,
  ranks,
  relabelledError,
  sigmaCalibration,
  wronglyUnmasked,
} from './score.js';

const f = (...values: number[]) => Float64Array.from(values);
const m = (...values: number[]) => Uint8Array.from(values);
const unit: DataRange = { low: 0, high: 1, scale: 'linear' };

/** Isotonic regression by its min–max formula: max over a ≤ i of min over b ≥ i of the mean of a…b. */
function isotonicByDefinition(y: Float64Array, w: Float64Array): number[] {
  const meanOf = (a: number, b: number) => {
    let sum = 0;
    let weight = 0;
    for (let k = a; k <= b; k++) {
      sum += y[k]! * w[k]!;
      weight += w[k]!;
    }
    return sum / weight;
  };
  return Array.from(y, (_, i) =>
    Math.max(
      ...Array.from({ length: i + 1 }, (_, a) =>
        Math.min(...Array.from({ length: y.length - i }, (_, k) => meanOf(a, i + k))),
      ),
    ),
  );
}

describe('isotonic regression', () => {
  it('agrees with the min–max formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ y: fc.integer({ min: -9, max: 9 }), w: fc.integer({ min: 1, max: 5 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        (points) => {
          const y = Float64Array.from(points, (p) => p.y);
          const w = Float64Array.from(points, (p) => p.w);
          const fit = isotonicFit(y, w);
          isotonicByDefinition(y, w).forEach((expected, i) => {
            expect(fit[i]).toBeCloseTo(expected, 9);
          });
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it('pools a falling pair into its weighted mean', () => {
    expect([...isotonicFit(f(1, 4, 1, 5), f(1, 1, 2, 1))]).toEqual([1, 2, 2, 5]);
  });
});

describe('the error after relabelling', () => {
  const truth = f(0, 0.25, 0.5, 0.75, 1);

  it('forgives any monotone relabelling in either direction', () => {
    expect(relabelledError(truth, f(0, 0.1, 0.11, 0.5, 9), m(1, 1, 1, 1, 1), 1)).toBeCloseTo(0, 12);
    expect(relabelledError(truth, f(8, 4, 3, 1, -7), m(1, 1, 1, 1, 1), 1)).toBeCloseTo(0, 12);
  });

  it('gives equal positions equal values', () => {
    // 0.25 and 0.5 share a label: each is 0.125 off.
    const error = relabelledError(truth, f(0, 1, 1, 2, 3), m(1, 1, 1, 1, 1), 1);
    expect(error).toBeCloseTo(Math.sqrt((2 * 0.125 ** 2) / 5), 12);
  });

  it('counts what was not recovered as the mean of the truth', () => {
    expect(relabelledError(truth, f(0, 1, 2, 3, 4), m(1, 1, 1, 1, 0), 1)).toBeCloseTo(
      Math.sqrt(0.25 / 5),
      12,
    );
    expect(relabelledError(truth, f(0, 1, 2, 3, Number.NaN), m(1, 1, 1, 1, 1), 2)).toBeCloseTo(
      Math.sqrt(0.25 / 5) / 2,
      12,
    );
    expect(relabelledError(truth, f(0, 0, 0, 0, 0), m(0, 0, 0, 0, 0), 1)).toBeCloseTo(Math.sqrt(0.125), 12);
  });

  it('leaves out pixels without data, recovered or not', () => {
    expect(relabelledError(f(0, Number.NaN, 1), f(0, 55, 1), m(1, 1, 1), 1)).toBeCloseTo(0, 12);
  });

  it('is never better than the best labels found by trying them all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 8 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        (values, stream) => {
          const y = Float64Array.from(values);
          const t = Float64Array.from(values, () => stream.next().value);
          const mine = relabelledError(y, t, new Uint8Array(y.length).fill(1), 1) ** 2 * y.length;
          // Every monotone labelling of the four positions on a grid of half steps, in both directions.
          let best = Number.POSITIVE_INFINITY;
          for (let a = 0; a <= 8; a++)
            for (let b = a; b <= 8; b++)
              for (let c = b; c <= 8; c++)
                for (let d = c; d <= 8; d++)
                  for (const labels of [
                    [a, b, c, d],
                    [d, c, b, a],
                  ]) {
                    let squares = 0;
                    for (let i = 0; i < y.length; i++) squares += (y[i]! - labels[t[i]!]! / 2) ** 2;
                    best = Math.min(best, squares);
                  }
          expect(mine).toBeLessThanOrEqual(best + 1e-9);
          // A half-step grid is at most a quarter from the best label at every pixel.
          expect(Math.sqrt(best)).toBeLessThanOrEqual(Math.sqrt(mine) + 0.25 * Math.sqrt(y.length) + 1e-9);
        },
      ),
      { seed: 2, numRuns: 40 },
    );
  });
});

describe('the error with a known range', () => {
  it('is the root mean square relative to the range, over recovered pixels', () => {
    const truth = f(10, 20, 30, 40);
    const range: DataRange = { low: 10, high: 50, scale: 'linear' };
    const pixels = cleanPixels(truth, null, range);
    expect(rangeError(truth, f(14, 20, 26, Number.NaN), m(1, 1, 1, 0), range, pixels)).toBeCloseTo(
      Math.sqrt(0.02 / 3),
      12,
    );
    expect(coverage(m(1, 1, 1, 0), pixels)).toBe(0.75);
  });

  it('is measured in decades on a log scale, and in either direction of the range', () => {
    const log: DataRange = { low: 1, high: 1000, scale: 'log' };
    const truth = f(1, 10, 100);
    expect(rangeError(truth, f(10, 100, 1000), m(1, 1, 1), log, cleanPixels(truth, null, log))).toBeCloseTo(
      1 / 3,
      12,
    );
    const falling: DataRange = { low: 5, high: -5, scale: 'linear' };
    expect(rangeError(f(0, 1), f(1, 2), m(1, 1), falling, Uint32Array.of(0, 1))).toBeCloseTo(0.1, 12);
  });

  it('judges only data inside the range with nothing drawn over', () => {
    const truth = f(-1, 0, 0.5, 1, 2, Number.NaN);
    expect([...cleanPixels(truth, m(0, 0, 1, 0, 0, 0), unit)]).toEqual([1, 3]);
  });
});

describe('masks', () => {
  const truth = f(0.1, 0.2, 0.3, Number.NaN, Number.NaN);
  const overlay = m(0, 1, 1, 0, 0);

  it('counts pixels without data or drawn over that were left unmasked', () => {
    expect(wronglyUnmasked(truth, overlay, m(1, 1, 0, 1, 0))).toBe(0.5);
    expect(wronglyUnmasked(f(1, 2), null, m(1, 1))).toBe(0);
  });

  it('counts drawn-over pixels that are unmasked and wrong, not those that happen to be right', () => {
    expect(overlayLies(truth, overlay, f(0, 0.24, 0.9, 0, 0), m(1, 1, 1, 1, 1), unit)).toBe(0.5);
    expect(overlayLies(truth, overlay, f(0, 0.24, Number.NaN, 0, 0), m(1, 1, 1, 1, 1), unit)).toBe(0.5);
    expect(overlayLies(truth, overlay, f(0, 0.24, 0.9, 0, 0), m(1, 1, 0, 1, 1), unit)).toBe(0);
  });
});

describe('rank correlation', () => {
  it('is 1 for any rising relabelling and −1 for a falling one', () => {
    expect(rankCorrelation(f(1, 2, 3, 4), f(1, 8, 9, 100), m(1, 1, 1, 1))).toBeCloseTo(1, 12);
    expect(rankCorrelation(f(1, 2, 3, 4), f(4, 3, 2, 1), m(1, 1, 1, 1))).toBeCloseTo(-1, 12);
  });

  it('gives ties their mean rank', () => {
    expect([...ranks(f(10, 20, 10, 5))]).toEqual([2.5, 4, 2.5, 1]);
    // Pearson of ranks [1, 2.5, 2.5, 4] and [1, 2, 3, 4], by hand: 4.5 / √(4.5 · 5).
    expect(rankCorrelation(f(1, 2, 2, 3), f(1, 2, 3, 4), m(1, 1, 1, 1))).toBeCloseTo(
      4.5 / Math.sqrt(22.5),
      12,
    );
  });
});

describe('standard errors and bands', () => {
  it('counts errors below one and two sigma', () => {
    const all = Uint32Array.of(0, 1, 2, 3);
    const shares = sigmaCalibration(f(0, 0, 0, 0), f(0.5, -1.5, 3, 0), f(1, 1, 1, 1), m(1, 1, 1, 0), all);
    expect(shares.within1).toBeCloseTo(1 / 3, 12);
    expect(shares.within2).toBeCloseTo(2 / 3, 12);
  });

  it('compares bands, not values, and keeps the upper limit in the last band', () => {
    const edges = equalBands({ low: 0, high: 10, scale: 'linear' }, 5);
    expect([...edges]).toEqual([0, 2, 4, 6, 8, 10]);
    const accuracy = bandAccuracy(
      f(0.1, 2, 10, 7),
      f(1, 1.9, 9, 7),
      m(1, 1, 1, 0),
      edges,
      Uint32Array.of(0, 1, 2, 3),
    );
    expect(accuracy).toBeCloseTo(2 / 3, 12);
  });

  it('spaces the bands of a log scale by equal ratios', () => {
    expect([...equalBands({ low: 1, high: 100, scale: 'log' }, 2)].map((e) => Math.round(e))).toEqual([
      1, 10, 100,
    ]);
  });
});

it('prints a markdown table', () => {
  expect(markdownTable(['what', 'error'], [['png', 0.00123456]])).toBe(
    '| what | error |\n| --- | ---: |\n| png | 0.0012 |',
  );
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
