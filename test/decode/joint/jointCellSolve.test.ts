import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { namedColourmap } from '../../../src/colourmap/names.js';
import type { CellGrid } from '../../../src/decode/cells/cells.js';
import type { Decoding } from '../../../src/decode/decode.js';
import { solveOnCells } from '../../../src/decode/joint/jointCellSolve.js';
import { cellMedians, proposeCells } from '../../../src/decode/joint/jointCells.js';
import { colourTable } from '../../../src/decode/joint/model/colourTable.js';
import { type JpegModel, jpegModel } from '../../../src/decode/joint/model/jpegModel.js';
import { readJpegCoefficients } from '../../../src/jpeg/coefficients.js';
import type { Colourmap } from '../../../src/model/types.js';
import { randomSource } from '../../../src/numeric/randomSource.js';
import { rainbow } from '../../colourmap/bar/paintedBar.js';
import { decoded } from '../decoded.js';

const [width, height] = [112, 96];
const pixels = width * height;

/** Cells of 7 × 6 pixels: they share no border with the blocks but every eighth and fourth. */
const cells: CellGrid = gridOf(7, 6, 0);
const random = randomSource(5);
const values = Float32Array.from({ length: cells.columns * cells.rows }, () => 0.1 + 0.8 * random());
const cellOf = (i: number, { columns, columnOf, rowOf }: CellGrid = cells): number =>
  rowOf[Math.floor(i / width)]! * columns + columnOf[i % width]!;
const rowOf = (i: number): number => cells.rowOf[Math.floor(i / width)]!;
const truth = Float32Array.from({ length: pixels }, (_, i) => values[cellOf(i)]!);
const mask = new Uint8Array(pixels).fill(1);

function gridOf(across: number, down: number, shift: number): CellGrid {
  const columnOf = Int32Array.from({ length: width }, (_, x) => Math.floor((x + shift) / across));
  const rowOf = Int32Array.from({ length: height }, (_, y) => Math.floor((y + shift) / down));
  return { columns: columnOf[width - 1]! + 1, rows: rowOf[height - 1]! + 1, columnOf, rowOf };
}

const positions = Float64Array.from({ length: 256 }, (_, k) => (k + 0.5) / 256);
const map: Colourmap = {
  colours: Float64Array.from([...positions].flatMap((t) => [...rainbow(t)])),
  positions,
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  source: 'named',
  confidence: 1,
};
const table = colourTable(map);

const rmse = (t: Float32Array): number =>
  Math.sqrt(t.reduce((sum, v, i) => sum + (v - truth[i]!) ** 2, 0) / pixels);

describe('one value per cell from the coefficients of a JPEG', () => {
  let model: JpegModel;
  /** The field of one value per pixel that explains the coefficients best. */
  let free: Float32Array;
  beforeAll(async () => {
    const data = new Uint8Array(3 * pixels);
    truth.forEach((t, i) => {
      data.set(rainbow(t).map(Math.round), 3 * i);
    });
    const file = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 60, chromaSubsampling: '4:2:0' })
      .toBuffer();
    const coefficients = readJpegCoefficients(file);
    model = jpegModel(coefficients, 0, 0, mask, width, height);
    const pixelsOfFile = new Uint8ClampedArray(await sharp(file).ensureAlpha().raw().toBuffer());
    const jpeg = { coefficients, left: 0, top: 0 };
    const decoding = decoded({ width, height, data: pixelsOfFile }, map, { jpeg, without: ['joint cells'] });
    free = decoding.t.map((t) => (Number.isNaN(t) ? 0.5 : t));
  });

  it('comes nearer to the truth than the medians of the pixels', () => {
    const solved = solveOnCells(model, table, free, mask, cells)!.t;
    const cellIndex = Int32Array.from(truth, (_, i) => cellOf(i));
    const medians = cellMedians(free, mask, cellIndex, values.length).values;
    expect(rmse(solved)).toBeLessThan(0.4 * rmse(truth.map((_, i) => medians[cellOf(i)]!)));
  });

  it('is one value per cell indeed', () => {
    const solved = solveOnCells(model, table, free, mask, cells)!.t;
    const first = new Map<number, number>();
    solved.forEach((v, i) => {
      const cell = cellOf(i);
      if (first.has(cell)) expect(v).toBe(first.get(cell));
      else first.set(cell, v);
    });
  });

  it('says how far each value is to be expected from the truth', () => {
    const { t, variance } = solveOnCells(model, table, free, mask, cells)!;
    const within = (sigmas: number): number =>
      truth.filter((v, i) => Math.abs(t[i]! - v) < sigmas * Math.sqrt(variance[i]!)).length / pixels;
    expect(within(1)).toBeGreaterThan(0.55);
    expect(within(1)).toBeLessThan(0.85);
    expect(within(2)).toBeGreaterThan(0.9);
    expect(within(5)).toBe(1);
  });

  it('is refused where the cells are not those of the picture', () => {
    expect(solveOnCells(model, table, free, mask, gridOf(7, 6, 3))).toBeUndefined();
    expect(solveOnCells(model, table, free, mask, gridOf(14, 12, 0))).toBeUndefined();
  });

  it('is proposed on the grid that the differences show', () => {
    const shared = { columns: true, rows: true };
    const proposed = proposeCells(free, mask, width, height, 0, 0, shared)!;
    expect(proposed.columnOf).toEqual(cells.columnOf);
    expect(proposed.rowOf).toEqual(cells.rowOf);
    const smooth = truth.map((_, i) => 0.5 + 0.3 * Math.sin((i % width) / 17) * Math.cos(i / width / 13));
    expect(proposeCells(smooth, mask, width, height, 0, 0, shared)).toBeUndefined();
  });

  it('is proposed with the borders where they were drawn, though one of them was rounded to another line', () => {
    const drawn = cells.columnOf.slice();
    drawn[49] = drawn[48]!;
    const t = truth.map((_, i) => values[rowOf(i) * cells.columns + drawn[i % width]!]!);
    const proposed = proposeCells(t, mask, width, height, 0, 0, { columns: true, rows: true })!;
    expect(proposed.columnOf).toEqual(drawn);
    expect(proposed.rowOf).toEqual(cells.rowOf);
  });
});

describe('a heat map in a JPEG, by the map it was drawn with', () => {
  /** Unrelated values in cells about as large as the squares that share their chroma: many colours are off the map. */
  const heatMap = async ([across, down]: readonly [number, number], quality: number): Promise<Decoding> => {
    const magma = (await namedColourmap('matplotlib:magma')).colourmap;
    const grid = gridOf(across, down, 0);
    const random = randomSource(3);
    const levels = Uint8Array.from({ length: grid.columns * grid.rows }, () => Math.floor(256 * random()));
    const data = new Uint8Array(3 * pixels);
    for (let i = 0; i < pixels; i++) {
      const level = levels[cellOf(i, grid)]!;
      data.set(magma.colours.subarray(3 * level, 3 * level + 3), 3 * i);
    }
    const file = await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality, chromaSubsampling: '4:2:0' })
      .toBuffer();
    const seen = new Uint8ClampedArray(await sharp(file).ensureAlpha().raw().toBuffer());
    const jpeg = { coefficients: readJpegCoefficients(file), left: 0, top: 0 };
    return decoded({ width, height, data: seen }, magma, { jpeg });
  };

  it('is trusted: the cells explain what looks like colours off the map', async () => {
    const { confidence, warnings, cells: found } = await heatMap([16, 16], 80);
    expect(found).toMatchObject({ columns: 7, rows: 6 });
    expect(warnings).toEqual([]);
    expect(confidence).toBeGreaterThan(0.9);
  });

  it('is trusted where chroma is finely quantised too, and shared across the borders of cells', async () => {
    const { confidence, warnings, cells: found } = await heatMap([7, 8], 93);
    expect(found).toMatchObject({ columns: 16, rows: 12 });
    expect(warnings).toEqual([]);
    expect(confidence).toBeGreaterThan(0.9);
  });
});
