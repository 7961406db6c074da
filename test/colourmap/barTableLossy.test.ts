import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { colourmapFromColourbar } from '../../src/colourmap/fromColourbar.js';
import { type Library, loadLibrary } from '../../src/colourmap/library.js';
import type { Raster, Rgb } from '../../src/types.js';
import { type Paint, paintedBar, rainbow } from './paintedBar.js';

let library: Library;
beforeAll(async () => {
  library = await loadLibrary();
});

/** The law of a matplotlib table. */
function drawn(name: string): Paint {
  const { rgb, n } = library.tables.find((t) => t.source === 'matplotlib' && t.name === name)!;
  return (t) => {
    const k = 3 * Math.min(n - 1, Math.floor(t * n));
    return [rgb[k]!, rgb[k + 1]!, rgb[k + 2]!] as Rgb;
  };
}

async function compressed(raster: Raster, quality: number): Promise<Raster> {
  const { width, height } = raster;
  const file = await sharp(raster.data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
  const data = await sharp(file).ensureAlpha().raw().toBuffer();
  return { width, height, data: new Uint8ClampedArray(data) };
}

describe("a JPEG's bar drawn with a named table", () => {
  it.each([
    ['viridis', 90, 0.4],
    ['jet', 75, -0.3],
    ['RdBu', 75, 0],
  ])('is named and placed to a fraction of a pixel: %s at quality %i', async (name, quality, low) => {
    const { raster, box } = paintedBar(drawn(name), { low, length: 330 });
    const { colourmap, lowAt, highAt } = colourmapFromColourbar(await compressed(raster, quality), box, {
      library,
      lossy: true,
    });
    expect(colourmap.name).toBe(`matplotlib:${name}`);
    expect(colourmap.origin).toBe('colourbar');
    expect([...colourmap.colours.slice(3, 6)]).toEqual(drawn(name)(0));
    expect(Math.abs(lowAt - (box.bottom - low))).toBeLessThan(0.5);
    expect(Math.abs(highAt - (box.top - low))).toBeLessThan(0.5);
  });

  it('is recognised from either end', async () => {
    const { raster, box } = paintedBar(drawn('plasma'));
    const picture = await compressed(raster, 85);
    const { colourmap } = colourmapFromColourbar(picture, box, { library, lossy: true, flipped: true });
    expect(colourmap.name).toBe('matplotlib:plasma_r');
    expect([...colourmap.colours.slice(0, 3)]).toEqual(drawn('plasma')(0.999));
  });

  it('is not taken for one when it is drawn in part, or with a map that no library holds', async () => {
    const plasma = drawn('plasma');
    for (const paint of [rainbow, (t: number) => plasma(0.1 + 0.85 * t)] as const) {
      const { raster, box } = paintedBar(paint, { length: 500 });
      const { colourmap } = colourmapFromColourbar(await compressed(raster, 85), box, {
        library,
        lossy: true,
      });
      expect(colourmap.name).toBeUndefined();
      expect(colourmap.levels).toBeUndefined();
    }
  });
});
