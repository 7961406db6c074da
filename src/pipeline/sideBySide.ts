import { fieldColours } from '../colourmap/maps/coloursAt.js';
import type { Raster } from '../model/types.js';
import { crop } from '../raster/crop.js';
import type { PanelRecovery } from './panel/recovery.js';

/** White between the pictures, pixels. */
const gap = 8;
/** Differences are shown this many times as dark as they are: a visible grey for what an eye would miss in colours. */
const gain = 4;

/**
 * A look at a recovery: the plot area as it is in the figure, its values redrawn with the figure's own colourmap, and the
 * difference between the two, side by side. Masked pixels are transparent in the second and the third. Differences,
 * the largest over the channels, are white for none and black from 64 sRGB units on.
 *
 * @param raster the figure in whose pixels the panel's plot area lies
 */
export function sideBySide(
  raster: Raster,
  { plotBox, decoded, colourmap }: Pick<PanelRecovery, 'plotBox' | 'decoded' | 'colourmap'>,
): Raster {
  const figure = crop(raster, plotBox);
  const { width, height, t, mask } = decoded;
  const redrawn = fieldColours(colourmap, t);
  const full = 3 * width + 2 * gap;
  const data = new Uint8ClampedArray(4 * full * height);
  // Millions of pixels: no array is made for one.
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0; x < width; x++, k++) {
      const from = 4 * (y * full + x);
      const [second, third] = [from + 4 * (width + gap), from + 8 * (width + gap)];
      let away = 0;
      for (let c = 0; c < 3; c++) {
        const seen = figure.data[4 * k + c]!;
        data[from + c] = seen;
        if (mask[k] !== 1) continue;
        const drawn = redrawn[3 * k + c]!;
        data[second + c] = drawn;
        away = Math.max(away, Math.abs(seen - drawn));
      }
      data[from + 3] = 255;
      if (mask[k] !== 1) continue;
      data[second + 3] = 255;
      for (let c = 0; c < 3; c++) data[third + c] = 255 - gain * away;
      data[third + 3] = 255;
    }
  return { width: full, height, data };
}
