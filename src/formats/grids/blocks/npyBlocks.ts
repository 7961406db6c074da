import { blanked } from '../../numbers/blanked.js';
import { littleEndianBytes } from '../../numbers/littleEndian.js';
import { npyHeader } from '../npy/npyArray.js';
import { type OpenBlocks, writeAt } from './blockWriter.js';

/** What `writeNpy` makes of the whole grid, block by block. */
export const npyBlocks: OpenBlocks = async (file, { width, height }) => {
  const header = npyHeader(new Float64Array(0), [height, width]);
  await writeAt(file, header, 0);
  return {
    put: async ({ box: { left, top, right, bottom }, values, mask }) => {
      const bytes = littleEndianBytes(blanked(values, mask));
      const row = 8 * (right - left);
      const place = (y: number): number => header.length + 8 * (y * width + left);
      // Rows of a block as wide as the grid follow each other.
      if (right - left === width) await writeAt(file, bytes, place(top));
      else
        for (let y = top; y < bottom; y++)
          await writeAt(file, bytes.subarray((y - top) * row, (y - top + 1) * row), place(y));
    },
    end: async () => {},
  };
};
