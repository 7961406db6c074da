import { expect, it } from 'vitest';
import { findColourbars } from '../../../../src/figure/layout/bars/colourbar.js';
import { cellsAmong } from '../../../../src/figure/layout/cells/cellsOfGrid.js';
import { components } from '../../../../src/figure/layout/ink/components.js';
import { plainEdges } from '../../../../src/figure/layout/ink/edges.js';
import { inkMask, pageOf } from '../../../../src/figure/layout/ink/page.js';
import { withOwnBars } from '../../../../src/figure/layout/layout.js';
import type { Box } from '../../../../src/model/types.js';
import { drawing, hue } from '../../drawing.js';

const white = [255, 255, 255] as const;
const page = pageOf([255, 255, 255], true);
const cell = { width: 34, height: 40 };
const plot: Box = { left: 40, top: 30, right: 40 + 10 * cell.width, bottom: 30 + 6 * cell.height };

/** Cells of a heat map, each as wide as its lines leave it, of colours that rise along both sides. */
function cells(
  isDrawn: (column: number, row: number) => boolean,
  sizeOf: (column: number, row: number) => typeof cell = () => cell,
) {
  const { raster, fill } = drawing(440, 310, white);
  for (let row = 0; row < 6; row++)
    for (let column = 0; column < 10; column++) {
      if (!isDrawn(column, row)) continue;
      const [left, top] = [plot.left + column * cell.width, plot.top + row * cell.height];
      const { width, height } = sizeOf(column, row);
      fill({ left, top, right: left + width, bottom: top + height }, (_, y) =>
        hue((column + (y - plot.top) / cell.height) / 16),
      );
    }
  return { raster, parts: components(inkMask(raster, page.colour, page.tolerance), 440, 310) };
}

it('the outermost row of a heat map is no bar of it', () => {
  const { raster, parts } = cells((_, row) => row === 5);
  const bars = findColourbars(raster, page, parts, true);
  expect(bars).toHaveLength(1);
  const edges = plainEdges({ ...plot, left: plot.left + 1 });
  const area = { plotBox: plot, edges, axes: edges, inner: plot, outline: null, confidence: 1 };
  expect(withOwnBars(raster, page, [area], bars).colourbars).toEqual([]);
});

it('cells of a grid are cells too where a codec has let two of them run into one another', () => {
  const { parts } = cells(
    () => true,
    (column, row) => ({
      width: column === 6 && row === 2 ? cell.width : cell.width - 2,
      height: cell.height - 2,
    }),
  );
  expect(parts.list).toHaveLength(59);
  expect(cellsAmong(parts).size).toBe(59);
});

it('a column of cells that hangs together with more than its own area is no bar', () => {
  const { raster, parts } = cells((column, row) => column === 9 || row % 2 === 0);
  expect(parts.list).toHaveLength(1);
  expect(findColourbars(raster, page, parts, true)).toEqual([]);
});
