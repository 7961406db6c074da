import { describe, expect, it } from 'vitest';
import type { Raster } from '../../src/model/types.js';
import { isDrawnUpright } from '../../src/scan/drawnUpright.js';
import { straightened } from '../../src/scan/straighten.js';
import { keptScan } from './scans.js';

/** A page with a framed plot area, and a stripe for a bar beside it. */
function page(frame = 40): Raster {
  const [width, height] = [240, 200];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const fill = (left: number, top: number, right: number, bottom: number, grey: number): void => {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) data.fill(grey, 4 * (y * width + x), 4 * (y * width + x) + 3);
  };
  fill(30, 20, 180, 170, 0);
  fill(31, 21, 179, 169, 255 - frame);
  fill(200, 20, 212, 170, 120);
  return { width, height, data };
}

describe('an upright drawing', () => {
  it('is told by its even border and the level and upright edges in it', () => {
    expect(isDrawnUpright(page())).toBe(true);
  });

  it('is told by an edge from border to border, where data reach so far', () => {
    const { width, height, data } = page();
    for (let y = 0; y < height; y++)
      for (let x = 60; x < 170; x++) data.fill(90 + (y >> 1), 4 * (y * width + x), 4 * (y * width + x) + 3);
    expect(isDrawnUpright({ width, height, data })).toBe(true);
    // A step that stops short of it may be anything.
    for (let y = 0; y < 30; y++) data.fill(255, 4 * y * width, 4 * (y + 1) * width);
    data.fill(0, 0, 3);
    expect(isDrawnUpright({ width, height, data })).toBe(false);
  });

  it('is not told of a page that is turned by a degree', () => {
    const { width, height } = page();
    const turn = ([x, y]: readonly [number, number]): [number, number] => {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const angle = Math.PI / 180;
      return [
        width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle),
        height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle),
      ];
    };
    const corners = [
      [30, 20],
      [180, 20],
      [180, 170],
      [30, 170],
    ] as const;
    const turned = straightened(
      page(),
      corners.map(turn) as unknown as Parameters<typeof straightened>[1],
    ).raster;
    expect(isDrawnUpright(turned)).toBe(false);
  });

  it('is not told of a page whose border is not of one colour, or too small to tell', () => {
    const shaded = page();
    shaded.data[0] = 254;
    expect(isDrawnUpright(shaded)).toBe(false);
    expect(isDrawnUpright({ width: 90, height: 90, data: new Uint8ClampedArray(4 * 8100).fill(255) })).toBe(
      false,
    );
  });

  it('is not told of scans and photographs', async () => {
    for (const scan of [keptScan('perspective', 1, 1), keptScan('inkjet', 11, 1)])
      expect(isDrawnUpright((await scan).raster)).toBe(false);
  });
});
