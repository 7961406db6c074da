import type { Box, Raster, Rgb } from '../../../model/types.js';
import { commonColour } from './page.js';
import { boxHeight, boxWidth, contains } from './rectangle.js';

/** Samples along each side of a region: enough to tell the areas of a window. */
const samples = 96;
/** Colours that are told apart: what is left has no share worth knowing. */
const most = 8;

/** The colours of a region in buckets of 8, the most frequent first, with their shares; those outside of a box where one is given. */
export function commonColours(
  raster: Raster,
  region: Box,
  except?: Box,
): readonly { readonly colour: Rgb; readonly share: number }[] {
  const buckets = new Map<number, number[]>();
  let count = 0;
  for (let j = 0; j < samples; j++)
    for (let i = 0; i < samples; i++) {
      const x = region.left + Math.floor(((i + 0.5) * boxWidth(region)) / samples);
      const y = region.top + Math.floor(((j + 0.5) * boxHeight(region)) / samples);
      if (except && contains(except, { left: x, top: y, right: x + 1, bottom: y + 1 })) continue;
      const o = 4 * (y * raster.width + x);
      const [r, g, b] = [raster.data[o]! >> 3, raster.data[o + 1]! >> 3, raster.data[o + 2]! >> 3];
      const key = (r << 10) | (g << 5) | b;
      const own = buckets.get(key);
      if (own) own.push(o);
      else buckets.set(key, [o]);
      count++;
    }
  return [...buckets.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, most)
    .map((offsets) => ({ colour: commonColour(raster, offsets), share: offsets.length / count }));
}
