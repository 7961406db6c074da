import { expect, it } from 'vitest';
import { findLayout } from '../../../../src/figure/layout/layout.js';
import { drawing, hue, waves } from '../../drawing.js';

it('takes no column of cells for a bar whose sides the lines between cells half cover', () => {
  const { raster, fill } = drawing(420, 220, [255, 255, 255]);
  for (let column = 0; column < 18; column++)
    for (let row = 0; row < 15; row++) {
      const own = hue(waves(9 * column, 11 * row));
      const [left, top] = [20 + 20 * column, 50 + 10 * row];
      // A white line takes one column of pixels between two cells and a part of both beside it; those of a column touch.
      const cell = { left: left + 1, top, right: left + 18, bottom: top + 10 };
      fill(cell, () => own);
      const pale = own.map((v) => 255 + 0.25 * (v - 255));
      fill({ ...cell, left, right: left + 1 }, () => pale);
      fill({ ...cell, left: left + 18, right: left + 19 }, () => pale);
    }
  const bar = { left: 20, top: 10, right: 220, bottom: 22 };
  fill(bar, (x) => hue((x - 19.5) / 200));
  const { panels, colourbars } = findLayout(raster);
  expect(colourbars.map(({ box }) => box)).toEqual([bar]);
  expect(panels).toHaveLength(1);
});

it('tells a bar right beneath its map by the frame around it, where its lines lie between pixels', () => {
  // A figure that was drawn at another scale: black covers a part of the page's last line, or of the bar's first two alone.
  for (const isHalf of [false, true]) {
    const { raster, fill } = drawing(320, 220, [255, 255, 255]);
    const plot = { left: 20, top: 20, right: 300, bottom: 160 };
    fill({ left: 19, top: 19, right: 301, bottom: 161 }, () => [0, 0, 0]);
    fill(plot, (x, y) => hue(waves(x, y)));
    const bar = { left: 20, top: 165, right: 300, bottom: 177 };
    const own = (x: number) => hue((x - 19.5) / 280);
    fill(bar, own);
    const covered = (k: number, share: number, below: (x: number) => readonly number[]): void =>
      fill({ ...bar, top: k, bottom: k + 1 }, (x) => below(x).map((v) => (1 - share) * v));
    const page = () => [255, 255, 255];
    covered(bar.top - 2, isHalf ? 0 : 0.5, page);
    covered(bar.top - 1, 0.5, own);
    if (isHalf) covered(bar.top, 0.5, own);
    covered(bar.bottom, 0.98, own);
    covered(bar.bottom + 1, 0.03, page);
    fill({ left: 19, top: bar.top - 2, right: 20, bottom: bar.bottom + 1 }, () => [0, 0, 0]);
    fill({ left: 300, top: bar.top - 2, right: 301, bottom: bar.bottom + 1 }, () => [0, 0, 0]);
    const { panels, colourbars } = findLayout(raster);
    expect(colourbars).toHaveLength(1);
    expect(panels.map(({ plotBox }) => plotBox.bottom)).toEqual([160]);
  }
});
