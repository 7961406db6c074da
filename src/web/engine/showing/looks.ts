import { loadLibrary } from '../../../colourmap/library/library.js';
import { fieldColours } from '../../../colourmap/maps/coloursAt.js';
import { paint } from '../../../formats/pictures/paint.js';
import { valueRange } from '../../../formats/pictures/valueRange.js';
import { PixelKind } from '../../../model/pixelKind.js';
import type { Raster } from '../../../model/types.js';
import type { Panel } from '../../../pipeline/panel.js';
import { crop } from '../../../raster/crop.js';
import type { Drawn, Look } from '../calls/calls.js';
import { pictureOf } from './bitmaps.js';
import { paletteOf } from './colourmaps.js';

/** A panel's grid as a picture. */
export async function drawLook(panel: Panel, figure: Raster, look: Look, colourmap: string): Promise<Drawn> {
  const { grid, decoded } = panel;
  if (look === 'kind') return { ...(await pictureOf(kinds(panel))), range: null };
  if (look === 'difference') return { ...(await pictureOf(difference(panel, figure))), range: null };
  const [width, height, values, mask] =
    look === 'residual'
      ? ([decoded.width, decoded.height, decoded.residual, undefined] as const)
      : ([grid.width, grid.height, look === 'sigma' ? grid.sigma : grid.values, grid.mask] as const);
  const range = valueRange(values, mask);
  const palette = colourmap === 'viridis' ? undefined : paletteOf(await loadLibrary(), colourmap);
  const raster = paint(width, height, values, mask, { ...(range && { range }), ...(palette && { palette }) });
  return { ...(await pictureOf(raster)), range: range ? [range.lo, range.hi] : null };
}

/** Differences are small: a step of one level should be seen. */
const gain = 8;
const middle = 128;

/** The figure drawn from the positions that were decoded, less the figure: grey where they agree. */
function difference({ decoded, colourmap, plotBox, straight }: Panel, figure: Raster): Raster {
  const { width, height, t, mask } = decoded;
  const drawn = fieldColours(colourmap, t);
  const { data: pixels } = straight ? crop(straight.raster, straight.plotBox) : crop(figure, plotBox);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0, o = 0; i < mask.length; i++, o += 4) {
    if (mask[i] !== 1) continue;
    for (let c = 0; c < 3; c++) data[o + c] = middle + gain * (drawn[3 * i + c]! - pixels[o + c]!);
    data[o + 3] = 255;
  }
  return { width, height, data };
}

/** Colours of the kinds of pixels that are no data, told apart with colour-vision deficiencies too (Okabe and Ito's). */
const kindColours = new Map<number, readonly [number, number, number]>([
  [PixelKind.overlay, [213, 94, 0]],
  [PixelKind.fringe, [230, 159, 0]],
  [PixelKind.noData, [0, 114, 178]],
  [PixelKind.below, [86, 180, 233]],
  [PixelKind.above, [204, 121, 167]],
  [PixelKind.given, [0, 158, 115]],
]);

/** What each pixel is; data are transparent. */
function kinds({ decoded: { width, height, kind } }: Panel): Raster {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0, o = 0; i < kind.length; i++, o += 4) {
    const colour = kindColours.get(kind[i]!);
    if (!colour) continue;
    data.set(colour, o);
    data[o + 3] = 255;
  }
  return { width, height, data };
}
