import type { Raster } from '../../model/types.js';
import type { ColourPalette } from '../../palette/palette.js';

/** Width of a row, and height of it with the gap above the next. */
const width = 960;
const rowHeight = 96;
const gap = 12;

/** Palettes as a picture: a row each, every colour as wide as its share of the pixels. */
export function swatches(palettes: readonly ColourPalette[]): Raster {
  const height = palettes.length * (rowHeight + gap) - gap;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  palettes.forEach(({ colours, counts }, row) => {
    const top = row * (rowHeight + gap);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const line = new Uint8ClampedArray(4 * width).fill(255);
    for (let x = 0, c = 0, passed = counts[0]!; x < width; x++) {
      while (c + 1 < counts.length && ((x + 0.5) / width) * total > passed) passed += counts[++c]!;
      line.set(colours.subarray(3 * c, 3 * c + 3), 4 * x);
    }
    for (let y = top; y < top + rowHeight; y++) data.set(line, 4 * width * y);
  });
  return { width, height, data };
}
