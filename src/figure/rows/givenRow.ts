import type { Box, Raster } from '../../model/types.js';
import { findColourbars } from '../layout/bars/colourbar.js';
import { components } from '../layout/ink/components.js';
import { findPage, inkMask, type Page } from '../layout/ink/page.js';
import { boxHeight, boxWidth, contains, movedBox } from '../layout/ink/rectangle.js';
import { drawnAsBar, type SwatchRow, swatchRows, withSwatchAt } from './swatchRows.js';

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
  const rows = swatchRows(raster, page, parts).map((seen) => rowUpTo(raster, page, seen, box));
  const row = rows.find((one) => contains(one.box, box, slack));
  // Swatches that all but touch are pieces of a bar, and were found as one.
  if (!row || findColourbars(raster, page, parts, lossy).some((bar) => contains(bar.box, box, slack)))
    return raster;
  return drawnAsBar(raster, page, row, []).raster;
}

/** The frame of a row with a pale swatch, of which a bar's box holds one line at the left and the top. */
const frame = 1;

/** A row with the swatches as pale as the page that the box which was found on it ends with. */
function rowUpTo(raster: Raster, page: Page, row: SwatchRow, box: Box): SwatchRow {
  const vertical = row.orientation === 'vertical';
  const across = vertical
    ? { ...box, top: row.box.top, bottom: row.box.bottom }
    : { ...box, left: row.box.left, right: row.box.right };
  if (!contains(row.box, across, slack) || !contains(across, row.box, slack)) return row;
  const [first, last] = [row.swatches[0]!, row.swatches.at(-1)!];
  const [before, after] = vertical
    ? [movedBox(first, 0, box.top + frame - first.top), movedBox(last, 0, box.bottom - last.bottom)]
    : [movedBox(first, box.left + frame - first.left, 0), movedBox(last, box.right - last.right, 0)];
  const size = vertical ? boxHeight(first) : boxWidth(first);
  const isApart = (from: number, to: number): boolean => to - from > size;
  const withFirst = (vertical ? isApart(box.top, first.top) : isApart(box.left, first.left))
    ? withSwatchAt(raster, page, row, before)
    : row;
  const whole = (vertical ? isApart(last.bottom, box.bottom) : isApart(last.right, box.right))
    ? withFirst && withSwatchAt(raster, page, withFirst, after)
    : withFirst;
  return whole ?? row;
}
