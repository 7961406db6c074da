import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../src/figure/layout/ink/page.js';
import { pictureBegins } from '../../../src/figure/within/pictureBegins.js';
import { drawing, hue } from '../drawing.js';

const white = pageOf([255, 255, 255], false);
const bottom = { left: 20, top: 80, right: 220, bottom: 100 };
const above = { side: 'top', between: 0, seam: 2 } as const;

describe('a picture beside a strip', () => {
  it('does not begin where the last row of a heat map ends whose cells hardly differ', () => {
    const { raster, fill } = drawing(240, 120, [255, 255, 255]);
    const shade = (x: number, row: number) => hue(0.4 + 0.004 * Math.floor((x - 20) / 8) + 0.07 * row);
    for (let row = 0; row < 4; row++)
      fill({ left: 20, top: 20 + 20 * row, right: 220, bottom: 40 + 20 * row }, (x) =>
        shade(row % 2 === 0 ? x : 240 - x, row),
      );
    expect(pictureBegins(raster, white, bottom, above)).toBe(false);
  });

  it('begins where a smooth field ends at a bar', () => {
    const { raster, fill } = drawing(240, 120, [255, 255, 255]);
    fill({ left: 20, top: 20, right: 220, bottom: 80 }, (x, y) => hue(0.5 + 0.4 * Math.sin(x / 23 + y / 9)));
    fill(bottom, (x) => hue((x - 20) / 200));
    expect(pictureBegins(raster, white, bottom, above)).toBe(true);
  });
});
