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

/** What the browser makes of a picture: colours as stored, alpha apart. */
export async function decodeInBrowser(bytes: Uint8Array, format: PictureFormat): Promise<Raster> {
  const blob = new Blob([bytes.slice()], { type: `image/${format}` });
  return rasterOf(await createImageBitmap(blob, asStored));
}

/** A bitmap's pixels; it is used up. */
export function rasterOf(bitmap: ImageBitmap): Raster {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}
