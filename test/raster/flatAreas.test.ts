import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/model/types.js';
import { flatAreas } from '../../src/raster/flatAreas.js';

function painted(width: number, height: number, colour: (x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 4) {
      const c = colour(x, y);
      data.set([c >> 16, (c >> 8) & 255, c & 255], o);
    }
  return { width, height, data };
}

const whole = ({ width, height }: Raster) => ({ left: 0, top: 0, right: width, bottom: height });

describe('flat areas', () => {
  it('are the colours of a drawing, and meet where a thin line parts them', () => {
    // Three columns, the last two parted by a black line, the first by nothing.
    const raster = painted(60, 40, (x) => (x < 30 ? 0xffffff : x < 40 ? 0xff0000 : x < 42 ? 0 : 0x0000ff));
    const { colours, shares, borders } = flatAreas(raster, whole(raster), false)!;
    expect(colours).toEqual([0xffffff, 0x0000ff, 0xff0000]);
    expect(shares[0]).toBeGreaterThan(0.49);
    const meet = (a: number, b: number) => borders[3 * colours.indexOf(a) + colours.indexOf(b)];
    expect(meet(0xffffff, 0xff0000)).toBe(40);
    expect(meet(0xff0000, 0x0000ff)).toBe(40);
    expect(meet(0xffffff, 0x0000ff)).toBe(0);
  });

  it('are none in a field of many colours, and none where all is noise', () => {
    const field = painted(120, 90, (x, y) => ((2 * x) << 16) | ((2 * y) << 8) | (x + y));
    expect(flatAreas(field, whole(field), false)).toBeUndefined();
    const noise = painted(60, 40, (x, y) => (x * 7919 + y * 104729 + x * y * 31) % 0xffffff);
    expect(flatAreas(noise, whole(noise), true)).toBeUndefined();
  });

  it('are one where compression leaves a few levels of difference', () => {
    const raster = painted(60, 40, (x, y) => (x < 30 ? 0xf0f0f0 : 0x4060c0) + ((x + y) % 2) * 0x030303);
    expect(flatAreas(raster, whole(raster), true)!.colours).toHaveLength(2);
    expect(flatAreas(raster, whole(raster), false)).toBeUndefined();
  });
});
