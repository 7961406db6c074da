import { describe, expect, it } from 'vitest';
import { inkImage, ROWS } from '../../../../src/figure/labels/reader/inkImage.js';
import type { Raster } from '../../../../src/model/types.js';

/** A grey picture, 0 where `ink` says so. */
function picture(width: number, height: number, ink: (x: number, y: number) => boolean, page = 255): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(page);
  for (let i = 0; i < width * height; i++)
    if (ink(i % width, Math.floor(i / width))) data.fill(0, 4 * i, 4 * i + 3);
  return { width, height, data };
}
const white = [255, 255, 255] as const;
const box = { left: 10, top: 10, right: 22, bottom: 22 };
const inBox = (x: number, y: number) => x >= 10 && x < 22 && y >= 10 && y < 22;

describe('what the network sees', () => {
  it('is the box on 24 of 32 rows, with four columns beside it, in frames of four columns', () => {
    const { width, data } = inkImage(picture(40, 40, inBox), white, box)!;
    expect(width).toBe(32);
    const at = (x: number, y: number) => data[y * width + x]!;
    expect([at(16, 16), at(16, 5), at(5, 16), at(26, 26)]).toEqual([1, 1, 1, 1]);
    expect([at(16, 1), at(1, 16), at(30, 16), at(16, 30)]).toEqual([0, 0, 0, 0]);
  });

  it('does not depend on colours, only on their differences from the page', () => {
    const dark = picture(40, 40, (x, y) => !inBox(x, y));
    const grey = picture(40, 40, () => false, 200);
    for (let y = 10; y < 22; y++) for (let x = 10; x < 22; x++) grey.data[4 * (y * 40 + x) + 1] = 120;
    const wanted = inkImage(picture(40, 40, inBox), white, box)!.data;
    expect(inkImage(dark, [0, 0, 0], box)!.data).toEqual(wanted);
    expect(inkImage(grey, [200, 200, 200], box)!.data).toEqual(wanted);
  });

  it('does not enlarge beyond four times', () => {
    const small = { left: 10, top: 10, right: 20, bottom: 14 };
    const { data, width } = inkImage(
      picture(40, 40, (x, y) => inBox(x, y) && x < 20 && y < 14),
      white,
      small,
    )!;
    const rows = Array.from({ length: ROWS }, (_, y) => data[y * width + 20]!);
    expect(rows.reduce((a, b) => a + b, 0)).toBeCloseTo(16, 6);
  });

  it('keeps the ink there is when shrinking', () => {
    const large = { left: 10, top: 10, right: 106, bottom: 106 };
    const drawn = picture(120, 120, (x, y) => x >= 10 && x < 106 && y >= 10 && y < 106 && x % 2 === 0);
    const { data, width } = inkImage(drawn, white, large)!;
    expect(data[16 * width + 16]).toBeCloseTo(0.5, 6);
  });

  it('has page beyond the picture', () => {
    const edge = { left: 0, top: 0, right: 12, bottom: 12 };
    const { data } = inkImage(
      picture(12, 12, () => true),
      white,
      edge,
    )!;
    expect([data[0], data[16 * 32 + 16]]).toEqual([0, 1]);
  });

  it('is nothing where there is no ink, and nothing of a line of prose', () => {
    expect(
      inkImage(
        picture(40, 40, () => false),
        white,
        box,
      ),
    ).toBeNull();
    const prose = { left: 0, top: 0, right: 300, bottom: 10 };
    expect(
      inkImage(
        picture(300, 10, () => true),
        white,
        prose,
      ),
    ).toBeNull();
  });
});
