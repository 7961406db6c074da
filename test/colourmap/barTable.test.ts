import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { colourmapFromColourbar } from '../../src/colourmap/fromColourbar.js';
import { type Library, loadLibrary, type NamedTable } from '../../src/colourmap/library.js';
import type { Rgb } from '../../src/types.js';
import { type Paint, paintedBar, rainbow } from './paintedBar.js';

let library: Library;
beforeAll(async () => {
  library = await loadLibrary();
});

const tableNamed = (name: string): NamedTable =>
  library.tables.find((table) => table.source === 'matplotlib' && table.name === name)!;

/** The law of a table; with digits cut off instead of rounded, half of its bytes are one less. */
const drawn =
  ({ rgb, n }: NamedTable, cut = false): Paint =>
  (t) => {
    const k = Math.min(n - 1, Math.floor(t * n));
    const less = (c: number): number => (cut ? (((k * 2654435761) >>> 7) + c) % 2 : 0);
    return [0, 1, 2].map((c) => Math.max(0, rgb[3 * k + c]! - less(c))) as unknown as Rgb;
  };

describe('a bar drawn with a named table', () => {
  it('is placed to a fraction of a level and named, with more rows than levels or fewer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('viridis', 'jet', 'coolwarm', 'terrain', 'spring', 'gist_ncar'),
        fc.integer({ min: 150, max: 640 }),
        fc.double({ min: -0.45, max: 0.45, noNaN: true }),
        fc.boolean(),
        (name, length, low, cut) => {
          const { raster, box } = paintedBar(drawn(tableNamed(name), cut), { length, low });
          const { colourmap, lowAt, highAt } = colourmapFromColourbar(raster, box, { library });
          expect(colourmap.name).toBe(`matplotlib:${name}`);
          expect(colourmap.levels).toBe(256);
          const pixelsPerLevel = length / 256;
          expect(Math.abs(lowAt - (box.bottom - low))).toBeLessThan(0.3 * pixelsPerLevel);
          expect(Math.abs(highAt - (box.top - low))).toBeLessThan(0.3 * pixelsPerLevel);
        },
      ),
      { numRuns: 25, seed: 3 },
    );
  });

  it('is recognised from either end', () => {
    const { raster, box } = paintedBar(drawn(tableNamed('plasma')));
    const { colourmap } = colourmapFromColourbar(raster, box, { library, flipped: true });
    expect(colourmap.name).toBe('matplotlib:plasma_r');
  });

  it('is not taken for one when it is drawn in part, in fewer levels, or with a map that no library holds', () => {
    const plasma = drawn(tableNamed('plasma'));
    for (const paint of [rainbow, (t: number) => plasma(0.1 + 0.85 * t)] as const) {
      const { raster, box } = paintedBar(paint, { length: 500 });
      expect(colourmapFromColourbar(raster, box, { library }).colourmap.name).toBeUndefined();
    }
    const { raster, box } = paintedBar(plasma, { length: 500, levels: 64 });
    const { colourmap } = colourmapFromColourbar(raster, box, { library });
    expect([colourmap.name, colourmap.levels]).toEqual([undefined, 64]);
  });
});
