import type { Box, Raster, Rgb } from '../../../model/types.js';
import { luma } from '../../../raster/colours/colourSpace.js';
import { boxHeight, boxWidth } from '../../layout/ink/rectangle.js';
import { thickestStroke } from './inkOnly.js';

/** Writing stands out by at least this share of the way from its ground to the ink: what stands out less is noise. */
const leastRaised = 0.3;
/** Of a ground this near to the ink nothing is written in it. */
const leastContrast = 48;

/**
 * What is written on data in white or black on grounds that are neither, such as boxes that the data shine through, as black on
 * white: what is raised from its surroundings towards the ink in strokes no thicker than letters have (a top-hat, Meyer 1979).
 * By luma, which codecs keep sharp where they share colours among pixels.
 *
 * @param ink white or black
 * @returns a picture of the size of the whole, written on within the box only
 */
export function raisedInk({ width, height, data, text }: Raster, box: Box, ink: Rgb): Raster {
  const [across, down] = [boxWidth(box), boxHeight(box)];
  const isWhite = ink[0] > 128;
  const levels = new Uint8ClampedArray(across * down);
  for (let i = 0; i < levels.length; i++) {
    const o = 4 * ((box.top + Math.floor(i / across)) * width + box.left + (i % across));
    const level = luma(data[o]!, data[o + 1]!, data[o + 2]!);
    levels[i] = isWhite ? level : 255 - level;
  }
  const reach = thickestStroke(width, height) >> 1;
  const ground = extreme(extreme(levels, across, down, reach, Math.min), across, down, reach, Math.max);
  const result = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < levels.length; i++) {
    const contrast = 255 - ground[i]!;
    const share = contrast < leastContrast ? 0 : (levels[i]! - ground[i]!) / contrast;
    const o = 4 * ((box.top + Math.floor(i / across)) * width + box.left + (i % across));
    result.fill(share < leastRaised ? 255 : 255 * (1 - share), o, o + 3);
  }
  return { width, height, data: result, ...(text && { text }) };
}

/** The least or the greatest level within a square about each pixel. */
function extreme(
  levels: Uint8ClampedArray,
  width: number,
  height: number,
  reach: number,
  of: (a: number, b: number) => number,
): Uint8ClampedArray {
  const rows = new Uint8ClampedArray(levels.length);
  const result = new Uint8ClampedArray(levels.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let level = levels[y * width + x]!;
      for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++)
        level = of(level, levels[y * width + u]!);
      rows[y * width + x] = level;
    }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let level = rows[y * width + x]!;
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
        level = of(level, rows[v * width + x]!);
      result[y * width + x] = level;
    }
  return result;
}
