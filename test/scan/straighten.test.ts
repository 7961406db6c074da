import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { UsageError } from '../../src/model/errors.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import {
  inverseMap,
  isConvex,
  mappedPoint,
  ontoQuadrilateral,
  type Quadrilateral,
} from '../../src/scan/projective.js';
import { straightened } from '../../src/scan/straighten.js';
import { freshFigure } from '../bench/fresh/figures.js';
import { photographed } from './photograph.js';

/** A square of side 100 about (200, 150), its corners moved by up to 20 pixels: convex whatever they draw. */
const corner = fc.tuple(
  fc.double({ min: -20, max: 20, noNaN: true }),
  fc.double({ min: -20, max: 20, noNaN: true }),
);
const quadrilateral = fc.tuple(corner, corner, corner, corner).map(
  ([a, b, c, d]): Quadrilateral => [
    [150 + a[0], 100 + a[1]],
    [250 + b[0], 100 + b[1]],
    [250 + c[0], 200 + c[1]],
    [150 + d[0], 200 + d[1]],
  ],
);

describe('a projective map', () => {
  it('takes the corners of a rectangle to those of the quadrilateral, and back', () => {
    fc.assert(
      fc.property(quadrilateral, (corners) => {
        expect(isConvex(corners)).toBe(true);
        const map = ontoQuadrilateral(300, 70, corners);
        const rectangle = [
          [0, 0],
          [300, 0],
          [300, 70],
          [0, 70],
        ] as const;
        rectangle.forEach((at, k) => {
          const [x, y] = mappedPoint(map, at);
          expect(x).toBeCloseTo(corners[k]![0], 6);
          expect(y).toBeCloseTo(corners[k]![1], 6);
          const [u, v] = mappedPoint(inverseMap(map), [x, y]);
          expect(u).toBeCloseTo(at[0], 6);
          expect(v).toBeCloseTo(at[1], 6);
        });
      }),
    );
  });
});

describe('a straightened picture', () => {
  it('has colours of the tilted one only, each where the map says', () => {
    fc.assert(
      fc.property(quadrilateral, (corners) => {
        const [width, height] = [400, 300];
        // Every pixel names its own place.
        const data = new Uint8ClampedArray(4 * width * height);
        for (let i = 0; i < width * height; i++) data.set([i & 255, (i >> 8) & 255, i >> 16, 255], 4 * i);
        const { raster, outside, plot, map } = straightened({ width, height, data }, corners);
        for (const [x, y] of [
          [plot.left, plot.top],
          [plot.right - 1, plot.top],
          [(plot.left + plot.right) >> 1, plot.bottom - 1],
        ] as const) {
          const i = y * raster.width + x;
          expect(outside[i]).toBe(0);
          const o = 4 * i;
          const from = raster.data[o]! | (raster.data[o + 1]! << 8) | (raster.data[o + 2]! << 16);
          const [u, v] = mappedPoint(map, [x + 0.5, y + 0.5]);
          expect(from).toBe(Math.floor(v) * width + Math.floor(u));
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('a photograph of a page, by the corners of its plot area', () => {
  it('is recovered upright, with the range of its bar and the values of its field', async () => {
    const { bytes, description, truth, width } = await freshFigure(5, 0, {
      family: 'plain',
      kind: 'gaussians',
      format: 'png',
    });
    const { raster: page } = await readRaster(bytes);
    const [w, h] = [page.width, page.height];
    // Seen from the lower right: the far edges are shorter.
    const photo = photographed(
      page,
      [
        [30, 20],
        [30 + 1.18 * w, 45],
        [20 + 1.24 * w, 40 + 1.22 * h],
        [15, 30 + 1.2 * h],
      ],
      [Math.round(1.32 * w), Math.round(1.32 * h)],
    );
    const [left, top, right, bottom] = description.plot_box;
    const corners = (
      [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ] as const
    ).map((at) => mappedPoint(photo.map, at)) as unknown as Quadrilateral;
    const [panel] = await recoverFigure({ raster: photo.raster }, { corners });
    const { grid, range, sidecar } = panel!;
    const span = description.vmax - description.vmin;
    expect(Math.abs(range![0] - description.vmin)).toBeLessThan(0.01 * span);
    expect(Math.abs(range![1] - description.vmax)).toBeLessThan(0.01 * span);
    expect(sidecar.corners).toHaveLength(4);
    sidecar.corners!.forEach(([x, y], k) => {
      expect(Math.hypot(x - corners[k]![0], y - corners[k]![1])).toBeLessThan(3);
    });
    const errors: number[] = [];
    let valid = 0;
    for (let y = 2; y < grid.height - 2; y++)
      for (let x = 2; x < grid.width - 2; x++) {
        const value = grid.values[y * grid.width + x]!;
        const u = Math.floor(((x + 0.5) / grid.width) * (right - left));
        const v = Math.floor(((y + 0.5) / grid.height) * (bottom - top));
        const want = truth[v * width + u]!;
        if (Number.isNaN(value)) continue;
        valid++;
        errors.push(Math.abs(value - want) / span);
      }
    errors.sort((a, b) => a - b);
    expect(valid).toBeGreaterThan(0.95 * (grid.width - 4) * (grid.height - 4));
    expect(errors[errors.length >> 1]).toBeLessThan(0.005);
  });

  it('is refused where corners go round the other way, or lie outside, or boxes say something else', async () => {
    const raster = { width: 40, height: 30, data: new Uint8ClampedArray(4800).fill(200) };
    const square: Quadrilateral = [
      [5, 5],
      [30, 5],
      [30, 25],
      [5, 25],
    ];
    const [a, b, c, d] = square;
    await expect(recoverFigure({ raster }, { corners: [a, d, c, b] })).rejects.toThrow(UsageError);
    await expect(recoverFigure({ raster }, { corners: [a, b, [50, 25], d] })).rejects.toThrow(
      /inside the 40 × 30/,
    );
    await expect(recoverFigure({ raster }, { corners: square, plot: 'all' })).rejects.toThrow(
      /corners expects no plot/,
    );
  });
});
