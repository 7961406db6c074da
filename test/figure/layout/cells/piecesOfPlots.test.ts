import { describe, expect, it } from 'vitest';
import { cellsOfGrid } from '../../../../src/figure/layout/cells/cellsOfGrid.js';
import { findLayout } from '../../../../src/figure/layout/layout.js';
import type { Box } from '../../../../src/model/types.js';
import { drawing, hue, waves } from '../../drawing.js';

const bar: Box = { left: 20, top: 10, right: 200, bottom: 22 };

/** A bar above rows of cells that fill their steps but for a share of them. */
function cells(columns: number, rows: number, padding: number, step = { x: 60, y: 32 }) {
  const { raster, fill } = drawing(440, 280, [255, 255, 255]);
  fill(bar, (x) => hue((x - 19.5) / 180));
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < rows; j++) {
      const [left, top] = [40 + step.x * i, 60 + step.y * j];
      const right = Math.round(left + step.x * (1 - padding));
      const bottom = Math.round(top + step.y * (1 - padding));
      const own = hue(waves(23 * i, 17 * j));
      fill({ left, top, right, bottom }, () => own);
    }
  const right = Math.round(40 + step.x * (columns - padding));
  return { raster, box: { left: 40, top: 60, right, bottom: Math.round(60 + step.y * (rows - padding)) } };
}

describe('the cells of a grid', () => {
  it('are one plot, however far apart the share of a step leaves them, and no bars', () => {
    for (const padding of [0.1, 0.2]) {
      const { raster, box } = cells(6, 6, padding);
      const { panels, colourbars } = findLayout(raster);
      expect(panels.map(({ plotBox }) => plotBox)).toEqual([box]);
      expect(colourbars.map((found) => found.box)).toEqual([bar]);
    }
  });

  it('are at least three rows and columns, no farther apart than a third of one', () => {
    const grid = (columns: number, rows: number, gap: number) =>
      cellsOfGrid(
        Array.from({ length: columns * rows }, (_, k) => {
          const [left, top] = [(60 + gap) * (k % columns), 50 * Math.floor(k / columns)];
          return { left, top, right: left + 60, bottom: top + 42 };
        }),
      );
    expect(new Set(grid(4, 3, 20))).toEqual(new Set([0]));
    expect(new Set(grid(4, 3, 24))).toEqual(new Set([-1]));
    expect(new Set(grid(4, 2, 20))).toEqual(new Set([-1]));
  });
});
