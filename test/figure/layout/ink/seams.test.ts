import { describe, expect, it } from 'vitest';
import { partsPictures } from '../../../../src/figure/layout/ink/seams.js';
import type { Raster } from '../../../../src/model/types.js';

/** Two pieces of 100 × 60 pixels above one another, whose values go on from one to the other if `jump` is nought, and a white line between. */
function stacked(line: number, jump: number): Raster {
  const [width, height] = [100, 120];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) {
    if (y >= 60 && y < 60 + line) continue;
    for (let x = 0; x < width; x++) {
      const value = 128 + 90 * Math.sin(y / 14 + x / 40 + (y < 60 ? 0 : jump));
      data.set([value, 255 - value, 90], 4 * (y * width + x));
    }
  }
  return { width, height, data };
}

const above = { left: 0, top: 0, right: 100, bottom: 60 };
const below = (top: number) => ({ left: 0, top, right: 100, bottom: 120 });

describe('a white line between two pieces of data', () => {
  it('parts no pictures where the field goes on, though the line is thicker than it was taken for', () => {
    const raster = stacked(3, 0);
    expect(partsPictures(raster, above, below(63))).toBe(false);
    expect(partsPictures(raster, above, below(60))).toBe(false);
  });

  it('parts pictures that do not go on in one another', () => {
    const raster = stacked(3, 2);
    expect(partsPictures(raster, above, below(63))).toBe(true);
    expect(partsPictures(raster, above, below(60))).toBe(true);
  });

  it('parts no rows of cells, whose colours have nothing to do with one another', () => {
    const [width, height] = [100, 120];
    const raster: Raster = { width, height, data: new Uint8ClampedArray(4 * width * height).fill(255) };
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const value = (67 * Math.floor(x / 20) + (y < 60 ? 0 : 90)) % 200;
        if (y < 60 || y >= 62) raster.data.set([value, 220 - value, 90], 4 * (y * width + x));
      }
    expect(partsPictures(raster, above, below(62))).toBe(false);
  });
});
