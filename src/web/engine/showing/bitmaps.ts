import type { Box, Raster } from '../../../model/types.js';
import { crop } from '../../../raster/crop.js';
import type { PictureFormat } from '../../pictures/pictureFormat.js';
import type { Picture } from '../calls/calls.js';

/** Browsers convert colours and multiply alpha unless told not to. */
const asStored = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const;

/** Larger pictures are shown with fewer pixels: no screen has more, and a page that draws them would stand still. */
const mostShown = 2400;

/** A raster, or a part of it, as a bitmap to show; masked places stay transparent. */
export async function pictureOf(raster: Raster, part?: Box): Promise<Picture> {
  const { width, height, data } = part ? crop(raster, part) : raster;
  const image = new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
  const scale = Math.min(1, mostShown / Math.max(width, height));
  const bitmap =
    scale === 1
      ? await createImageBitmap(image)
      : await createImageBitmap(image, {
          resizeWidth: Math.max(1, Math.round(scale * width)),
          resizeHeight: Math.max(1, Math.round(scale * height)),
          resizeQuality: 'medium',
        });
  return { bitmap, width, height };
}

/**
 * What the browser makes of a picture, or of a frame of it: colours as stored, alpha apart. A browser without a decoder of
 * frames shows the first.
 */
export async function decodeInBrowser(
  bytes: Uint8Array,
  format: PictureFormat,
  frame: number,
): Promise<{ readonly raster: Raster; readonly frames: number }> {
  const type = `image/${format}`;
  if (format === 'webp' && 'ImageDecoder' in globalThis) {
    const decoder = new ImageDecoder({ data: bytes.slice(), type, ...asStored });
    await decoder.tracks.ready;
    await decoder.completed;
    const frames = decoder.tracks.selectedTrack?.frameCount ?? 1;
    if (frames > 1) return { raster: await frameRaster(decoder, Math.min(frame, frames - 1)), frames };
    decoder.close();
  }
  const blob = new Blob([bytes.slice()], { type });
  return { raster: rasterOf(await createImageBitmap(blob, asStored)), frames: 1 };
}

/** A frame's pixels; the decoder is used up. */
async function frameRaster(decoder: ImageDecoder, frameIndex: number): Promise<Raster> {
  const { image } = await decoder.decode({ frameIndex });
  const { displayWidth: width, displayHeight: height } = image;
  const data = new Uint8ClampedArray(4 * width * height);
  await image.copyTo(data, { format: 'RGBA' });
  image.close();
  decoder.close();
  return { width, height, data };
}

/** A bitmap's pixels; it is used up. */
export function rasterOf(bitmap: ImageBitmap): Raster {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
