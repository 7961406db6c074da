import { pixelCentres } from '../../../grid/coordinates/coordinates.js';
import { PixelKind } from '../../../model/pixelKind.js';
import type { Panel } from '../../../pipeline/panel.js';
import type { Probe } from '../calls/calls.js';

const kindNames = new Map<number, string>([
  [PixelKind.data, 'data'],
  [PixelKind.overlay, 'drawn over the data'],
  [PixelKind.fringe, 'edge of an overlay'],
  [PixelKind.noData, 'no data'],
  [PixelKind.below, 'below the range'],
  [PixelKind.above, 'above the range'],
  [PixelKind.given, 'masked'],
]);

/** What stands at a pixel of the plot area, counted from its corner; null outside of it. */
export function probeAt({ grid, decoded, sidecar }: Panel, x: number, y: number): Probe | null {
  const { width, height, kind } = decoded;
  if (x < 0 || y < 0 || x >= width || y >= height) return null;
  const isPixel = grid.width === width && grid.height === height;
  const { axes } = sidecar;
  const column = isPixel ? x : nearest(grid.x, pixelCentres(width, axes.x ?? { range: [0, width] }, 'x')[x]!);
  const row = isPixel ? y : nearest(grid.y, pixelCentres(height, axes.y ?? { range: [0, height] }, 'y')[y]!);
  const i = row * grid.width + column;
  const isValid = grid.mask[i] === 1;
  return {
    column,
    row,
    x: grid.x[column]!,
    y: grid.y[row]!,
    value: isValid ? grid.values[i]! : Number.NaN,
    sigma: isValid ? grid.sigma[i]! : Number.NaN,
    kind: kindNames.get(kind[y * width + x]!) ?? '',
  };
}

/** The index of the centre nearest to a coordinate. */
function nearest(centres: Float64Array, at: number): number {
  let best = 0;
  for (let i = 1; i < centres.length; i++)
    if (Math.abs(centres[i]! - at) < Math.abs(centres[best]! - at)) best = i;
  return best;
}
