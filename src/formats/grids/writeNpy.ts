import type { Grid } from '../../model/types.js';

/** Values a piece holds (512 KiB): few enough to copy where masked values need blanking, many enough to write fast. */
const PIECE = 1 << 16;
/** The data start at a multiple of this, so that readers can map the file into memory (NEP 1). */
const ALIGNMENT = 64;

/**
 * The values of a grid as a NumPy file: version 1.0, little-endian float64, C order, shape (rows, columns), row 0 at
 * the top, NaN where masked. `numpy.load` reads it.
 *
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function* writeNpy(grid: Pick<Grid, 'width' | 'height' | 'values' | 'mask'>): Generator<Uint8Array> {
  const { width, height, values, mask } = grid;
  yield npyHeader(height, width);
  for (let start = 0; start < values.length; start += PIECE) {
    const end = Math.min(values.length, start + PIECE);
    yield littleEndianBytes(blanked(values.subarray(start, end), mask.subarray(start, end)));
  }
}

function npyHeader(rows: number, columns: number): Uint8Array {
  const dictionary = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const prefix = 10; // magic string, version, length of the header
  const total = Math.ceil((prefix + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(total);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  new DataView(bytes.buffer).setUint16(8, total - prefix, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(total - prefix - 1)}\n`), prefix);
  return bytes;
}

/** The values with NaN wherever they are masked: the array itself where that is so already. */
function blanked(values: Float64Array, mask: Uint8Array): Float64Array {
  for (let i = mask.indexOf(0); i >= 0; i = mask.indexOf(0, i + 1))
    if (!Number.isNaN(values[i])) return values.map((v, j) => (mask[j] === 1 ? v : Number.NaN));
  return values;
}

function littleEndianBytes(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? bytes : Buffer.from(bytes).swap64();
}
