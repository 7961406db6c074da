import { decode } from '../../decode/decode.js';
import type { WholeField } from '../../decode/picture/block.js';
import type { DecodeOptions } from '../../decode/picture/decoding.js';
import { scaleValues, type ValueScale } from '../../grid/coordinates/scale.js';
import { blockColours, type WholeColours } from '../../locus/colours/blockColours.js';
import type { Box, Grid } from '../../model/types.js';
import { cropPlane } from '../../raster/crop.js';
import { withinCutoff } from '../panel/withinCutoff.js';
import type { BlockBoxes } from './layout.js';
import type { PictureRegion } from './sample.js';

/** All that decoding a block needs besides its pixels: plain data, none of which grows with the picture. */
export interface BlockPlan {
  /** In pixels of the picture. */
  readonly plotBox: Box;
  readonly colours: WholeColours;
  readonly field: WholeField;
  readonly decode: DecodeOptions;
  readonly cutoff?: number;
  readonly scale: ValueScale;
}

/** The numbers of a block of a plot area. Arrays hold an entry for each of its pixels. */
export interface GridBlock extends Pick<Grid, 'values' | 'sigma' | 'mask'> {
  /** In pixels of the plot area. */
  readonly box: Box;
  /** What each pixel shows: `PixelKind`. */
  readonly kind: Uint8Array;
}

/**
 * Decodes a block as part of the whole.
 *
 * @param region the pixels of its window
 */
export function decodeBlock(
  { raster, ignore }: PictureRegion,
  { core, window }: BlockBoxes,
  { colours, field, decode: options, cutoff, scale }: BlockPlan,
): GridBlock {
  const { left, top } = window;
  const picture = blockColours(raster, colours, window, ignore);
  const decoded = withinCutoff(
    decode(picture, field.map, { ...options, ...(ignore && { ignore }), block: { whole: field, left, top } }),
    cutoff,
  );
  const own: Box = {
    left: core.left - left,
    top: core.top - top,
    right: core.right - left,
    bottom: core.bottom - top,
  };
  const cut = <T extends Uint8Array | Float32Array>(plane: T): T => cropPlane(plane, 1, raster.width, own);
  const kept = { t: cut(decoded.t), sigma: cut(decoded.sigma) };
  return { box: core, ...scaleValues(kept, scale), mask: cut(decoded.mask), kind: cut(decoded.kind) };
}
