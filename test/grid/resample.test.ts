import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridAxis, pixelCentres } from '../../src/grid/coordinates/coordinates.js';
import { type Resolution, resampled } from '../../src/grid/resample.js';
import { UsageError } from '../../src/model/errors.js';
import { PixelKind } from '../../src/model/pixelKind.js';
import type { Grid } from '../../src/model/types.js';
import { anyGrid, gridOf } from '../formats/anyGrid.js';

/** A grid with axes between the given edges. */
function onAxes(grid: Grid, x: readonly [number, number], y: readonly [number, number]): Grid {
  return {
    ...grid,
    x: pixelCentres(grid.width, { range: x }),
    y: pixelCentres(grid.height, { range: y }),
    xAxis: gridAxis(grid.width, { range: x }),
    yAxis: gridAxis(grid.height, { range: y }),
  };
}

const size = fc.integer({ min: 1, max: 9 });
const resolution = fc.record({ columns: size, rows: size });

/** The integral of a grid over the plot area, of side 1. */
const integral = ({ width, height, values }: Grid): number =>
  values.reduce((sum, v) => sum + v, 0) / (width * height);

describe('resampled', () => {
  it('keeps a constant field', () => {
    fc.assert(
      fc.property(size, size, resolution, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (w, h, to, v) => {
        const grid = gridOf(Array.from({ length: h }, () => new Array<number>(w).fill(v + 0)));
        const result = resampled(grid, to);
        expect([...result.values]).toEqual(new Array(to.columns * to.rows).fill(v + 0));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('keeps the sum over the area, at coarser and at finer resolutions', () => {
    fc.assert(
      fc.property(anyGrid, resolution, (grid, to) => {
        const whole = { ...grid, values: grid.values.map((v) => v || 0), mask: grid.mask.map(() => 1) };
        const scale = Math.max(1, ...whole.values.map(Math.abs));
        expect(Math.abs(integral(resampled(whole, to)) - integral(whole)) / scale).toBeLessThan(1e-12);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('takes nothing from masked pixels, and stays within the values that it averages', () => {
    fc.assert(
      fc.property(anyGrid, resolution, (grid, to) => {
        const spoiled = { ...grid, values: grid.values.map((v, i) => (grid.mask[i] === 1 ? v : 1e30)) };
        const result = resampled(spoiled, to);
        expect([...result.values]).toEqual([...resampled(grid, to).values]);
        const valid = grid.values.filter((v) => !Number.isNaN(v));
        const [lo, hi] = [Math.min(...valid), Math.max(...valid)];
        for (const v of result.values.filter((_, i) => result.mask[i] === 1)) {
          expect(v).toBeGreaterThanOrEqual(lo - 1e-9 * Math.abs(lo));
          expect(v).toBeLessThanOrEqual(hi + 1e-9 * Math.abs(hi));
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('weighs pixels by the area that they share with a cell', () => {
    const { values, x } = resampled(gridOf([[0, 10, 20]]), { columns: 2, rows: 1 });
    // The first cell has the first pixel and half of the second.
    expect([...values].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([3.333333, 16.666667]);
    expect([...x]).toEqual([0.75, 2.25]);
  });

  it('masks cells of which less than half has values, and says what most of them show', () => {
    const kind = Uint8Array.of(0, PixelKind.overlay, PixelKind.overlay, 0, 0, PixelKind.noData);
    const grid = gridOf([[1, Number.NaN, Number.NaN, 4, 5, Number.NaN]], { kind });
    const result = resampled(grid, { columns: 2, rows: 1 });
    expect([...result.values]).toEqual([Number.NaN, 4.5]);
    expect([...result.mask]).toEqual([0, 1]);
    expect([...result.kind!]).toEqual([PixelKind.overlay, PixelKind.data]);
  });

  it('does not lower errors by averaging, and adds what the masked part may differ by', () => {
    const errors = Float32Array.of(0.5, 0.25, 0.5, 0.25);
    const even = resampled(gridOf([[1, 3, 1, 3]], { sigma: errors }), { columns: 1, rows: 1 });
    expect(even.sigma[0]).toBe(0.375);
    const gap = resampled(gridOf([[1, 3, Number.NaN, Number.NaN]], { sigma: errors }), {
      columns: 1,
      rows: 1,
    });
    expect(gap.sigma[0]).toBeCloseTo(Math.hypot(0.375, Math.sqrt(3)), 6);
    // Of a slope from 0 to 1000, cut off at 600, the error is what the mean is wrong by.
    const slope = Array.from({ length: 1000 }, (_, x) => (x < 600 ? x + 0.5 : Number.NaN));
    const exact = new Float32Array(1000).fill(0);
    const cut = resampled(gridOf([slope], { sigma: exact }), { columns: 1, rows: 1 });
    expect([cut.values[0], Math.round(cut.sigma[0]!)]).toEqual([300, 200]);
  });

  it('lays borders on whole steps, in the direction of the axis, and leaves cells centred outside out', () => {
    const grid = onAxes(
      gridOf(Array.from({ length: 40 }, (_, y) => Array.from({ length: 41 }, (_, x) => x + 100 * y))),
      [-0.1, 4],
      [2, -2],
    );
    const { x, y, width, height, xAxis, yAxis } = resampled(grid, { step: [1, 0.5] });
    expect([...x]).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect([...y]).toEqual([1.75, 1.25, 0.75, 0.25, -0.25, -0.75, -1.25, -1.75]);
    expect([width, height, xAxis!.edges, yAxis!.edges]).toEqual([4, 8, [0, 4], [2, -2]]);
  });

  it('refuses axes on which areas or steps mean nothing', () => {
    const grid = onAxes(gridOf([[1, 2, 3]]), [1, 1000], [0, 1]);
    const log: Grid = { ...grid, xAxis: { scale: 'log', edges: [1, 1000] } };
    const refused = (of: Grid, to: Resolution, reason: RegExp) => {
      expect(() => resampled(of, to)).toThrow(UsageError);
      expect(() => resampled(of, to)).toThrow(reason);
    };
    refused(log, { columns: 2, rows: 1 }, /resample expects linear axes, but x is logarithmic/);
    refused({ ...grid, x: Float64Array.of(1, 2, 9) }, { step: [1, 1] }, /step expects cells of one size/);
    refused(grid, { step: [1e-9, 1] }, /step expects to cut x from 1 to 1000/);
    refused(grid, { step: [1e5, 1] }, /step expects to cut x/);
    // Each side alone would be possible: refused before there is any room for them.
    refused(grid, { step: [1e-4, 1e-6] }, /step expects at most 100000000 cells/);
    refused(grid, { columns: 1e15, rows: 1 }, /resample expects at most 100000000 cells/);
  });
});
