import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeNpy } from '../../../src/formats/grids/writeNpy.js';
import { anyGrid, gridOf, joined } from '../anyGrid.js';

/** An independent reading of the specification, for float64 only. */
function readNpy(bytes: Buffer) {
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from('\x93NUMPY\x01\x00', 'latin1'));
  const start = 10 + bytes.readUInt16LE(8);
  expect(start % 64).toBe(0);
  const header = bytes.toString('latin1', 10, start);
  const parts = /^\{'descr': '<f8', 'fortran_order': False, 'shape': \((\d+), (\d+)\), \} *\n$/.exec(header);
  expect(parts).not.toBeNull();
  const values: number[] = [];
  for (let at = start; at < bytes.length; at += 8) values.push(bytes.readDoubleLE(at));
  return { rows: Number(parts![1]), columns: Number(parts![2]), values };
}

const python = 'python3';
const hasNumpy = spawnSync(python, ['-c', 'import numpy']).status === 0;

describe('writeNpy', () => {
  it('writes shape (rows, columns), row 0 first, little-endian doubles', () => {
    const bytes = joined(
      writeNpy(
        gridOf([
          [1, 2, 3],
          [4.5, Number.NaN, -6],
        ]),
      ),
    );
    expect(readNpy(bytes)).toEqual({ rows: 2, columns: 3, values: [1, 2, 3, 4.5, Number.NaN, -6] });
    expect(bytes.length).toBe(128 + 6 * 8);
  });

  it('gives every value back bit for bit, in any number of pieces', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const { rows, columns, values } = readNpy(joined(writeNpy(grid)));
        expect([rows, columns]).toEqual([grid.height, grid.width]);
        expect(values).toEqual([...grid.values]);
      }),
      { seed: 1, numRuns: 100 },
    );
    const large = gridOf([Array.from({ length: 200_001 }, (_, i) => Math.sin(i))]);
    const pieces = [...writeNpy(large)];
    expect(pieces.length).toBeGreaterThan(2);
    expect(readNpy(joined(pieces)).values).toEqual([...large.values]);
  });

  it('writes NaN where the mask says so, whatever the value beneath, and leaves the grid alone', () => {
    const grid = gridOf([[1, 2]], { mask: Uint8Array.of(0, 1) });
    expect(readNpy(joined(writeNpy(grid))).values).toEqual([Number.NaN, 2]);
    expect([...grid.values]).toEqual([1, 2]);
  });

  it.skipIf(!hasNumpy)('is read by NumPy', () => {
    const program = `
import io, json, sys, numpy
a = numpy.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False)
print(json.dumps([str(a.dtype), a.shape, a.flags['C_CONTIGUOUS'], [None if v != v else v for v in a.ravel()]]))`;
    const { stdout } = spawnSync(python, ['-c', program], {
      input: joined(
        writeNpy(
          gridOf([
            [1, 0.1, 3],
            [4, Number.NaN, 6],
          ]),
        ),
      ),
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toEqual(['float64', [2, 3], true, [1, 0.1, 3, 4, null, 6]]);
  });
});
