import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../src/formats/grids/writeCsv.js';
import { UsageError } from '../../../src/model/errors.js';
import { anyGrid, gridOf, joined } from '../anyGrid.js';

const missing = Number.NaN;
const text = (...args: Parameters<typeof writeCsv>): string => joined(writeCsv(...args)).toString();
const numbersOf = (csv: string): number[][] =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map(Number));
const tolerance = (values: Float64Array): number => {
  const valid = values.filter((v) => !Number.isNaN(v));
  return Math.max(...valid.map(Math.abs), 0) * 0.5e-8 * (1 + 1e-9);
};
const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe('writeCsv', () => {
  it('writes the matrix from the top, without a header, NaN where masked', () => {
    expect(
      text(
        gridOf([
          [1, 0.5, missing],
          [-40, 1 / 3, 1e-9],
        ]),
      ),
    ).toBe('1,0.5,NaN\n-40,0.333333333,1e-9\n');
    expect(text(gridOf([[1, 2]], { mask: Uint8Array.of(0, 1) }))).toBe('NaN,2\n');
    expect(text(gridOf([[7]]))).toBe('7\n');
  });

  it('gives the numbers back to nine digits of their range, whole numbers exactly', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const rows = numbersOf(text(grid));
        expect(rows).toHaveLength(grid.height);
        const bound = tolerance(grid.values);
        rows.flat().forEach((number, i) => {
          const value = grid.values[i]!;
          if (Number.isNaN(value)) expect(number).toBeNaN();
          else expect(Math.abs(number - value)).toBeLessThanOrEqual(Number.isInteger(value) ? 0 : bound);
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('resolves values that differ little about a large number', () => {
    const values = Array.from({ length: 256 }, (_, i) => 273.15 + (0.01 * (i + 0.5)) / 256);
    const back = numbersOf(text(gridOf([values])))[0]!;
    back.forEach((v, i) => void expect(Math.abs(v - values[i]!)).toBeLessThan(1e-10));
  });

  it('writes rows longer than a piece and grids of many pieces', () => {
    const wide = gridOf([
      Array.from({ length: 60_000 }, (_, i) => i / 8),
      Array.from({ length: 60_000 }, () => missing),
    ]);
    expect(numbersOf(text(wide)).flat()).toEqual([...wide.values]);
    const tall = gridOf(Array.from({ length: 60_000 }, (_, i) => [i / 8, missing]));
    expect(numbersOf(text(tall)).flat()).toEqual([...tall.values]);
  });

  it('writes a line per pixel in the long form, with coordinates, and standard errors where there are any', () => {
    const grid = gridOf(
      [
        [1, 2],
        [missing, 4],
      ],
      { x: Float64Array.of(-0.5, 0.5), y: Float64Array.of(10, 9) },
    );
    expect(text(grid, { long: true })).toBe('x,y,value\n-0.5,10,1\n0.5,10,2\n-0.5,9,NaN\n0.5,9,4\n');
    const withSigma = { ...grid, sigma: Float32Array.of(0.1, 0.123456, missing, 2) };
    expect(text(withSigma, { long: true, separator: '\t' }).split('\n')).toEqual([
      'x\ty\tvalue\tsigma',
      '-0.5\t10\t1\t0.1',
      '0.5\t10\t2\t0.1235',
      '-0.5\t9\tNaN\tNaN',
      '0.5\t9\t4\t2',
      '',
    ]);
  });

  it('holds in its long form, pixel for pixel, what it holds in the plain one', () => {
    const grid = gridOf(
      Array.from({ length: 300 }, (_, j) => Array.from({ length: 200 }, (_, i) => Math.sin(i * j))),
    );
    const values = numbersOf(text(grid, { long: true }))
      .slice(1)
      .map((row) => row[2]);
    expect(values).toEqual(numbersOf(text(grid)).flat());
  });

  it('takes another separator, and refuses one that cannot separate numbers', () => {
    expect(text(gridOf([[1, 2]]), { separator: ';' })).toBe('1;2\n');
    for (const separator of ['', ',,', '.', '-', '1', 'e', 'N', '\n', '"', 'é'])
      expect(() => writeCsv(gridOf([[1]]), { separator })).toThrow(UsageError);
  });

  it.skipIf(!hasNumpy)('is read by numpy.loadtxt', () => {
    const { stdout } = spawnSync(
      'python3',
      [
        '-c',
        'import sys, numpy; a = numpy.loadtxt(sys.stdin, delimiter=","); print(a.shape, numpy.nansum(a))',
      ],
      {
        input: text(
          gridOf([
            [1, 2, missing],
            [4, 5, 6],
          ]),
        ),
        encoding: 'utf8',
      },
    );
    expect(stdout.trim()).toBe('(2, 3) 18.0');
  });
});
