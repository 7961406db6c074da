import { describe, expect, it } from 'vitest';
import { boundedBox } from '../../../src/figure/within/grownStrips.js';

/** A bar from blue to a white, on a white that changes smoothly by a few levels; its upper half alone where `half` is told. */
function pale(half = false) {
  const [width, height] = [60, 120];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isBar = x >= 20 && x < 38 && y >= 10 && y < (half ? 90 : 110);
      const t = Math.min(1, (y - 10) / 90);
      const o = 4 * (y * width + x);
      data.set(isBar ? [8 + 231 * t, 69 + 174 * t, 148 + 107 * t] : [250 - x / 20, 251, 253], o);
    }
  return { width, height, data };
}

describe('a strip on data', () => {
  const strip = { left: 20, top: 10, right: 38, bottom: 110 };

  it('goes on to a pale end that steps bound on both sides', () => {
    expect(boundedBox(pale(), strip, 'vertical', false)).toEqual(strip);
  });

  it('ends where nothing bounds it any more', () => {
    expect(boundedBox(pale(true), strip, 'vertical', false).bottom).toBe(90);
  });
});
