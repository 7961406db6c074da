import { describe, expect, it } from 'vitest';
import { randomSource } from '../../src/numeric/randomSource.js';
import { type ColourHistogram, colourHistogram } from '../../src/palette/histogram/colourHistogram.js';
import { earthMoversIndex } from '../../src/palette/histogram/earthMovers.js';
import { leastWork } from '../../src/palette/histogram/transport.js';

const of = (...colours: readonly (readonly [number, number, number])[]): ColourHistogram =>
  colourHistogram({
    width: colours.length,
    height: 1,
    data: Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255])),
  });

const similarity = (a: ColourHistogram, b: ColourHistogram): number => earthMoversIndex([b], 'rgb')(a)[0]!;

/** All orders of 0 … n − 1. */
function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, at) => [...order.slice(0, at), n - 1, ...order.slice(at)]),
  );
}

describe('the least work', () => {
  it('is that of the cheapest assignment where all masses are one, as trying all of them finds', () => {
    const random = randomSource(3);
    for (let trial = 0; trial < 40; trial++) {
      const costs = Float64Array.from({ length: 25 }, () => random());
      const ones = new Float64Array(5).fill(1);
      const cheapest = Math.min(
        ...orders(5).map((order) => order.reduce((sum, j, i) => sum + costs[5 * i + j]!, 0)),
      );
      expect(leastWork(ones, ones, costs)).toBeCloseTo(cheapest, 10);
    }
  });

  it('is, along a line, what passes each place', () => {
    const random = randomSource(4);
    for (let trial = 0; trial < 40; trial++) {
      const [m, n] = [1 + Math.floor(9 * random()), 1 + Math.floor(9 * random())];
      const [from, to] = [m, n].map((size) => {
        const masses = Float64Array.from({ length: size! }, () => random());
        const total = masses.reduce((a, b) => a + b);
        return { masses: masses.map((mass) => mass / total), at: masses.map(() => random()) };
      }) as [Side, Side];
      const costs = Float64Array.from({ length: m * n }, (_, o) =>
        Math.abs(from.at[Math.floor(o / n)]! - to.at[o % n]!),
      );
      expect(leastWork(from.masses, to.masses, costs)).toBeCloseTo(passing(from, to), 9);
    }
  });
});

interface Side {
  readonly masses: Float64Array;
  readonly at: Float64Array;
}

/** ∫ |difference of the cumulative masses|. */
function passing(from: Side, to: Side): number {
  const steps = [
    ...Array.from(from.at, (at, i) => ({ at, mass: from.masses[i]! })),
    ...Array.from(to.at, (at, j) => ({ at, mass: -to.masses[j]! })),
  ].sort((a, b) => a.at - b.at);
  let moved = 0;
  let work = 0;
  for (const [k, { at, mass }] of steps.entries()) {
    moved += mass;
    if (k + 1 < steps.length) work += Math.abs(moved) * (steps[k + 1]!.at - at);
  }
  return work;
}

describe('similarity by the earth mover’s distance', () => {
  it('is how near single colours are to each other, as a share of the diagonal of the space', () => {
    expect(similarity(of([10, 20, 30]), of([10, 20, 30]))).toBe(1);
    expect(similarity(of([0, 0, 0]), of([255, 255, 255]))).toBeCloseTo(0, 6);
    // 17 levels are a bin: no colour is between two of them.
    for (const red of [17, 34, 85, 170])
      expect(similarity(of([0, 0, 0]), of([red, 0, 0]))).toBeCloseTo(1 - red / Math.hypot(255, 255, 255), 6);
  });

  it('falls with how far colours are apart, where the cosine is 0 of all of them', () => {
    const red = of([255, 0, 0]);
    const others = [of([255, 90, 0]), of([255, 200, 0]), of([0, 255, 0])];
    const all = [...earthMoversIndex(others, 'rgb')(red)];
    expect(all).toEqual([...all].sort((a, b) => b - a));
    expect(new Set(all).size).toBe(3);
  });

  it('is exactly the same both ways round, and 0 of nothing', () => {
    const random = randomSource(8);
    const level = (): number => Math.floor(256 * random());
    const pictures = Array.from({ length: 12 }, () =>
      of(...Array.from({ length: 30 }, () => [level(), level(), level()] as const)),
    );
    for (const space of ['rgb', 'oklab'] as const) {
      const rows = pictures.map((picture) => earthMoversIndex(pictures, space)(picture));
      for (let i = 0; i < 12; i++) for (let j = 0; j < i; j++) expect(rows[i]![j]).toBe(rows[j]![i]);
    }
    const none = { bins: new Uint16Array(0), shares: new Float32Array(0) };
    expect(similarity(none, pictures[0]!)).toBe(0);
  });
});
