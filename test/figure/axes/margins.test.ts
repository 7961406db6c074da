import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/figure/inspect.js';
import { drawing, hue, waves } from '../drawing.js';

const plot = { left: 120, top: 30, right: 520, bottom: 330 };

/** Data in a panel without a frame, around which a share of their extent is free; marks hang on the panel, not on the data. */
async function axesOf(free: number, marks: boolean) {
  const { raster, fill, write } = drawing(600, 420, [255, 255, 255]);
  fill(plot, (x, y) => hue(waves(x, y)));
  const [across, down] = [free * (plot.right - plot.left), free * (plot.bottom - plot.top)].map(
    Math.round,
  ) as [number, number];
  const left = plot.left - across;
  const bottom = plot.bottom + down;
  for (let k = 0; k <= 4; k++) {
    const [x, y] = [plot.left + 100 * k, plot.bottom - 75 * k];
    write(String(1950 + 10 * k), [x, bottom + 16]);
    write(String(20 * k + 10), [left - 10, y], { anchor: 1 });
    if (marks) fill({ left: left - 4, top: y, right: left, bottom: y + 1 }, () => [0, 0, 0]);
  }
  const { panels } = await inspect(raster, { cells: false });
  return panels[0];
}

describe('labels beyond the margin that is free around data', () => {
  it('are those of the axes', async () => {
    for (const marks of [false, true]) {
      const panel = await axesOf(0.05, marks);
      expect(panel!.plotBox).toEqual(plot);
      expect(panel!.x!.range).toEqual([1950, 1990]);
      const [low, high] = panel!.y!.range;
      expect(Math.abs(low - 10)).toBeLessThan(0.5);
      expect(Math.abs(high - 90)).toBeLessThan(0.5);
    }
  });

  it('are none of theirs farther off', async () => {
    const panel = await axesOf(0.2, false);
    expect([panel!.x, panel!.y]).toEqual([null, null]);
  });
});
