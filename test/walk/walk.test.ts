import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomSource } from '../../src/numeric/randomSource.js';
import { medianNearestDistance, pairwiseDistances } from '../../src/walk/distances.js';
import { darkestFirst, walkLocus } from '../../src/walk/walk.js';

/** Colours along a smooth curve from dark to light, 40 of them about 7 apart, no two stretches near one another. */
const curve = Array.from({ length: 40 }, (_, i) => [6 * i, 40 + 30 * Math.sin(i / 6), 20 + 2 * i]);

const walk = (colours: number[][], near = 0.25, far = 8) => {
  const flat = Float64Array.from(colours.flat());
  const distances = pairwiseDistances(flat);
  const unit = medianNearestDistance(distances, colours.length);
  return [
    ...walkLocus(distances, colours.length, darkestFirst(flat), { near: near * unit, far: far * unit }).order,
  ];
};

describe('walkLocus', () => {
  it('puts shuffled colours of a smooth curve back in order, from the dark end', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomSource(seed);
        const shuffled = curve
          .map((colour, i) => ({ colour, i, key: random() }))
          .sort((a, b) => a.key - b.key);
        const order = walk(shuffled.map((s) => s.colour)).map((k) => shuffled[k]!.i);
        expect(order).toEqual(curve.map((_, i) => i));
      }),
      { seed: 7, numRuns: 20 },
    );
  });

  it('steps back from an outlier that is nearer than the next colour of the locus', () => {
    // The outlier lies beside the tenth colour, closer than the eleventh, and far from all the others.
    const [r, g, b] = curve[10] as [number, number, number];
    const colours = [...curve, [r - 3, g - 3, b - 3], [255, 0, 255]];
    const order = walk(colours, 0, 2);
    expect(order.filter((k) => k < 40)).toEqual(curve.map((_, i) => i));
    expect(order).not.toContain(41);
  });

  it('starts again elsewhere when the darkest colour is not on the locus', () => {
    const lifted = curve.map(([r, g, b]) => [r! + 15, g! + 60, b! + 60]);
    const order = walk([[0, 0, 0], ...lifted], 0.25, 3);
    expect(order).toEqual(lifted.map((_, i) => i + 1));
  });

  it('passes over colours nearer than near', () => {
    const doubled = curve.flatMap(([r, g, b]) => [
      [r!, g!, b!],
      [r! + 0.1, g!, b!],
    ]);
    const flat = Float64Array.from(doubled.flat());
    const distances = pairwiseDistances(flat);
    const order = walkLocus(distances, 80, darkestFirst(flat), { near: 1, far: 20 }).order;
    expect([...order]).toEqual(curve.map((_, i) => 2 * i));
  });

  it('visits no colour twice and never steps farther than far', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 2, maxLength: 60 }),
        fc.double({ min: 1, max: 200, noNaN: true }),
        (colours, far) => {
          const flat = Float64Array.from(colours.flat());
          const n = colours.length;
          const distances = pairwiseDistances(flat);
          const order = [...walkLocus(distances, n, darkestFirst(flat), { near: 0, far }).order];
          expect(new Set(order).size).toBe(order.length);
          for (let i = 1; i < order.length; i++)
            expect(distances[order[i - 1]! * n + order[i]!]!).toBeLessThanOrEqual(far);
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('pairwiseDistances', () => {
  it('is symmetric, zero on the diagonal, and obeys the triangle inequality', () => {
    const flat = Float64Array.from(curve.flat());
    const d = pairwiseDistances(flat);
    for (let i = 0; i < 40; i++) {
      expect(d[i * 40 + i]).toBe(0);
      for (let j = 0; j < 40; j++) {
        expect(d[i * 40 + j]).toBe(d[j * 40 + i]);
        for (let k = 0; k < 40; k++)
          expect(d[i * 40 + j]!).toBeLessThanOrEqual(d[i * 40 + k]! + d[k * 40 + j]! + 1e-9);
      }
    }
  });
});

describe('medianNearestDistance', () => {
  it('is the median of the gaps to the nearest neighbours', () => {
    const d = pairwiseDistances(Float64Array.from([0, 0, 0, 1, 0, 0, 4, 0, 0, 10, 0, 0]));
    expect(medianNearestDistance(d, 4)).toBe(2);
    expect(medianNearestDistance(new Float64Array(1), 1)).toBe(0);
  });
});
