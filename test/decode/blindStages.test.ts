import { describe, expect, it } from 'vitest';
import {
  confidenceOf,
  doubtsOf,
  type Evidence,
  joinError,
} from '../../src/decode/confidence/blindConfidence.js';
import { arcCandidates } from '../../src/decode/positions/arcCandidates.js';
import { continuousArcs } from '../../src/decode/positions/continuity.js';
import { boxMean, smoothQuadratic } from '../../src/decode/smooth/smooth.js';
import { arcLengths } from '../../src/numeric/polyline.js';
import { randomSource } from '../../src/numeric/randomSource.js';

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

describe('smoothQuadratic', () => {
  const [width, height] = [64, 48];
  const surface = Float32Array.from({ length: width * height }, (_, p) => {
    const x = (p % width) / 20;
    const y = Math.floor(p / width) / 20;
    return 10 * (x * x - x * y + 0.5 * y);
  });
  const variance = new Float32Array(surface.length).fill(0.04);

  it('leaves a quadratic surface as it is, gaps and borders included', () => {
    const holed = surface.map((v, p) => (p % 97 === 0 ? Number.NaN : v));
    const { values } = smoothQuadratic(holed, variance, width, height);
    for (let p = 0; p < values.length; p++)
      if (Number.isNaN(holed[p]!)) expect(values[p]).toBeNaN();
      else expect(Math.abs(values[p]! - surface[p]!)).toBeLessThan(1e-3);
  });

  it('takes most of the noise out of a smooth field and leaves a rough one alone', () => {
    const random = randomSource(9);
    const noise = () => 0.2 * Math.sqrt(12) * (random() - 0.5);
    const noisy = surface.map((v) => v + noise());
    const rms = (a: Float32Array, b: Float32Array) =>
      Math.sqrt(a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0) / a.length);
    expect(rms(smoothQuadratic(noisy, variance, width, height).values, surface)).toBeLessThan(0.11);
    const rough = surface.map((v, p) => v + 4 * (((p * 7919) % 13) / 13));
    expect(rms(smoothQuadratic(rough, variance, width, height).values, rough)).toBeLessThan(0.15);
  });

  it('averages over what there is', () => {
    const mean = boxMean(Float32Array.of(1, Number.NaN, 4), 3, 1);
    expect([...mean]).toEqual([2.5, 2.5, 2.5]);
  });
});

describe('the confidence', () => {
  const sure: Evidence = { noise: 0.002, spacing: 0, tear: 0, join: 0, cut: 0, offLocus: 0, lost: 0 };

  it('is a half where the expected error is two hundredths of the range, and falls with it', () => {
    expect(confidenceOf({ ...sure, noise: 0.02 })).toBeCloseTo(0.5);
    expect(confidenceOf(sure)).toBeGreaterThan(0.98);
    expect(confidenceOf({ ...sure, tear: 0.1 })).toBeLessThan(0.05);
  });

  it('comes with doubts that name the stage and say what to do, the gravest first', () => {
    expect(doubtsOf(sure)).toEqual([]);
    const doubts = doubtsOf({ ...sure, noise: 0.02, join: 0.2 });
    expect(doubts.map((d) => d.stage)).toEqual(['locus', 'noise']);
    for (const { advice } of doubts) expect(advice).toMatch(/--colourmap/);
  });

  it('doubts a bridge that could be thrown another way, not one between ends far from all others', () => {
    const piece = (from: number, y: number) =>
      Array.from({ length: 20 }, (_, i) => [from + 2 * i, y, 0]).flat();
    expect(joinError(Float64Array.from([...piece(0, 0), ...piece(60, 0)]))).toBe(0);
    expect(joinError(Float64Array.from([...piece(0, 0), ...piece(0, 40)]))).toBeGreaterThan(0.1);
  });
});
