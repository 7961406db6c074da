import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatedCells } from '../../src/decode/cells/cells.js';
import { dilated, fringeOf, hysteresisSeeds } from '../../src/decode/mask/overlayMask.js';
import { alignLevels } from '../../src/decode/positions/levels.js';
import { harmonicFill } from '../../src/numeric/harmonicFill.js';
import { rainbow } from '../colourmap/bar/paintedBar.js';

const random = (seed: number) => () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};

describe('aligning colours to levels', () => {
  it('finds the levels of truncated colours on a rounded bar, blends among them', () => {
    const n = 256;
    const exact = Array.from({ length: n }, (_, k) => rainbow((k + 0.5) / n));
    const bar = Float64Array.from(exact.flatMap((c) => c.map(Math.round)));
    const shown = exact.map((_, k) => k).filter((k) => k % 3 !== 1);
    const colours = Float64Array.from(shown.flatMap((k) => exact[k]!.map(Math.floor)));
    const { level, offset } = alignLevels(colours, new Float64Array(shown.length).fill(50), bar);
    expect(offset).toBe(-0.5);
    const right = shown.filter((k, j) => level[j] === k).length;
    expect(right / shown.length).toBeGreaterThan(0.95);
    expect([...level].filter((k) => k >= 0).every((k, j, all) => j === 0 || k > all[j - 1]!)).toBe(true);
  });
});

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

describe('masks', () => {
  it('grows seeds through connected faint pixels only', () => {
    const row = Float32Array.of(0, 5, 5, 9, 5, 0, 5, 5, 0);
    expect([...hysteresisSeeds(row, new Uint8Array(9), 9, 1, 4, 7)]).toEqual([0, 1, 1, 1, 1, 0, 0, 0, 0]);
  });

  it('dilates as the definition says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }),
        fc.integer({ min: 1, max: 3 }),
        (on, reach) => {
          const marks = Uint8Array.from(on, (b) => (b ? 1 : 0));
          const result = dilated(marks, 10, 7, reach);
          for (let i = 0; i < 70; i++) {
            const near = [...marks.keys()].some(
              (j) =>
                marks[j] === 1 &&
                Math.abs((i % 10) - (j % 10)) <= reach &&
                Math.abs(Math.floor(i / 10) - Math.floor(j / 10)) <= reach,
            );
            expect(result[i]).toBe(near ? 1 : 0);
          }
        },
      ),
      { numRuns: 30, seed: 2 },
    );
  });

  it('lets pixels beside a mark stay that agree with their surroundings', () => {
    const width = 21;
    const values = Float32Array.from({ length: 441 }, (_, i) => 0.3 + 0.01 * (i % width));
    const off = new Uint8Array(441);
    const centre = 10 * width + 10;
    off[centre] = 1;
    values[centre + 1] = 0.9;
    const fringe = fringeOf(values, off, width, width, 2, 0.012);
    expect(fringe[centre + 1]).toBe(1);
    expect(fringe.reduce((a, b) => a + b, 0)).toBe(1);
  });
});

describe('filling', () => {
  it('continues a plane exactly and stays between its boundary values', () => {
    const width = 30;
    const plane = Float32Array.from(
      { length: 900 },
      (_, i) => 0.1 + 0.01 * (i % width) + 0.02 * Math.floor(i / width),
    );
    const hole = plane.map((_, i) => (i % width > 10 && i % width < 16 && i > 300 && i < 600 ? 1 : 0));
    const values = plane.map((v, i) => (hole[i] === 1 ? Number.NaN : v));
    const filled = harmonicFill(values, Uint8Array.from(hole), width, 30);
    expect([...filled]).toEqual([...hole]);
    values.forEach((v, i) => {
      expect(Math.abs(v - plane[i]!)).toBeLessThan(0.004);
    });
  });
});
