import { coloursAt } from '../colourmap/maps/coloursAt.js';
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
  const redrawn = coloursAt(
    colourmap,
    Float64Array.from(t, (position) => (Number.isNaN(position) ? 0 : position)),
  );
  const full = 3 * width + 2 * gap;
  const data = new Uint8ClampedArray(4 * full * height);
  const put = (picture: number, x: number, y: number, red: number, green: number, blue: number): void => {
    data.set([red, green, blue, 255], 4 * (y * full + picture * (width + gap) + x));
  };
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0; x < width; x++, k++) {
      const [red, green, blue] = figure.data.subarray(4 * k, 4 * k + 3);
      put(0, x, y, red!, green!, blue!);
      if (mask[k] !== 1) continue;
      const [r, g, b] = redrawn.subarray(3 * k, 3 * k + 3);
      put(1, x, y, r!, g!, b!);
      const away = Math.max(Math.abs(red! - r!), Math.abs(green! - g!), Math.abs(blue! - b!));
      const shade = 255 - gain * away;
      put(2, x, y, shade, shade, shade);
    }
  return { width: full, height, data };
}
