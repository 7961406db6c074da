import { describe, expect, it } from 'vitest';
import { profileAlong } from '../../src/grid/profile.js';
import { histogramOf, summaryOf } from '../../src/grid/summaryOf.js';
import { gridOf } from '../formats/anyGrid.js';

const grid = gridOf([
  [1, 2, 3, 4],
  [5, 6, Number.NaN, 8],
  [9, 10, 11, 12],
]);

describe('a profile', () => {
  it('takes the pixels that a line passes through, in its order, masked ones as NaN', () => {
    expect([...profileAlong(grid, [0.5, 1.5], [3.5, 1.5]).values]).toEqual([5, 6, Number.NaN, 8]);
    expect([...profileAlong(grid, [3.5, 1.5], [0.5, 1.5]).values]).toEqual([8, Number.NaN, 6, 5]);
    const steep = profileAlong(grid, [1.5, 0.5], [1.5, 2.5]);
    expect([...steep.values]).toEqual([2, 6, 10]);
    expect([...steep.distance]).toEqual([0, 1, 2]);
    expect([...steep.y]).toEqual([grid.y[0], grid.y[1], grid.y[2]]);
  });

  it('moves ends that lie outside into the grid, and may be a single pixel', () => {
    expect([...profileAlong(grid, [-5, 0.2], [9, 0.2]).values]).toEqual([1, 2, 3, 4]);
    expect([...profileAlong(grid, [2.2, 2.2], [2.2, 2.2]).values]).toEqual([11]);
  });
});

describe('what values come to', () => {
  it('is the mean, spread and extremes of the valid ones, of all or of a part', () => {
    const all = summaryOf(grid);
    expect([all.pixels, all.count, all.least, all.greatest]).toEqual([12, 11, 1, 12]);
    expect(all.mean).toBeCloseTo(71 / 11, 12);
    const part = Uint8Array.from({ length: 12 }, (_, i) => (i >= 8 ? 1 : 0));
    const last = summaryOf(grid, part);
    expect([last.count, last.mean, last.deviation]).toEqual([4, 10.5, expect.closeTo(Math.sqrt(5 / 3), 12)]);
    expect(summaryOf(grid, new Uint8Array(12))).toMatchObject({
      count: 0,
      mean: Number.NaN,
      least: Number.NaN,
    });
  });

  it('keeps its digits where values vary little about a large number', () => {
    const far = gridOf([[1e9 + 1, 1e9 + 2, 1e9 + 3]]);
    expect(summaryOf(far).deviation).toBe(1);
  });

  it('is counted in equal classes, the greatest value in the last', () => {
    expect(histogramOf(grid, 11)).toEqual({
      counts: Uint32Array.from([1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 2]),
      range: [1, 12],
    });
    expect(histogramOf(gridOf([[3, 3]]), 4)).toEqual({ counts: Uint32Array.of(2, 0, 0, 0), range: [3, 3] });
    expect(histogramOf(gridOf([[Number.NaN]]), 4)).toBeUndefined();
  });
});
