import { describe, expect, it } from 'vitest';
import { areasBetween } from '../../src/grid/areas.js';
import { gridAxis, pixelCentres } from '../../src/grid/coordinates/coordinates.js';
import { valuesAt } from '../../src/grid/valuesAt.js';
import type { Grid } from '../../src/model/types.js';
import { gridOf, smallMap } from '../formats/anyGrid.js';

describe('valuesAt', () => {
  it('gives the value of the pixel that holds a place, its error and its kind', () => {
    expect(
      valuesAt(smallMap, [
        [10, 52],
        [11.99, 50.01],
        [12.5, 51],
        [13, 48],
      ]),
    ).toEqual([
      { value: 1, sigma: 0.5, kind: 'data' },
      { value: 2.5, sigma: 0.25, kind: 'data' },
      { value: Number.NaN, sigma: Number.NaN, kind: 'noData' },
      { value: 6, sigma: 0.25, kind: 'data' },
    ]);
  });

  it('has nothing to say of places outside, and of none', () => {
    for (const { kind, value } of valuesAt(smallMap, [
      [9.99, 50],
      [11, 52.01],
      [Number.NaN, 50],
    ]))
      expect([kind, value]).toEqual(['outside', Number.NaN]);
  });

  it('finds places on logarithmic axes and among cells of unequal size', () => {
    const log: Grid = gridOf([[1, 2, 3]], {
      x: pixelCentres(3, { range: [1, 1000], scale: 'log' }),
      xAxis: gridAxis(3, { range: [1, 1000], scale: 'log' }),
    });
    expect(
      valuesAt(
        log,
        [9, 11, 101].map((x) => [x, 0.5] as const),
      ).map(({ value }) => value),
    ).toEqual([1, 2, 3]);
    const uneven = gridOf([[1, 2]], {
      x: Float64Array.of(1, 6),
      xAxis: { scale: 'linear', edges: [0, 10] },
    });
    expect(
      valuesAt(
        uneven,
        [1.9, 9].map((x) => [x, 0.5] as const),
      ).map(({ value }) => value),
    ).toEqual([1, 2]);
  });
});

describe('areasBetween', () => {
  it('shares out all that has a value among the bands', () => {
    const areas = areasBetween(smallMap, [0, 2.5, 5.5]);
    expect(areas.map(({ from, to }) => [from, to])).toEqual([
      [null, 0],
      [0, 2.5],
      [2.5, 5.5],
      [5.5, null],
    ]);
    // Pixels of 1 × 2; a value on a level belongs to the band above it.
    expect(areas.map(({ area }) => area)).toEqual([2, 2, 4, 2]);
    expect(areas.map(({ share }) => share)).toEqual([0.2, 0.2, 0.4, 0.2]);
  });

  it('measures pixels in the units of logarithmic axes', () => {
    const grid = gridOf([[1, 2]], {
      x: pixelCentres(2, { range: [1, 100], scale: 'log' }),
      xAxis: gridAxis(2, { range: [1, 100], scale: 'log' }),
    });
    expect(areasBetween(grid, [1.5]).map(({ area }) => Math.round(area))).toEqual([9, 90]);
  });
});
