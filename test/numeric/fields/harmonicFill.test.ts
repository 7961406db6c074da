import { describe, expect, it } from 'vitest';
import { harmonicFill } from '../../../src/numeric/fields/harmonicFill.js';

describe('filling', () => {
  it('continues a plane exactly and stays between its boundary values', () => {
    const width = 30;
    const plane = Float32Array.from(
      { length: 900 },
      (_, i) => 0.1 + 0.01 * (i % width) + 0.02 * Math.floor(i / width),
    );
    const hole = plane.map((_, i) => (i % width > 10 && i % width < 16 && i > 300 && i < 600 ? 1 : 0));
    const values = plane.map((v, i) => (hole[i] === 1 ? Number.NaN : v));
    const filled = harmonicFill(values, Uint8Array.from(hole), width, 30);
    expect([...filled]).toEqual([...hole]);
    values.forEach((v, i) => {
      expect(Math.abs(v - plane[i]!)).toBeLessThan(0.004);
    });
  });
});
