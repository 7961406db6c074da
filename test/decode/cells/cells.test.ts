import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatedCells } from '../../../src/decode/cells/cells.js';

const random = (seed: number) => () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};

describe('finding cells', () => {
  it('finds the grid whatever its size and phase', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.integer({ min: 5, max: 60 }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.nat(1000),
        (columns, rows, phase, seed) => {
          const width = 150;
          const height = 130;
          const next = random(seed + 1);
          const values = Float64Array.from({ length: columns * rows }, () => Math.floor(50 * next()));
          const cellX = (x: number) =>
            Math.min(columns - 1, Math.max(0, Math.floor(((x + 0.5 + phase) * columns) / width)));
          const cellY = (y: number) => Math.floor(((y + 0.5) * rows) / height);
          const codes = Int32Array.from(
            { length: width * height },
            (_, i) => values[cellY(Math.floor(i / width)) * columns + cellX(i % width)]!,
          );
          const cells = repeatedCells(codes, new Uint8Array(codes.length).fill(1), width, height)!;
          expect([cells.columns, cells.rows]).toEqual([columns, rows]);
          for (let x = 0; x < width; x++) expect(cells.columnOf[x]).toBe(cellX(x));
        },
      ),
      { numRuns: 10, seed: 8 },
    );
  });

  it('finds none where every pixel is a datum', () => {
    const next = random(3);
    const codes = Int32Array.from({ length: 6400 }, () => Math.floor(256 * next()));
    expect(repeatedCells(codes, new Uint8Array(6400).fill(1), 80, 80)).toBeUndefined();
  });
});
