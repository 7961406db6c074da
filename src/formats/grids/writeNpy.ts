import { framesOf, type GridStack } from '../../grid/stack.js';
import type { Grid } from '../../model/types.js';
import { blanked } from '../numbers/blanked.js';
import { littleEndianBytes } from '../numbers/littleEndian.js';
import { npyHeader } from './npy/npyArray.js';

/** Values a piece holds (512 KiB): few enough to copy where masked values need blanking, many enough to write fast. */
const PIECE = 1 << 16;

/**
 * The values of a grid as a NumPy file: version 1.0, little-endian float64, C order, shape (rows, columns), of a film
 * (frames, rows, columns), row 0 at the top, NaN where masked. `numpy.load` reads it.
 */
export function* writeNpy(
  grid: Pick<Grid, 'width' | 'height' | 'values' | 'mask'> | GridStack,
): Generator<Uint8Array> {
  const frames = framesOf(grid);
  const { width, height, values: example } = frames[0]!;
  yield npyHeader(example, [...('frames' in grid ? [frames.length] : []), height, width]);
  for (const { values, mask } of frames)
    for (let start = 0; start < values.length; start += PIECE) {
      const end = Math.min(values.length, start + PIECE);
      yield littleEndianBytes(blanked(values.subarray(start, end), mask.subarray(start, end)));
    }
}
