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

  it('is found where a frame leaves three of them, or where there are no more without one', () => {
    for (const frame of [2, 0]) {
      const { raster, fill } = drawing(260, 220, [255, 255, 255]);
      for (const plot of plots) {
        fill(plot, (x, y) => hue(waves(2 * x, 2 * y)));
        const { top, bottom } = plot;
        fill({ left: 200 - frame, right: 203 + frame, top, bottom }, () => [0, 0, 0]);
        const inside = (shade: number) => (_: number, y: number) =>
          hue((bottom - y - 0.5) / (bottom - top)).map((c) => shade * c);
        fill({ left: 200, right: 203, top, bottom }, inside(0.9));
        fill({ left: 201, right: 202, top, bottom }, inside(1));
      }
      const { panels, colourbars } = findLayout(raster);
      expect(panels.map(({ colourbar }) => colourbars[colourbar!]?.box.top)).toEqual([20, 120]);
    }
  });

  it('is no stroke of a letter, whose middle has shades from end to end', () => {
    const { raster, fill } = drawing(260, 220, [255, 255, 255]);
    for (const plot of plots) fill(plot, (x, y) => hue(waves(2 * x, 2 * y)));
    for (let k = 0; k < 5; k++)
      fill({ left: 190, right: 217, top: 105 + k, bottom: 106 + k }, (x) =>
        Array(3).fill(k === 2 ? 10 * (x - 190) : 60 * Math.abs(k - 2)),
      );
    expect(findLayout(raster).colourbars).toEqual([]);
  });
});
