import { describe, expect, it } from 'vitest';
import { smoothQuadratic } from '../../../src/decode/smooth/smooth.js';
import { randomSource } from '../../../src/numeric/randomSource.js';

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
});
