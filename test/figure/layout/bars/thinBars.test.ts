import { describe, expect, it } from 'vitest';
import { findLayout } from '../../../../src/figure/layout/layout.js';
import type { Box } from '../../../../src/model/types.js';
import { drawing, hue, waves } from '../../drawing.js';

const plots: readonly Box[] = [
  { left: 30, top: 20, right: 170, bottom: 100 },
  { left: 30, top: 120, right: 170, bottom: 200 },
];

/** Two plots, each with a bar of six pixels beside it, of which a frame between two pixels covers one at each side by a part. */
function framedBars() {
  const { raster, fill } = drawing(260, 220, [255, 255, 255]);
  for (const plot of plots) {
    fill(plot, (x, y) => hue(waves(2 * x, 2 * y)));
    const { top, bottom } = plot;
    const line = (left: number, right: number, level: number): void =>
      fill({ left, right, top, bottom }, () => [level, level, level]);
    const inside = (shade: number) => (_: number, y: number) =>
      hue((bottom - y - 0.5) / (bottom - top)).map((c) => shade * c);
    line(199, 209, 241);
    line(200, 208, 0);
    fill({ left: 201, right: 207, top, bottom }, inside(0.94));
    fill({ left: 202, right: 206, top, bottom }, inside(1));
  }
  return raster;
}

describe('a bar of few pixels across', () => {
  it('is found where the rims of its frame are a third of it, and stays with the plot beside it', () => {
    const { panels, colourbars } = findLayout(framedBars());
    expect(panels.length).toBe(2);
    panels.forEach(({ plotBox, colourbar }) => {
      expect(colourbar).not.toBeNull();
      const { box } = colourbars[colourbar!]!;
      expect(Math.abs(box.top - plotBox.top)).toBeLessThanOrEqual(1);
      expect(box.left).toBeGreaterThanOrEqual(199);
      expect(box.right).toBeLessThanOrEqual(209);
    });
  });
});
