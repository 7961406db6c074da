import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjacencyWeighted, spatialAdjacency, unlabelled } from '../../src/locus/order/adjacency.js';
import { insertCheapest, spanningTreePath } from '../../src/locus/order/path.js';
import { shortenPath } from '../../src/locus/order/shorten.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { pairwiseDistances } from '../../src/walk/distances.js';

const shuffled = (n: number, seed: number): number[] => {
  const random = randomSource(seed);
  return Array.from({ length: n }, (_, i) => ({ i, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ i }) => i);
};

/** Points along a helix: open, smooth, no two turns near each other. */
const helix = (n: number) =>
  Array.from({ length: n }, (_, i) => [60 * Math.cos(i / 12), 60 * Math.sin(i / 12), 3 * i]);

const forward = (order: number[]): number[] =>
  order[0]! < order[order.length - 1]! ? order : order.slice().reverse();

/** Length of a path over an n × n distance matrix. */
function pathLength(distances: Float64Array, n: number, path: readonly number[]): number {
  let length = 0;
  for (let i = 1; i < path.length; i++) length += distances[path[i - 1]! * n + path[i]!]!;
  return length;
}

describe('ordering by spanning tree, insertion and shortening', () => {
  it('puts shuffled points of an open curve in order', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const places = shuffled(60, seed);
        const points = helix(60);
        const distances = pairwiseDistances(Float64Array.from(places.flatMap((i) => points[i]!)));
        const path = insertCheapest(distances, 60, spanningTreePath(distances, 60), Number.POSITIVE_INFINITY);
        const order = shortenPath(distances, 60, path).map((k) => places[k]!);
        expect(forward(order)).toEqual(points.map((_, i) => i));
      }),
      { seed: 3, numRuns: 10 },
    );
  });

  it('never makes a path longer and keeps its nodes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 24 }), fc.integer(), (n, seed) => {
        const random = randomSource(seed);
        const distances = pairwiseDistances(Float64Array.from({ length: 3 * n }, () => 100 * random()));
        const path = shuffled(n, seed + 1);
        const short = shortenPath(distances, n, path);
        expect(pathLength(distances, n, short)).toBeLessThanOrEqual(pathLength(distances, n, path) + 1e-9);
        expect(short.slice().sort((a, b) => a - b)).toEqual(path.slice().sort((a, b) => a - b));
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  it('leaves out a node whose detour is too long, and lets it in when none is', () => {
    const points = [0, 10, 20, 30, 40].flatMap((x) => [x, 0, 0]);
    const distances = pairwiseDistances(Float64Array.from([...points, 20, 100, 0]));
    const path = [0, 1, 2, 3, 4];
    expect(insertCheapest(distances, 6, path, 50)).not.toContain(5);
    expect(insertCheapest(distances, 6, path, Number.POSITIVE_INFINITY)).toContain(5);
  });
});

describe('spatialAdjacency', () => {
  it('counts meetings right and below as a share of the rarer label, unlabelled pixels apart', () => {
    // Two rows: 0 0 1 / 0 2 −
    const labels = Uint16Array.of(0, 0, 1, 0, 2, unlabelled);
    const adjacency = spatialAdjacency(labels, 3, 2, 3);
    // 0–1 once, 0–2 twice (beside and below), 1–2 never; two are added to the smaller total.
    expect(adjacency[1]).toBeCloseTo(1 / (1 + 2));
    expect(adjacency[2]).toBeCloseTo(2 / (2 + 2));
    expect(adjacency[3 + 2]).toBe(0);
    expect(adjacency[3]).toBe(adjacency[1]);
  });

  it('moves colours that never meet apart and leaves adjacent ones where they are', () => {
    const distances = Float64Array.of(0, 10, 10, 0);
    expect(adjacencyWeighted(distances, Float64Array.of(0, 0, 0, 0))[1]).toBe(25);
    expect(adjacencyWeighted(distances, Float64Array.of(0, 1, 1, 0))[1]).toBeCloseTo(10, 3);
  });
});
