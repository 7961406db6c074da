import type { Box, Raster } from '../model/types.js';

/** Which way a bar runs. */
export interface BarAxes {
  readonly orientation: 'vertical' | 'horizontal';
  /** Which end of the box holds the low values. */
  readonly lowEnd: 'bottom' | 'top' | 'left' | 'right';
}

/** Offset in `raster.data` of the pixel in row `along` (from the low end) and column `across` of the bar. */
export function barPixel(raster: Raster, box: Box, axes: BarAxes, along: number, across: number): number {
  const x =
    axes.orientation === 'vertical'
      ? box.left + across
      : axes.lowEnd === 'left'
        ? box.left + along
        : box.right - 1 - along;
  const y =
    axes.orientation === 'horizontal'
      ? box.top + across
      : axes.lowEnd === 'top'
        ? box.top + along
        : box.bottom - 1 - along;
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return -1;
  return 4 * (y * raster.width + x);
}
