import { describe, expect, it } from 'vitest';
import { relaxAccelerated, stencilsOf } from '../../../../src/decode/smooth/curvature/curvature.js';
import { relax } from '../../../../src/decode/smooth/curvature/relax.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';

const width = 23;
const height = 19;

/** Values in unit intervals with holes and a jump, so that every kind of stencil occurs. */
function crookedField(seed: number) {
  const random = randomSource(seed);
  const lower = new Float32Array(width * height);
  const upper = new Float32Array(width * height);
  const values = new Float32Array(width * height);
  for (let i = 0; i < lower.length; i++) {
    const hole = random() < 0.03;
    const jump = i % width > 14 ? 40 : 0;
    lower[i] = hole ? Number.NaN : Math.floor(3 * Math.sin((i % width) / 5)) + jump;
    upper[i] = lower[i]! + 1;
    values[i] = hole ? 0 : lower[i]! + random();
  }
  return { lower, upper, values };
}

/** The curvature by its definition: every second difference whose pixels are there and whose middles have no kink. */
function curvature(values: Float32Array, lower: Float32Array): number {
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? Number.NaN : y * width + x;
  let sum = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = at(x, y);
      for (const [a, b] of [
        [at(x - 1, y), at(x + 1, y)],
        [at(x, y - 1), at(x, y + 1)],
      ] as const)
        if (Math.abs(lower[a]! - 2 * lower[i]! + lower[b]!) <= 4)
          sum += (values[a]! - 2 * values[i]! + values[b]!) ** 2;
      const [r, d, e] = [at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
      if (Math.abs(lower[i]! - lower[r]! - lower[d]! + lower[e]!) <= 4)
        sum += 2 * (values[i]! - values[r]! - values[d]! + values[e]!) ** 2;
    }
  }
  return sum;
}

/** Derivative of half the curvature by each value, by central differences (exact for a quadratic). */
function derivative(values: Float32Array, lower: Float32Array): Float64Array {
  const moved = values.slice();
  return Float64Array.from(values, (v, i) => {
    moved[i] = v + 0.5;
    const above = curvature(moved, lower);
    moved[i] = v - 0.5;
    const below = curvature(moved, lower);
    moved[i] = v;
    return (above - below) / 2;
  });
}

describe('relaxing the curvature', () => {
  it('steps down its derivative, at holes, jumps and borders too', () => {
    const { lower, upper, values } = crookedField(3);
    const expected = derivative(values, lower);
    const stepped = values.slice();
    relaxAccelerated(stepped, lower, upper, stencilsOf(lower, upper, width, height), width, 1);
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(lower[i]!)) continue;
      const v = Math.min(upper[i]!, Math.max(lower[i]!, values[i]! - expected[i]! / 64));
      expect(stepped[i]!).toBeCloseTo(v, 4);
    }
  });

  it('does the same four pixels at a time, but for rounding, in fields of any size', () => {
    const { lower, upper, values } = crookedField(4);
    for (const [w, h] of [
      [width, height],
      [width * height, 1],
      [1, width * height],
      [7, 9],
      [1, 1],
    ] as const) {
      const part = (plane: Float32Array) => plane.slice(0, w * h);
      const stencils = stencilsOf(part(lower), part(upper), w, h);
      const plain = part(values);
      relaxAccelerated(plain, part(lower), part(upper), stencils, w, 16);
      const fast = part(values);
      relax(fast, part(lower), part(upper), stencils, w, 16);
      for (let i = 0; i < plain.length; i++) expect(Math.abs(fast[i]! - plain[i]!)).toBeLessThan(1e-4);
    }
  });
});
