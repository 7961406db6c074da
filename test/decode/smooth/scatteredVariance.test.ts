import { describe, expect, it } from 'vitest';
import { scatteredVariance } from '../../../src/decode/smooth/scatteredVariance.js';
import { drawsOf } from '../../bench/fresh/random.js';
import { type SigmaFormat, sigmaCase, sigmaPair } from '../../bench/sigmaCases.js';
import { type SigmaScore, sigmaScore } from '../../bench/sigmaScore.js';

const size = { width: 60, height: 40 };
const pixels = size.width * size.height;

/** Colours that scatter alike in all directions about a straight curve, by one deviation. */
function scattered(deviation: number) {
  const draw = drawsOf(4, 1);
  const arcs = Float32Array.from({ length: pixels }, () => 100 + deviation * draw.normal());
  const residual = Float32Array.from(
    { length: pixels },
    () => deviation * Math.hypot(draw.normal(), draw.normal()),
  );
  return { arcs, residual };
}

describe('the variance of scattered colours', () => {
  it('is that of the noise, and twice as much at most, where nothing was smoothed', () => {
    const { arcs, residual } = scattered(3);
    const none = new Float32Array(pixels);
    const variance = scatteredVariance({ ...size, dithered: false }, arcs, residual, arcs, none);
    const mean = variance.reduce((sum, v) => sum + v, 0) / pixels;
    expect(mean).toBeGreaterThan(9);
    expect(mean).toBeLessThan(2.2 * 9);
  });

  it('grows by what smoothing moved, and by the roughness that the mean of a dither pattern shows', () => {
    const { arcs, residual } = scattered(1);
    const rough = new Float32Array(pixels).fill(4);
    const at = (dithered: boolean, moved: number) =>
      scatteredVariance(
        { ...size, dithered },
        arcs,
        residual,
        arcs.map((s) => s + moved),
        rough,
      )[0]!;
    expect(at(false, 2) - at(false, 0)).toBeCloseTo(4, 3);
    expect(at(true, 0) - at(false, 0)).toBeGreaterThan(4);
  });
});

describe('standard errors', () => {
  it('of WebPs and resampled pictures are not half of what they should be', { timeout: 60_000 }, async () => {
    const wanted = new Set<SigmaFormat>(['webp', 'resampled']);
    const scores: SigmaScore[] = [];
    for (let index = 0; wanted.size > 0; index++) {
      const { format } = sigmaPair(21, index);
      if (wanted.delete(format)) scores.push(sigmaScore(await sigmaCase(21, index)));
    }
    for (const { within1, within2, name } of scores) {
      expect(within1, name).toBeGreaterThan(0.45);
      expect(within2, name).toBeGreaterThan(0.75);
    }
  });
});
