import { describe, expect, it } from 'vitest';
import { arcCandidates } from '../../../src/decode/positions/arcCandidates.js';
import { continuousArcs } from '../../../src/decode/positions/continuity.js';
import { arcLengths } from '../../../src/numeric/curves/polyline.js';
import { randomSource } from '../../../src/numeric/randomSource.js';

/** A hairpin: out along y = 0 and back along y = 6, so that colours between the two strands are doubtful. */
const hairpin = Float64Array.from([
  ...Array.from({ length: 21 }, (_, i) => [10 * i, 0, 0]).flat(),
  ...Array.from({ length: 21 }, (_, i) => [200 - 10 * i, 6, 0]).flat(),
]);

describe('arcCandidates', () => {
  it('gives both strands near a colour between them, the nearer one first, and one far from the other', () => {
    const arcs = arcLengths(hairpin);
    const { arc, distance } = arcCandidates(hairpin, arcs, Float64Array.of(55, 2, 0, 55, -20, 0), 4, 10);
    expect(arc[0]).toBeCloseTo(55, 4);
    expect(distance[0]).toBeCloseTo(2, 5);
    expect(arc[1]).toBeCloseTo(200 + 6 + 145, 3);
    expect(arc[2]).toBeNaN();
    expect(arc[3]).toBeCloseTo(55, 4);
  });
});

describe('continuousArcs', () => {
  it('keeps neighbours on one strand where noise alone would throw them between two', () => {
    const random = randomSource(3);
    const arcs = arcLengths(hairpin);
    const [width, height] = [41, 9];
    // A ramp along the first strand; only its ends (off to the other side) are sure.
    const colours = Float64Array.from({ length: 3 * width * height }, (_, o) => {
      const x = Math.floor(o / 3) % width;
      if (o % 3 === 0) return 20 + 4 * x;
      return o % 3 === 1 ? (x < 2 ? -8 : 2.6 + 2 * (random() - 0.5)) : 0;
    });
    const n = width * height;
    const distinct = {
      packed: new Uint32Array(n),
      counts: new Uint32Array(n).fill(1),
      indices: Uint32Array.from({ length: n }, (_, i) => i),
    };
    const candidates = arcCandidates(hairpin, arcs, colours, 8, 20);
    const field = continuousArcs(distinct, candidates, new Uint8Array(n), width, height, 1);
    for (let p = 0; p < n; p++) expect(field[p]).toBeCloseTo(20 + 4 * (p % width), 0);
  });
});
