import { describe, expect, it } from 'vitest';
import { fittedHomothety } from '../../../src/numeric/curves/homothety.js';

const positions = Float64Array.from({ length: 65 }, (_, i) => i / 64);
/** An arc of a helix: it bends in every direction. */
const helix = Float64Array.from(
  Array.from(positions).flatMap((t) => [128 + 90 * Math.cos(4 * t), 128 + 90 * Math.sin(4 * t), 200 * t]),
);
const line = Float64Array.from(Array.from(positions).flatMap((t) => [200 * t, 100 * t, 50 * t]));
const imageOf = (curve: Float64Array, scale: number, shift: readonly number[]) =>
  curve.map((v, i) => scale * v + shift[i % 3]!);
const start = { scale: 0.7, shift: [40, 40, 40] } as const;

describe('fittedHomothety', () => {
  it('finds scale and shift of a part of a bent curve among stray points', () => {
    const image = imageOf(helix, 0.55, [90, 20, 60]).subarray(0, 3 * 45);
    const points = Float64Array.from([...image, 0, 255, 0, 255, 0, 255, 10, 10, 250]);
    const { scale, shift, distance, spread } = fittedHomothety(helix, positions, points, start, 3);
    expect(scale).toBeCloseTo(0.55, 2);
    [90, 20, 60].forEach((v, c) => {
      expect(Math.abs(shift[c]! - v)).toBeLessThan(1);
    });
    expect(Math.max(...distance.subarray(0, 45))).toBeLessThan(0.3);
    expect(spread).toBeLessThan(0.02);
  });

  it('says how little the points of a straight curve tell of both', () => {
    const points = imageOf(line, 0.5, [60, 30, 15]).subarray(3 * 20, 3 * 40);
    expect(fittedHomothety(line, positions, points, start, 3).spread).toBeGreaterThan(0.1);
  });
});
