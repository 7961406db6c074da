import { describe, expect, it } from 'vitest';
import { cellValues } from '../../src/grid/cells.js';

const xEdges = [0, 10, 25, 40];
const yEdges = [0, 12, 30];
const index = (edges: number[], at: number) => edges.findLastIndex((e) => e <= at);

function pixels(change: (x: number, y: number, value: number) => number = (_x, _y, v) => v) {
  const values = new Float64Array(40 * 30);
  for (let y = 0; y < 30; y++)
    for (let x = 0; x < 40; x++) values[40 * y + x] = change(x, y, 10 * index(yEdges, y) + index(xEdges, x));
  return { width: 40, height: 30, values, mask: new Uint8Array(values.length).fill(1) };
}

describe('one value per cell', () => {
  it('is the value of flat cells, with no scatter', () => {
    const cells = cellValues(pixels(), xEdges, yEdges);
    expect([...cells.values]).toEqual([0, 1, 2, 10, 11, 12]);
    expect([...cells.sigma]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('is not moved by numbers written over less than half of the cell, nor by its border', () => {
    const cells = cellValues(
      pixels((x, y, v) => (x % 10 === 0 || y % 6 === 0 ? 500 : (x + y) % 3 === 0 ? -40 : v)),
      xEdges,
      yEdges,
    );
    expect([...cells.values]).toEqual([0, 1, 2, 10, 11, 12]);
  });

  it('is missing where too little of the cell is valid', () => {
    const grid = pixels();
    for (let y = 0; y < 12; y++) for (let x = 10; x < 25; x++) grid.mask[40 * y + x] = 0;
    const cells = cellValues(grid, xEdges, yEdges);
    expect([...cells.mask]).toEqual([1, 0, 1, 1, 1, 1]);
    expect(cells.values[1]).toBeNaN();
    expect(cells.sigma[1]).toBeNaN();
  });

  it('keeps the error that its pixels share', () => {
    const grid = { ...pixels(), sigma: new Float64Array(1200).fill(0.25) };
    expect([...cellValues(grid, xEdges, yEdges).sigma]).toEqual(Array(6).fill(0.25));
  });

  it('exists for cells of a single pixel', () => {
    const cells = cellValues({ width: 2, height: 1, values: [3, 4], mask: [1, 1] }, [0, 1, 2], [0, 1]);
    expect([...cells.values]).toEqual([3, 4]);
  });
});
