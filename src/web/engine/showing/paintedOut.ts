import { Painted } from '../../../marks/paintedMask.js';
import { PixelKind } from '../../../model/pixelKind.js';
import type { Panel } from '../../../pipeline/panel.js';

/**
 * A panel as it stands, without the values of what is painted out of it: so much is certain of the next recovery before it
 * begins, whatever the paint does to the rest.
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
  const [values, sigma, mask] = [grid.values.slice(), grid.sigma.slice(), grid.mask.slice()];
  const kind = decoded.kind.slice();
  const [t, error, valid] = [decoded.t.slice(), decoded.sigma.slice(), decoded.mask.slice()];
  for (let y = plotBox.top, i = 0; y < plotBox.bottom; y++)
    for (let p = y * width + plotBox.left; p < y * width + plotBox.right; p++, i++) {
      if (painted[p] !== Painted.out) continue;
      values[i] = sigma[i] = t[i] = error[i] = Number.NaN;
      mask[i] = valid[i] = 0;
      kind[i] = PixelKind.given;
    }
  return {
    ...panel,
    grid: { ...grid, values, sigma, mask, kind },
    decoded: { ...decoded, t, sigma: error, mask: valid, kind },
  };
}
