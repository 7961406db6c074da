import { encode } from 'fast-png';
import plotlyAddress from 'plotly.js-gl3d-dist-min/plotly-gl3d.min.js?url';
import type { Raster } from '../../../model/types.js';
import { base64Of } from '../../../numeric/base64.js';
import { rasterOf } from '../showing/bitmaps.js';

/** What a report takes from where it is written, in a browser: the same functions as those of `report/drawing/means`. */

export async function pngUri(raster: Raster, columns = raster.width): Promise<string> {
  const { width, height, data } = columns === raster.width ? raster : await narrowed(raster, columns);
  return `data:image/png;base64,${base64Of(encode({ width, height, data, channels: 4, depth: 8 }))}`;
}

async function narrowed({ width, height, data }: Raster, columns: number): Promise<Raster> {
  const rows = Math.max(1, Math.round((height * columns) / width));
  const image = new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
  const options = { resizeWidth: columns, resizeHeight: rows, resizeQuality: 'high' } as const;
  return rasterOf(await createImageBitmap(image, options));
}

export async function plotly(): Promise<string> {
  return (await fetch(plotlyAddress)).text();
}
