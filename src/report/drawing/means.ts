import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { encodePng } from '../../formats/pictures/writePng.js';
import type { Raster } from '../../model/types.js';
import { base64Of } from '../../numeric/base64.js';

/** What a report takes from where it is written: from Node here; the page's build has its own in this place. */

/** A picture as the data URI of a PNG, made so many pixels wide where that is told. */
export async function pngUri(raster: Raster, columns = raster.width): Promise<string> {
  const { width, height, data } = raster;
  const png =
    columns === width
      ? await encodePng(raster)
      : await sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
          .resize(columns)
          .png()
          .toBuffer();
  return `data:image/png;base64,${base64Of(png)}`;
}

/** The source of the plotting library. */
export function plotly(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('plotly.js-gl3d-dist-min'), 'utf8');
}
