import { PNG } from 'pngjs';
import sharp from 'sharp';
import type { Grid, Raster } from '../../model/types.js';
import { paint } from './paint.js';
import { withPngText } from './pngText.js';
import { valueRange } from './valueRange.js';

/** Grey level of the largest value; 0 is kept for what is masked, so values take 1…65535. */
const TOP_LEVEL = 65535;

/**
 * The values of a grid as a grey PNG of 16 bits: level 0 where masked, levels 1…65535 from the smallest to the largest
 * value, linearly. The texts `unhue:lo` and `unhue:hi` hold those two values, exactly, so that
 * value = lo + (level − 1) / 65534 · (hi − lo) gives the numbers back to 1/131068 of their range; `unhue:units` holds
 * the units, where known. A grid without any valid value is all 0 and has neither.
 */
export async function writePng16(grid: Grid): Promise<Uint8Array> {
  const { width, height, values, mask } = grid;
  const range = valueRange(values, mask);
  const levels = new Uint16Array(width * height);
  if (range !== undefined) {
    const scale = range.hi > range.lo ? (TOP_LEVEL - 1) / (range.hi - range.lo) : 0;
    for (let i = 0; i < levels.length; i++) {
      const v = values[i]!;
      if (mask[i] === 1 && Number.isFinite(v)) levels[i] = 1 + Math.round((v - range.lo) * scale);
    }
  }
  const png = await sharp(levels, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  return withPngText(png, {
    Software: `unhue ${grid.provenance.version}`,
    ...(range && { 'unhue:lo': String(range.lo), 'unhue:hi': String(range.hi) }),
    ...(grid.units !== undefined && { 'unhue:units': grid.units }),
  });
}

/** A picture of the grid to look at, one pixel per value, in viridis over the range that occurs; masked: transparent. */
export async function writePreview(grid: Grid): Promise<Uint8Array> {
  return encodePng(paint(grid.width, grid.height, grid.values, grid.mask));
}

/** Paeth's filter on every row: trying all five on each takes four times as long and saves a few per cent. */
const PAETH = 4;

/** A raster as a PNG file, alpha kept. */
export async function encodePng({ width, height, data }: Raster): Promise<Uint8Array> {
  const image = new PNG({ width, height, filterType: PAETH });
  image.data = Buffer.from(data.buffer, data.byteOffset, data.length);
  return PNG.sync.write(image, { filterType: PAETH });
}
