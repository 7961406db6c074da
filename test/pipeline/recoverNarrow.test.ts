import { describe, expect, it } from 'vitest';
import { colourmapFromTable } from '../../src/colourmap/maps/fromTable.js';
import { RecoveryError } from '../../src/model/errors.js';
import type { Raster } from '../../src/model/types.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import type { PlanOptions } from '../../src/pipeline/plan/options.js';
import { recoveredBare } from '../decode/decoded.js';

/** A picture of a smooth ramp of colours, of any shape. */
function ramp(width: number, height: number): Raster {
  const data = new Uint8ClampedArray(4 * width * height);
  const n = Math.max(1, width * height - 1);
  for (let p = 0; p < width * height; p++) data.set([(220 * p) / n, 40 + (150 * p) / n, 90, 255], 4 * p);
  return { width, height, data };
}

const map = colourmapFromTable(
  Array.from({ length: 64 }, (_, i) => [(220 * i) / 63, 40 + (150 * i) / 63, 90]).flat(),
);

const ways: Readonly<Record<string, PlanOptions>> = {
  blind: {},
  'the walk': { colourmap: 'walk' },
  'a map that is given': { colourmap: map, fill: true },
};

describe('pictures that are a line or a point', () => {
  for (const [width, height] of [
    [1, 60],
    [60, 1],
    [2, 60],
    [60, 2],
    [3, 3],
    [1, 2],
  ] as const)
    it.each(Object.keys(ways))(`end with an answer by %s: ${width} × ${height}`, (way) => {
      const { grid } = recoveredBare(ramp(width, height), ways[way]);
      expect([grid.width, grid.height]).toEqual([width, height]);
      expect(grid.mask.includes(1)).toBe(true);
    });

  it('are refused where one pixel is all there is', () => {
    expect(() => recoveredBare(ramp(1, 1))).toThrow(RecoveryError);
  });
});

describe('colours that have no order', () => {
  const count = 60;
  const next = randomSource(7);
  const colours = Array.from({ length: count }, () => [0, 0, 0].map(() => Math.floor(256 * next())));

  /** A stripe of 3 × 30 pixels of each colour: side by side, or one below the other. */
  function stripes(upright: boolean): Raster {
    const [width, height] = upright ? [3 * count, 30] : [30, 3 * count];
    const data = new Uint8ClampedArray(4 * width * height);
    for (let p = 0; p < width * height; p++) {
      const along = upright ? p % width : Math.floor(p / width);
      data.set([...colours[Math.floor(along / 3)]!, 255], 4 * p);
    }
    return { width, height, data };
  }

  for (const way of ['blind', 'the walk'])
    it.each([true, false])(
      `are not trusted by ${way}, whichever way their stripes run: upright %s`,
      (upright) => {
        expect(recoveredBare(stripes(upright), ways[way]).confidence).toBeLessThan(0.5);
      },
    );
});
