import { Painted } from '../../../marks/paintedMask.js';
import { PixelKind } from '../../../model/pixelKind.js';
import type { Panel } from '../../../pipeline/panel.js';

/**
 * A panel as it stands, without the values of what is painted out of it: so much is certain of the next recovery before it
 * begins, whatever the paint does to the rest. To look at, by its masks: behind them its values are those of the panel, of which
 * a large figure's are not copied.
 *
 * @param painted what was painted on the figure's pixels, as `Painted` says
 * @param width of the figure
 * @returns undefined where a value stands for more than its own pixel, so that what becomes of it is not known: of cells, of
 *   straightened pictures, and where values are put under marks
 */
export function paintedOut(panel: Panel, painted: Uint8Array, width: number): Panel | undefined {
  const { grid, decoded, plotBox, straight, sidecar } = panel;
  const isPlain = grid.width === decoded.width && grid.height === decoded.height;
  if (!isPlain || straight || sidecar.options.fill) return undefined;
  const [mask, kind] = [grid.mask.slice(), decoded.kind.slice()];
  for (let y = plotBox.top, i = 0; y < plotBox.bottom; y++)
    for (let p = y * width + plotBox.left; p < y * width + plotBox.right; p++, i++) {
      if (painted[p] !== Painted.out) continue;
      mask[i] = 0;
      kind[i] = PixelKind.given;
    }
  return { ...panel, grid: { ...grid, mask, kind }, decoded: { ...decoded, mask, kind } };
}
