import { describe, expect, it } from 'vitest';
import { drawsOf } from './fresh/random.js';
import { type SigmaCase, sigmaFormats } from './sigmaCases.js';
import { sigmaDiagram } from './sigmaDiagram.js';
import { miscalibration, sigmaScore } from './sigmaScore.js';

/** Gaussian errors of many sizes, and standard errors that are `told` times as large. */
function gaussianCase(told: number): SigmaCase {
  const draw = drawsOf(1, 1);
  const sizes = Float64Array.from({ length: 20_000 }, () => 10 ** draw.uniform(-3, -2));
  return {
    name: 'drawn',
    format: 'webp',
    noise: 'scattered',
    errors: sizes.map((size) => size * draw.normal()),
    sigmas: sizes.map((size) => told * size),
    coverage: 1,
    nrmse: 0.005,
  };
}

describe('the score of standard errors', () => {
  it('is none to speak of where Gaussian errors are told rightly', () => {
    const score = sigmaScore(gaussianCase(1));
    expect(Math.abs(miscalibration(score))).toBeLessThan(0.01);
    expect(score.beyond5).toBe(0);
    expect(score.ratio).toBeGreaterThan(1.3);
    expect(score.ratio).toBeLessThan(1.7);
  });

  it('is below 0 where they are told too small, above where too large', () => {
    expect(miscalibration(sigmaScore(gaussianCase(0.5)))).toBeLessThan(-0.2);
    expect(miscalibration(sigmaScore(gaussianCase(2)))).toBeGreaterThan(0.2);
  });

  it('takes the even errors of exact levels for calibrated', () => {
    const draw = drawsOf(2, 1);
    const errors = Float64Array.from({ length: 20_000 }, () => draw.uniform(-0.5, 0.5));
    const score = sigmaScore({ ...gaussianCase(1), noise: 'exact', errors, sigmas: errors.map(() => 0.31) });
    expect(Math.abs(miscalibration(score))).toBeLessThan(0.01);
  });
});

describe('the diagram of standard errors', () => {
  it('has a panel for each format that there is, and points on the diagonal where errors are told rightly', () => {
    const svg = sigmaDiagram([gaussianCase(1)]);
    expect(sigmaFormats.filter((format) => svg.includes(`>${format}<`))).toEqual(['webp']);
    const points = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3" fill="#1f5fa8"/g)].slice(
      0,
      -1,
    );
    expect(points.length).toBeGreaterThan(3);
    for (const [, x, y] of points) expect(Math.abs(Number(x) + Number(y) - 190)).toBeLessThan(6);
  });
});
