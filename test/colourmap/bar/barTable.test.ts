import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { colourmapFromColourbar } from '../../../src/colourmap/bar/fromColourbar.js';
import { type Library, loadLibrary, type NamedTable } from '../../../src/colourmap/library/library.js';
import type { Rgb } from '../../../src/model/types.js';
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

  it('is recognised in a JPEG, and lends the map its own colours', async () => {
    for (const [name, quality] of [
      ['viridis', 75],
      ['jet', 90],
    ] as const) {
      const table = tableNamed(name);
      const { raster, box } = paintedBar(drawn(table), { length: 400, low: -0.3 });
      const { width, height } = raster;
      const jpeg = await sharp(raster.data, { raw: { width, height, channels: 4 } })
        .jpeg({ quality })
        .toBuffer();
      const { data } = await sharp(jpeg).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      const decoded = { width, height, data: new Uint8ClampedArray(data) };
      const { colourmap, lowAt, highAt } = colourmapFromColourbar(decoded, box, { library, lossy: true });
      expect(colourmap.name).toBe(`matplotlib:${name}`);
      expect(Math.abs(lowAt - (box.bottom + 0.3))).toBeLessThan(0.8);
      expect(Math.abs(highAt - (box.top + 0.3))).toBeLessThan(0.8);
      const middle = 3 * colourmap.positions.findIndex((t) => t > 0.5);
      for (let c = 0; c < 3; c++)
        expect(Math.abs(colourmap.colours[middle + c]! - table.rgb[3 * 128 + c]!)).toBeLessThanOrEqual(0.5);
    }
  });
});
