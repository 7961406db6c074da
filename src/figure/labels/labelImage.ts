import type { Box, Raster } from '../../model/types.js';
import { maxDifference, type Page } from '../layout/page.js';

/**
 * A piece of text as black on white, enlarged (bilinear), with a white border: what text recognition expects.
 *
 * @param glyphHeight height of its full-size glyphs in the figure, in pixels
 * @param target the height that they are to have
 */
export function labelImage(
  raster: Raster,
  page: Page,
  box: Box,
  glyphHeight: number,
  target: number,
): Raster {
  const factor = Math.min(8, Math.max(1, target / glyphHeight));
  const margin = 1;
  const left = box.left - margin;
  const top = box.top - margin;
  const w = box.right - box.left + 2 * margin;
  const h = box.bottom - box.top + 2 * margin;
  const grey = new Float64Array(w * h);
  let strongest = 1;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const px = left + x;
      const py = top + y;
      if (px < 0 || py < 0 || px >= raster.width || py >= raster.height) continue;
      const contrast = maxDifference(raster, 4 * (py * raster.width + px), page.colour);
      grey[y * w + x] = contrast;
      if (contrast > strongest) strongest = contrast;
    }
  }
  const border = 12;
  const width = Math.round(w * factor) + 2 * border;
  const height = Math.round(h * factor) + 2 * border;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= w || y >= h ? 0 : grey[y * w + x]!);
  for (let y = border; y < height - border; y++) {
    const fy = (y - border + 0.5) / factor - 0.5;
    const y0 = Math.floor(fy);
    for (let x = border; x < width - border; x++) {
      const fx = (x - border + 0.5) / factor - 0.5;
      const x0 = Math.floor(fx);
      const u = fx - x0;
      const v = fy - y0;
      const c =
        (at(x0, y0) * (1 - u) + at(x0 + 1, y0) * u) * (1 - v) +
        (at(x0, y0 + 1) * (1 - u) + at(x0 + 1, y0 + 1) * u) * v;
      const o = 4 * (y * width + x);
      data[o] = data[o + 1] = data[o + 2] = 255 - (255 * c) / strongest;
    }
  }
  return { width, height, data };
}
