import type { Grid, Raster } from '../../model/types.js';
import { greyLevels } from './greyLevels.js';
import { paint } from './paint.js';
import { withPngText } from './png/pngText.js';

/** The values of a grid as a grey PNG of 16 bits, its range in its texts: see `greyLevels`. */
export async function writePng16(grid: Grid): Promise<Uint8Array> {
  const { width, height } = grid;
  // Only pictures of 16 bits are left to it.
  const { default: sharp } = await import('sharp');
  const { levels, text } = greyLevels(grid);
  const png = await sharp(levels, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  return withPngText(png, text);
}

/** A picture of the grid to look at, one pixel per value, in viridis over the range that occurs; masked: transparent. */
export async function writePreview(grid: Grid): Promise<Uint8Array> {
  return encodePng(paint(grid.width, grid.height, grid.values, grid.mask));
}

/** Paeth's filter on every row: trying all five on each takes four times as long and saves a few per cent. */
const PAETH = 4;

/** A raster as a PNG file, alpha kept. */
export async function encodePng({ width, height, data }: Raster): Promise<Uint8Array> {
  // Recovering a figure to numbers writes no picture.
  const {
    default: { PNG },
  } = await import('pngjs');
  const image = new PNG({ width, height, filterType: PAETH });
  image.data = Buffer.from(data.buffer, data.byteOffset, data.length);
  return PNG.sync.write(image, { filterType: PAETH });
}
