import { InputError } from '../model/errors.js';
import type { Raster } from '../model/types.js';
import { median } from '../numeric/statistics/statistics.js';
import { luma as lumaOf } from '../raster/colours/colourSpace.js';
import { type JpegCoefficients, readJpegCoefficients } from './coefficients.js';

/** Blocks asked, spread over the picture: a wrong colour model shows in most of them. */
const askedBlocks = 400;
/** Rounding, and the clipping of ringing to bytes, move a block's mean by less than this in most blocks. */
const mostMeanError = 2;

/**
 * Whether a JPEG's coefficients explain the pixels that a decoder made of the same file: the mean luma of blocks by
 * their DC terms beside that of their pixels. Where they do not (another colour model than the file's markers say, a
 * conversion on the way), the pixels are the better witness.
 *
 * @param raster the whole picture, as large as the JPEG
 */
export function explainsPixels(jpeg: JpegCoefficients, raster: Raster): boolean {
  if (jpeg.width !== raster.width || jpeg.height !== raster.height || jpeg.colourModel === 'rgb')
    return false;
  const luma = jpeg.components[0];
  if (luma?.horizontal !== jpeg.largestHorizontal || luma.vertical !== jpeg.largestVertical) return false;
  // Whole blocks only: beyond the picture's edge encoders pad as they please.
  const across = raster.width >> 3;
  const count = across * (raster.height >> 3);
  // A picture smaller than a block holds nothing to compare, nor to gain.
  if (count === 0) return false;
  const stride = Math.max(1, Math.floor(count / askedBlocks));
  const errors: number[] = [];
  for (let k = 0; k < count; k += stride) {
    const column = k % across;
    const row = (k - column) / across;
    const dc = luma.coefficients[64 * (row * luma.blocksWide + column)]! * luma.quantisation[0]!;
    errors.push(Math.abs(dc / 8 + 128 - meanLuma(raster, 8 * column, 8 * row)));
  }
  return median(errors) <= mostMeanError;
}

/**
 * The coefficients of a JPEG file, or nothing for the rare processes and colour models that only the pixels are decoded
 * of, and where the pixels contradict them.
 */
export function agreeingCoefficients(bytes: Uint8Array, raster: Raster): JpegCoefficients | undefined {
  try {
    const coefficients = readJpegCoefficients(bytes);
    return explainsPixels(coefficients, raster) ? coefficients : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Mean Rec. 601 luma of an 8 × 8 block. */
function meanLuma({ width, data }: Raster, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + 8; y++)
    for (let x = left, o = 4 * (y * width + left); x < left + 8; x++, o += 4)
      sum += lumaOf(data[o]!, data[o + 1]!, data[o + 2]!);
  return sum / 64;
}
