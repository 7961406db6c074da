import { describe, expect, it } from 'vitest';
import { findPen } from '../../src/marks/pen.js';
import { strokeContrast } from '../../src/marks/stroke.js';
import type { Raster } from '../../src/model/types.js';
import { randomSource } from '../../src/numeric/randomSource.js';

const [width, height] = [120, 90];
const none = new Uint8Array(width * height);

/** A bent map: dark red over orange to light yellow. */
const mapAt = (t: number): number[] => [100 + 150 * Math.min(1, 1.6 * t), 230 * t, 20 + 160 * t * t];

/** A field rough from pixel to pixel, with what is drawn over it: a grey, and how much of each pixel it covers. */
function drawn(grey: number, share: (x: number, y: number) => number, peak = (_: number) => 0): Raster {
  const random = randomSource(7);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let p = 0; p < width * height; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    const colour = mapAt(0.2 + 0.5 * random() + peak(p) * 0.3);
    const s = share(x, y);
    for (let c = 0; c < 3; c++) data[4 * p + c] = (1 - s) * colour[c]! + s * grey;
  }
  return { width, height, data };
}

const penOf = (raster: Raster) => findPen(raster, strokeContrast(raster, none), none, true);

describe('a pen', () => {
  const thin = (x: number, y: number) => (x % 24 === 12 || y % 30 === 15 ? 1 : x % 24 === 13 ? 0.4 : 0);

  it('is known by its grey over a field that is rough from pixel to pixel', () => {
    for (const grey of [0, 255]) {
      const pen = penOf(drawn(grey, thin));
      expect(pen?.grey).toBe(grey);
      expect([pen?.core[20 * width + 12], pen?.core[20 * width + 20]]).toEqual([1, 0]);
    }
  });

  it('is no field without one, nor one whose map comes near its grey elsewhere', () => {
    expect(penOf(drawn(0, () => 0))).toBeUndefined();
    const toBlack = drawn(0, (x, y) => (x < 60 ? 0.8 : thin(x, y)));
    expect(penOf(toBlack)).toBeUndefined();
  });

  it('is no area of its grey, and nothing in a picture of greys', () => {
    expect(penOf(drawn(255, (x) => (x < 40 ? 1 : 0)))).toBeUndefined();
    const greys = drawn(0, thin);
    for (let o = 0; o < greys.data.length; o += 4) greys.data.fill(greys.data[o]!, o, o + 3);
    expect(penOf(greys)).toBeUndefined();
  });
});
