import { describe, expect, it } from 'vitest';
import { findPage } from '../../../../src/figure/layout/ink/page.js';
import type { Raster } from '../../../../src/model/types.js';

function painted(width: number, height: number, grey: (x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.fill(grey(x, y), 4 * (y * width + x), 4 * (y * width + x) + 3);
  return { width, height, data };
}

describe('findPage', () => {
  it('finds the colour of a margin on two sides or more', () => {
    const margin = (x: number, y: number) => x < 5 || y < 7;
    const page = findPage(painted(80, 60, (x, y) => (margin(x, y) ? 240 : (3 * x + 2 * y) % 200)));
    expect(page?.colour).toEqual([240, 240, 240]);
  });

  it('expects noise where the picture is known to have gone through a lossy codec', () => {
    const figure = painted(80, 60, (x, y) => (x > 10 && y > 10 ? 90 : 240));
    expect([findPage(figure)!.noisy, findPage(figure, true)!.noisy]).toEqual([false, true]);
  });

  it('does not take a field for a margin because it is constant along its outermost lines', () => {
    // Zero along the left and the right edge, as a standing wave is.
    const wave = painted(127, 96, (x, y) => 127 + 120 * Math.sin((Math.PI * x) / 126) * Math.cos(y / 17));
    expect(findPage(wave)).toBeNull();
  });
});
