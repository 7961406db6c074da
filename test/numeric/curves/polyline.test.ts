import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arcLengths,
  interpolated,
  pointsAt,
  projectOnto,
  resample,
  segmentAt,
} from '../../../src/numeric/curves/polyline.js';
import { randomSource } from '../../../src/numeric/randomSource.js';

const corner = Float64Array.of(0, 0, 0, 3, 0, 0, 3, 4, 0);

const randomPolyline = (seed: number, n: number): Float64Array => {
  const random = randomSource(seed);
  return Float64Array.from({ length: 3 * n }, () => 255 * random());
};

describe('arcLengths', () => {
  it('adds up the lengths of the segments', () => {
    expect([...arcLengths(corner)]).toEqual([0, 3, 7]);
  });
});

describe('interpolated', () => {
  it('is linear between parameters, constant beyond, and NaN at NaN', () => {
    const [at, values] = [Float64Array.of(0, 1, 4), Float64Array.of(10, 20, 50)];
    expect([-1, 0, 0.5, 1, 2, 4, 9].map((x) => interpolated(at, values, x))).toEqual([
      10, 10, 15, 20, 30, 50, 50,
    ]);
    expect(interpolated(at, values, Number.NaN)).toBeNaN();
  });

  it('uses the segment that holds the parameter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: 2, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (steps, share) => {
          let sum = 0;
          const parameters = Float64Array.from(steps, (step) => (sum += step));
          const at = parameters[0]! + share * (sum - parameters[0]!);
          const i = segmentAt(parameters, at);
          expect(parameters[i]!).toBeLessThanOrEqual(at);
          expect(parameters[i + 1]!).toBeGreaterThanOrEqual(at);
        },
      ),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('resample', () => {
  it('keeps both ends and the way between them', () => {
    const dense = resample(corner, 0.5);
    expect([...dense.slice(0, 3)]).toEqual([0, 0, 0]);
    expect([...dense.slice(-3)]).toEqual([3, 4, 0]);
    const arcs = arcLengths(dense);
    expect(arcs[arcs.length - 1]!).toBeLessThanOrEqual(7);
    expect(arcs[arcs.length - 1]!).toBeGreaterThan(6.7);
  });
});

describe('projectOnto', () => {
  it('finds a point than which none of a dense sampling is nearer', () => {
    for (const seed of [1, 2, 3]) {
      const vertices = randomPolyline(seed, 12);
      const arcs = arcLengths(vertices);
      const length = arcs[11]!;
      const points = randomPolyline(seed + 100, 20);
      const { parameter, distance } = projectOnto(vertices, arcs, points);
      const dense = pointsAt(
        vertices,
        arcs,
        Float64Array.from({ length: 5001 }, (_, i) => (i * length) / 5000),
      );
      const found = pointsAt(vertices, arcs, parameter);
      for (let k = 0; k < 20; k++) {
        const to = (cloud: Float64Array, i: number) =>
          Math.hypot(
            cloud[3 * i]! - points[3 * k]!,
            cloud[3 * i + 1]! - points[3 * k + 1]!,
            cloud[3 * i + 2]! - points[3 * k + 2]!,
          );
        expect(to(found, k)).toBeCloseTo(distance[k]!, 8);
        const nearest = Math.min(...Array.from({ length: 5001 }, (_, i) => to(dense, i)));
        expect(nearest).toBeGreaterThanOrEqual(distance[k]! - 1e-9);
      }
    }
  });
});
