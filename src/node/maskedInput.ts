import { readRaster } from '../formats/pictures/readRaster.js';
import { paintedMask, type Stroke } from '../marks/paintedMask.js';
import { UsageError } from '../model/errors.js';
import type { Raster } from '../model/types.js';
import type { FigureInput } from '../pipeline/plan/request.js';
import type { PictureLike } from '../pipeline/recoverFigure.js';

/** Masks are white or black; what a lossy codec made of them is nearer to one than to the other. */
const whiteFrom = 128;

/**
 * The figure without the pixels that are white in a picture, or painted out.
 *
 * @param masked the picture's path, or strokes
 * @throws UsageError if the picture has another size than the figure
 */
export async function maskedInput(
  input: FigureInput | PictureLike,
  masked: string | readonly Stroke[],
): Promise<FigureInput> {
  if (!('raster' in input))
    throw new UsageError('mask expects a figure from a file beside it, but received pixels', 'mask');
  const out =
    typeof masked === 'string' ? await whiteIn(masked, input.raster) : paintedMask(masked, input.raster);
  const ignore = out?.map((is, i) => is | (input.ignore?.[i] ?? 0)) ?? input.ignore;
  return { ...input, ...(ignore && { ignore }) };
}

/** 1 where a picture of the figure's size is white. */
async function whiteIn(path: string, { width, height }: Raster): Promise<Uint8Array> {
  const { raster: mask } = await readRaster(path);
  if (mask.width !== width || mask.height !== height)
    throw new UsageError(
      `mask expects a picture of the figure's ${width} × ${height} pixels, but ${path} has ${mask.width} × ${mask.height}`,
      'mask',
      { code: 'mask-of-another-size' },
    );
  return Uint8Array.from({ length: width * height }, (_, i) => (mask.data[4 * i]! >= whiteFrom ? 1 : 0));
}
