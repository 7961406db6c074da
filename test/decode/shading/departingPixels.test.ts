import { describe, expect, it } from 'vitest';
import { fringeOf } from '../../../src/decode/shading/departingPixels.js';

describe('the fringe of marks in a shaded picture', () => {
  it('lets pixels beside a mark stay that agree with their surroundings', () => {
    const width = 21;
    const values = Float32Array.from({ length: 441 }, (_, i) => 0.3 + 0.01 * (i % width));
    const off = new Uint8Array(441);
    const centre = 10 * width + 10;
    off[centre] = 1;
    values[centre + 1] = 0.9;
    const fringe = fringeOf(values, off, width, width, 2, 0.012);
    expect(fringe[centre + 1]).toBe(1);
    expect(fringe.reduce((a, b) => a + b, 0)).toBe(1);
  });
});
