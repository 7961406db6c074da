import type { Raster } from '../../model/types.js';
import { drawRegion } from './drawing/drawRegion.js';
import type { PdfPage } from './page/openPdf.js';
import { pageItems } from './page/pageItems.js';

/** A page as a small picture to choose by, so many pixels across; undefined where there is more on it than is looked at. */
export function drawPage(page: PdfPage, across: number): Raster | undefined {
  const items = pageItems(page);
  if (!items) return undefined;
  const pitch = across / page.width;
  const { raster } = drawRegion(page, items, {
    box: { left: 0, top: 0, right: page.width, bottom: page.height },
    items,
    quarterTurns: 0,
    scale: { x: pitch, y: pitch, origin: [0, 0] },
    text: [],
  });
  return raster;
}
