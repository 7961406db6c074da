import { describe, expect, it } from 'vitest';
import { readBar } from '../../src/bar/readBar.js';
import type { Raster } from '../../src/model/types.js';

/** Black to white from bottom to top, in as few greys as said, dithered by thresholds of 4 × 4 (Bayer, 1973). */
function ditheredBar(greys: number): Raster {
  const [width, height] = [20, 240];
  const thresholds = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let p = 0; p < width * height; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    const share = (height - 0.5 - y) / height;
    const threshold = (thresholds[4 * (y % 4) + (x % 4)]! + 0.5) / 16;
    data.fill((255 / (greys - 1)) * Math.floor(share * (greys - 1) + threshold), 4 * p, 4 * p + 3);
  }
  return { width, height, data };
}

describe('a dithered bar', () => {
  for (const greys of [2, 4, 9])
    it(`has the colours that its ${greys} greys come to`, () => {
      const raster = ditheredBar(greys);
      const { profile } = readBar(raster, { left: 0, top: 0, right: 20, bottom: 240 }, {});
      for (let i = 20; i < 220; i++)
        expect(Math.abs(profile.colours[3 * i]! - (255 * (i + 0.5)) / 240)).toBeLessThan(6);
    });
});
