import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeNpz } from '../../../src/formats/grids/writeNpz.js';
import { gridOf, smallMap } from '../anyGrid.js';
import { hasPython, readBy } from '../foreign.js';

describe('writeNpz', () => {
  it.skipIf(!hasPython('numpy'))('is read by NumPy (python3-numpy)', async () => {
    const program = `
import json, numpy
a = numpy.load('grid.npz', allow_pickle=False)
print(json.dumps({n: [a[n].dtype.str, a[n].shape, [None if v != v else float(v) for v in a[n].ravel()]] for n in a}))`;
    expect(readBy(program, { 'grid.npz': await writeNpz(smallMap) })).toEqual({
      values: ['<f8', [2, 3], [1, 2.5, null, -40, 5, 6]],
      sigma: ['<f4', [2, 3], [0.5, 0.25, null, 0.125, 0.5, 0.25]],
      mask: ['|u1', [2, 3], [1, 1, 0, 1, 1, 1]],
      x: ['<f8', [3], [10.5, 11.5, 12.5]],
      y: ['<f8', [2], [51, 49]],
    });
  });

  it('writes NaN where the mask says so, and the same bytes whenever it is called', async () => {
    const grid = gridOf([[1, 2]], { mask: Uint8Array.of(0, 1) });
    const bytes = await writeNpz(grid);
    const values = unzipSync(bytes)['values.npy']!;
    expect(Buffer.from(values.buffer, values.byteOffset + values.length - 16).readDoubleLE(0)).toBeNaN();
    expect(Buffer.from(await writeNpz(grid)).equals(bytes)).toBe(true);
  });
});
