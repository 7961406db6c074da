import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Painted, paintedMask } from '../../src/marks/paintedMask.js';
import { PixelKind } from '../../src/model/pixelKind.js';
import type { Panel } from '../../src/pipeline/panel.js';
import type { RecoverOptions } from '../../src/pipeline/plan/options.js';
import { paintedInput } from '../../src/pipeline/plan/paintedInput.js';
import { recoverFigure } from '../../src/pipeline/recoverFigure.js';
import { paintedOut } from '../../src/web/engine/showing/paintedOut.js';
import { parts, smallFigure } from './smallFigure.js';

describe('what is painted out of a panel, before it is recovered again', () => {
  const figure = PNG.sync.read(smallFigure());
  const raster = { width: figure.width, height: figure.height, data: Uint8ClampedArray.from(figure.data) };
  const [left, top] = parts.plots[1];
  const stroke = {
    tool: 'box',
    erase: false,
    points: [
      [left + 8, top + 8],
      [left + 20, top + 16],
    ],
  } as const;
  const painted = paintedMask([stroke], raster)!;
  const recovered = (mask: Uint8Array | undefined, options: RecoverOptions = {}): Promise<Panel[]> =>
    recoverFigure(paintedInput({ raster }, mask), {
      crop: { left: 118, top: 0, right: 280, bottom: 112 },
      ...options,
    });
  let panel: Panel;
  beforeAll(async () => {
    [panel] = (await recovered(undefined)) as [Panel];
  });

  it('has no values in the next recovery either, and no other pixel has lost its own', async () => {
    const shown = paintedOut(panel, painted, raster.width)!;
    const [next] = await recovered(painted);
    const { plotBox } = panel;
    const counts = { out: 0, keptValue: 0, changed: 0 };
    for (let y = plotBox.top, i = 0; y < plotBox.bottom; y++)
      for (let x = plotBox.left; x < plotBox.right; x++, i++) {
        const isOut = painted[y * raster.width + x] === Painted.out;
        const [mask, kind] = isOut ? [0, PixelKind.given] : [panel.grid.mask[i], panel.decoded.kind[i]];
        if (isOut) counts.out++;
        if (isOut && next!.grid.mask[i] !== 0) counts.keptValue++;
        if (shown.grid.mask[i] !== mask || shown.decoded.kind[i] !== kind) counts.changed++;
      }
    expect(counts).toEqual({ out: 96, keptValue: 0, changed: 0 });
    expect(panel.grid.mask).not.toEqual(shown.grid.mask);
  });

  it('is not known of cells, nor where values are put under marks', async () => {
    const [ofCells] = await recovered(undefined, { cells: { rows: 9, columns: 10 } });
    expect(paintedOut(ofCells!, painted, raster.width)).toBeUndefined();
    const [filled] = await recovered(undefined, { fill: true });
    expect(paintedOut(filled!, painted, raster.width)).toBeUndefined();
  });
});
