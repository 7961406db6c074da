import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/model/types.js';
import { changedInk } from '../../src/raster/changedInk.js';
import { smallPrint } from '../figure/smallPrint.js';

const white = (width: number, height: number): Raster => ({
  ...{ width, height, data: new Uint8ClampedArray(4 * width * height).fill(255) },
});

function withInk(x: number, y: number, level: number): Raster {
  const raster = white(20, 12);
  raster.data.fill(level, 4 * (20 * y + x), 4 * (20 * y + x) + 3);
  return raster;
}

describe('changedInk', () => {
  it('counts a pixel of ink that comes as one, wherever it stands and whatever its colour', () => {
    for (const [x, y] of [
      [0, 0],
      [9, 7],
      [19, 11],
    ] as const)
      for (const level of [0, 120]) expect(changedInk(withInk(x, y, level), white(20, 12))).toBeCloseTo(1, 6);
  });

  it('is nought for what is the same or not compared, and small for noise', () => {
    const compared = new Uint8Array(20 * 12);
    expect(changedInk(withInk(5, 5, 0), withInk(5, 5, 0))).toBe(0);
    expect(changedInk(withInk(5, 5, 0), white(20, 12), compared)).toBe(0);
    expect(changedInk(withInk(5, 5, 247), white(20, 12))).toBeLessThan(0.02);
  });

  it('is more for another digit of the smallest print than the quarter of a pixel that counts as the same', () => {
    expect(changedInk(smallPrint(3), smallPrint(8))).toBeGreaterThan(0.7);
  });
});
