import { describe, expect, it } from 'vitest';
import { cellGrid, equalCells } from '../../src/grid/cellGrid.js';
import { pixelCentres } from '../../src/grid/coordinates/coordinates.js';
import { PixelKind } from '../../src/model/pixelKind.js';
import { gridOf } from '../formats/anyGrid.js';

describe('cellGrid', () => {
  it('gives each cell its value at its centre’s coordinates, and leaves covered cells out', () => {
    const [width, height] = [40, 30];
    const values = Float64Array.from(
      { length: width * height },
      (_, i) => Math.floor((i % width) / 10) + 10 * Math.floor(i / width / 10),
    );
    const mask = new Uint8Array(width * height).fill(1);
    for (let y = 10; y < 20; y++) mask.fill(0, y * width + 20, y * width + 30);
    const pixels = {
      width,
      height,
      values,
      sigma: new Float32Array(width * height).fill(0.1),
      mask,
      x: pixelCentres(width, { range: [0, 4] }),
      y: pixelCentres(height, { range: [60, 30] }),
      provenance: { version: 'test', options: {} },
    };
    const grid = cellGrid(pixels, equalCells(width, height, 3, 4));
    expect([grid.width, grid.height]).toEqual([4, 3]);
    expect([...grid.values]).toEqual([0, 1, 2, 3, 10, 11, Number.NaN, 13, 20, 21, 22, 23]);
    expect([...grid.x]).toEqual([0.5, 1.5, 2.5, 3.5].map((v) => expect.closeTo(v, 10)));
    expect([...grid.y]).toEqual([55, 45, 35].map((v) => expect.closeTo(v, 10)));
    expect(grid.mask[6]).toBe(0);
  });

  it('says of cells what their pixels show, and where the outermost borders lie', () => {
    const { data, overlay, noData } = PixelKind;
    const pixels = gridOf([[1, 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN]], {
      kind: Uint8Array.of(data, overlay, overlay, overlay, noData, noData),
      x: pixelCentres(6, { range: [0, 60] }),
      xAxis: { scale: 'linear', edges: [0, 60], units: 'km' },
    });
    const { kind, xAxis } = cellGrid(pixels, { xEdges: [0, 2, 4, 5.5], yEdges: [0, 1] });
    expect([...kind!]).toEqual([data, overlay, noData]);
    expect(xAxis).toEqual({ scale: 'linear', edges: [0, 55], units: 'km' });
  });
});
