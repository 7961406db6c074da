import { loadLibrary } from '../../../src/colourmap/library/library.js';
import { colourmapOf, resolveName } from '../../../src/colourmap/names.js';
import type { Raster } from '../../../src/model/types.js';
import type { RegionSource } from '../../../src/pipeline/blocks/sample.js';
import { crop } from '../../../src/raster/crop.js';

/** A smooth field in the levels of a named map, with slanted black lines whose edges are anti-aliased, white holes and a black frame. */
export async function markedField(name: string, width: number, height: number): Promise<Raster> {
  const { colours } = colourmapOf(resolveName(await loadLibrary(), name));
  const levels = colours.length / 3;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 4) {
      const t = 0.5 + 0.25 * Math.sin(x / 61 + Math.sin(y / 97)) + 0.2 * Math.cos(y / 83 + x / 211);
      const isHole = (x - 80) ** 2 + ((y % 155) - 77) ** 2 < 400;
      const isFrame = x < 1 || y < 1 || x >= width - 1 || y >= height - 1;
      const line = isHole ? 0 : Math.min(1, Math.max(0, 1.3 - Math.abs(((y + 0.37 * x) % 173) - 80)));
      const k = 3 * Math.min(levels - 1, Math.floor(t * levels));
      for (let c = 0; c < 3; c++)
        data[o + c] = isFrame ? 0 : isHole ? 255 : Math.round(colours[k + c]!) * (1 - line);
    }
  return { width, height, data };
}

/** A picture in memory as one that is read part by part. */
export const regionsOf = (raster: Raster): RegionSource => ({
  width: raster.width,
  height: raster.height,
  read: async (box) => ({ raster: crop(raster, box) }),
});
