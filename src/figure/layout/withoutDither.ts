import type { Raster } from '../../model/types.js';
import { alternatingMask, isDithered, paletteSize, undithered } from '../../raster/colours/dither.js';
import { dilate } from '../../raster/dilate.js';

/** Pixels that alternate are no farther apart than twice this where an area is dithered all over. */
const reach = 4;

/**
 * A picture of few colours with its dithered areas as they were before, as far as means over five pixels tell (`undithered`). What is
 * of one colour stays as it is, and letters whose rims alternate stay readable: a bar is found by lines across it that have one colour each.
 *
 * @returns null where nothing is dithered
 */
export function withoutDither(raster: Raster): Raster | null {
  const { width, height } = raster;
  if (!isDithered(raster, new Uint8Array(width * height), paletteSize(raster))) return null;
  const isArea = closed(alternatingMask(raster), width, height);
  return undithered(raster, inverse(isArea));
}

/** A mask with its gaps filled that are narrower than twice the reach. */
const closed = (mask: Uint8Array, width: number, height: number): Uint8Array =>
  inverse(dilate(inverse(dilate(mask, width, height, reach)), width, height, reach));

const inverse = (mask: Uint8Array): Uint8Array => mask.map((set) => 1 - set);
