import type { Grid } from '../../model/types.js';
import { blanked } from '../numbers/blanked.js';
import { joinedBytes } from '../numbers/joinedBytes.js';
import { littleEndianBytes } from '../numbers/littleEndian.js';
import { type NpyArray, npyHeader } from './npy/npyArray.js';

/** Beyond this deflate gains a few per cent at several times the work. */
const compressionLevel = 4;

/** Files in an archive have a time; the same grid is to give the same bytes. Archives know none before 1980. */
const noTime = new Date(1980, 0, 1);

/**
 * A grid as a compressed NumPy archive: `values` (float64), `sigma` (float32) and `mask` (uint8, 1 = valid), of shape
 * (rows, columns) with row 0 at the top, and the coordinates `x` of the columns and `y` of the rows (float64). NaN where
 * masked. `numpy.load` reads it.
 */
export async function writeNpz(grid: Grid): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const { width, height, values, sigma, mask, x, y } = grid;
  const plane = [height, width];
  return zipSync(
    {
      'values.npy': npyBytes(blanked(values, mask), plane),
      'sigma.npy': npyBytes(blanked(sigma, mask), plane),
      'mask.npy': npyBytes(mask, plane),
      'x.npy': npyBytes(x, [width]),
      'y.npy': npyBytes(y, [height]),
    },
    { mtime: noTime, level: compressionLevel },
  );
}

function npyBytes(numbers: NpyArray, shape: readonly number[]): Uint8Array {
  return joinedBytes([npyHeader(numbers, shape), littleEndianBytes(numbers)]);
}
