import { encode } from 'fast-png';
import { greyLevels } from '../../../formats/pictures/greyLevels.js';
import { withPngText } from '../../../formats/pictures/png/pngText.js';
import type { Grid } from '../../../model/types.js';

/** Grey levels of 16 bits, the range in the picture's texts, which stand before its pixels: there readers look for them. */
export function greyPicture(grid: Grid): Uint8Array {
  const { levels: data, text } = greyLevels(grid);
  return withPngText(encode({ width: grid.width, height: grid.height, data, channels: 1, depth: 16 }), text);
}
