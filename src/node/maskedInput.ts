import { readRaster } from '../formats/pictures/readRaster.js';
import { Painted, paintedMask, type Stroke } from '../marks/paintedMask.js';
import { UsageError } from '../model/errors.js';
import type { Raster } from '../model/types.js';
import { paintedInput } from '../pipeline/plan/paintedInput.js';
import type { FigureInput } from '../pipeline/plan/request.js';
import type { PictureLike } from '../pipeline/recoverFigure.js';

/** Masks are white or black; what a lossy codec made of them is nearer to one than to the other. */
const whiteFrom = 128;

/**
 * The figure without the pixels that are white in a picture, or painted out, and with a value at those that are green, or
 * restored.
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
  const painted =
    typeof masked === 'string' ? await paintedIn(masked, input.raster) : paintedMask(masked, input.raster);
  return paintedInput(input, painted);
}

/** What a picture of the figure's size has painted: out where it is white (or any light red), restored where it is green. */
async function paintedIn(path: string, { width, height }: Raster): Promise<Uint8Array> {
  const { raster: mask } = await readRaster(path);
  if (mask.width !== width || mask.height !== height)
    throw new UsageError(
      `mask expects a picture of the figure's ${width} × ${height} pixels, but ${path} has ${mask.width} × ${mask.height}`,
      'mask',
      { code: 'mask-of-another-size' },
    );
  const isLight = (sample: number): boolean => mask.data[sample]! >= whiteFrom;
  return Uint8Array.from({ length: width * height }, (_, i) =>
    isLight(4 * i) ? Painted.out : isLight(4 * i + 1) ? Painted.restored : 0,
  );
}
