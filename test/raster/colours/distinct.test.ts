import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctColours, unpackColours } from '../../../src/raster/colours/distinct.js';

describe('distinctColours', () => {
  it('gives every pixel its own colour back and counts each colour once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.nat(255), fc.nat(3)), { minLength: 1, maxLength: 3000 }),
        (pixels) => {
          const data = Uint8ClampedArray.from(pixels.flatMap(([r, g, b]) => [r, g, b, 255]));
          const { packed, counts, indices } = distinctColours({ width: pixels.length, height: 1, data });
          const colours = unpackColours(packed);
          for (const [i, pixel] of pixels.entries())
            expect([...colours.subarray(3 * indices[i]!, 3 * indices[i]! + 3)]).toEqual([...pixel]);
          expect(packed.length).toBe(new Set(pixels.map(String)).size);
          expect(counts.reduce((a, b) => a + b, 0)).toBe(pixels.length);
        },
      ),
      { seed: 1, numRuns: 20 },
    );
  });

  it('takes no notice of alpha, nor of where in its buffer the picture begins', () => {
    const data = new Uint8ClampedArray(new ArrayBuffer(4 * 3 + 1), 1);
    data.set([200, 10, 255, 0, 200, 10, 255, 255, 0, 0, 0, 255]);
    const { packed, counts, indices } = distinctColours({ width: 3, height: 1, data });
    expect([[...packed], [...counts], [...indices]]).toEqual([
      [0xc80aff, 0],
      [2, 1],
      [0, 0, 1],
    ]);
  });
});
