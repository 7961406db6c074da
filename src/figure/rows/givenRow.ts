import type { Box, Raster } from '../../model/types.js';
import { findColourbars } from '../layout/bars/colourbar.js';
import { components } from '../layout/ink/components.js';
import { findPage, inkMask } from '../layout/ink/page.js';
import { contains } from '../layout/ink/rectangle.js';
import { drawnAsBar, swatchRows } from './swatchRows.js';

/** A box that was found on a row, or given there, lies within it but for so many pixels. */
const slack = 2;

/**
 * The picture with the row or column of swatches that a bar's box lies on drawn as a bar, as where it was found: a box alone does not tell what
 * is written between them. The picture itself where there is no such row.
 *
 * @param lossy the picture went through a lossy codec
 */
export function withRowAsBar(raster: Raster, box: Box, lossy: boolean): Raster {
  const page = findPage(raster, lossy);
  if (page === null) return raster;
  const parts = components(inkMask(raster, page.colour, page.tolerance), raster.width, raster.height);
  const row = swatchRows(raster, page, parts).find((one) => contains(one.box, box, slack));
  // Swatches that all but touch are pieces of a bar, and were found as one.
  if (!row || findColourbars(raster, page, parts, lossy).some((bar) => contains(bar.box, box, slack)))
    return raster;
  return drawnAsBar(raster, page.colour, row, []).raster;
}
