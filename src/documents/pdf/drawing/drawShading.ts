import type { Box, Gradient } from '../../../model/types.js';
import { chained, type Matrix } from '../../geometry/matrix.js';
import { shadesAlong, shadesLength, shadesMargin } from '../../gradients/shades.js';
import type { PdfPage } from '../page/openPdf.js';
import type { PageItem } from '../page/pageItems.js';
import { drawPixels, withOnly } from './drawPixels.js';

/** What may be a shading, and the rectangle that is seen of it, pixels to fractions. */
export interface Shading {
  readonly item: PageItem;
  readonly box: Box;
}

/** A bar is at least so many times as long as it is wide, and so large: pixels. */
const stoutest = 1.5;
const least = 2;
/** Lines that are drawn along it, all alike if its colours run along it. */
const lines = 5;

/**
 * A shading that runs along its rectangle, as the page gives it: drawn by itself, and so long that every step that PDFium makes
 * of it is seen.
 *
 * @param items what else is there of the page is not active
 * @param toPixels from points of the page as shown to the pixels of the box
 * @returns undefined where its colours run otherwise, or not at all
 */
export function drawShading(
  page: PdfPage,
  items: readonly PageItem[],
  { item, box }: Shading,
  toPixels: Matrix,
): Gradient | undefined {
  const [across, down] = [box.right - box.left, box.bottom - box.top];
  if (Math.min(across, down) < least || Math.max(across, down) < stoutest * Math.min(across, down))
    return undefined;
  const isUpright = down > across;
  const [length, width] = isUpright ? [down, across] : [across, down];
  const start = isUpright ? box.bottom : box.left;
  const side = isUpright ? box.left : box.top;
  // The colours come along rows, from the bottom or the left.
  const along = ((isUpright ? -1 : 1) * (shadesLength - 2 * shadesMargin)) / length;
  const beside = lines / width;
  const placed: Matrix = isUpright
    ? [0, beside, along, 0, shadesMargin - along * start, -beside * side]
    : [along, 0, 0, beside, shadesMargin - along * start, -beside * side];
  const pixels = withOnly(page, items, [item], () =>
    drawPixels(page, {
      width: shadesLength,
      height: lines,
      toPixels: chained(toPixels, placed),
      smooth: false,
    }),
  );
  const row = (y: number): Uint8ClampedArray =>
    pixels.subarray(4 * y * shadesLength, 4 * (y + 1) * shadesLength);
  const middle = row((lines - 1) / 2);
  // The outermost lines may be mixed with the page.
  for (let y = 1; y < lines - 1; y++) if (row(y).some((level, k) => level !== middle[k])) return undefined;
  const shades = shadesAlong(middle);
  return shades && { box, orientation: isUpright ? 'vertical' : 'horizontal', ...shades };
}
