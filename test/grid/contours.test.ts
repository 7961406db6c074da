import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contoursOf, type Ring } from '../../src/grid/contours.js';
import { gridAxis, pixelCentres } from '../../src/grid/coordinates/coordinates.js';
import { anyGrid, gridOf } from '../formats/anyGrid.js';

const areaOf = (ring: Ring): number =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i]![0] * y - x * ring[i]![1]) / 2, 0);

/** A cone of the given slope over pixels, its foot at `foot`, its top in the middle; holes where masked. */
function cone(size: number, upright: boolean) {
  const middle = size / 2;
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_, x) => -Math.hypot(x + 0.5 - middle, y + 0.5 - middle)),
  );
  const edges = { range: [upright ? 2 : -2, upright ? -2 : 2] } as const;
  return gridOf(rows, {
    x: pixelCentres(size, { range: [-2, 2] }),
    y: pixelCentres(size, edges),
    xAxis: gridAxis(size, { range: [-2, 2] }),
    yAxis: gridAxis(size, edges),
  });
}

describe('contoursOf', () => {
  it('draws the circle that a cone reaches a level on, anticlockwise, in data coordinates', () => {
    for (const upright of [true, false]) {
      const [contour] = contoursOf(cone(80, upright), [-20]);
      expect(contour!.polygons).toHaveLength(1);
      const [ring] = contour!.polygons[0]!;
      // 20 pixels are a radius of 1. Between pixel centres the circle is cut by chords.
      expect(areaOf(ring!)).toBeCloseTo(Math.PI, 1);
      for (const [x, y] of ring!) expect(Math.hypot(x, y)).toBeCloseTo(1, 2);
    }
  });

  it('leaves what is masked out, as a clockwise hole', () => {
    const grid = cone(40, true);
    const mask = grid.mask.slice();
    for (let y = 18; y < 22; y++) mask.fill(0, 40 * y + 18, 40 * y + 22);
    const [contour] = contoursOf({ ...grid, mask }, [-10]);
    const [outer, hole] = contour!.polygons[0]!;
    expect(areaOf(outer!)).toBeGreaterThan(0);
    expect(areaOf(hole!)).toBeLessThan(0);
    // Masked are 4 × 4 pixels; the line goes through the centres of those around them, and cuts the corners.
    expect(-areaOf(hole!)).toBeGreaterThan(16 / 100);
    expect(-areaOf(hole!)).toBeLessThan(25 / 100);
  });

  it('has closed rings, and outer ones anticlockwise, whatever the grid', () => {
    fc.assert(
      fc.property(anyGrid, fc.integer({ min: -1000, max: 1000 }), (grid, level) => {
        for (const polygon of contoursOf(grid, [level])[0]!.polygons)
          for (const [k, ring] of polygon.entries()) {
            expect(ring[0]).toEqual(ring.at(-1));
            expect(Math.sign(areaOf(ring)) * (k === 0 ? 1 : -1)).toBeGreaterThanOrEqual(0);
          }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
