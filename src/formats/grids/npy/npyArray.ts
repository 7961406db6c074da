/** The data start at a multiple of this, so that readers can map the file into memory (NEP 1). */
const ALIGNMENT = 64;

export type NpyArray = Float64Array | Float32Array | Uint8Array;

/**
 * The header of a NumPy file, version 1.0, of numbers in C order. All that follows it is `littleEndianBytes` of them.
 *
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 *
 * @param example an array of the numbers' type
 */
export function npyHeader(example: NpyArray, shape: readonly number[]): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${typeOf(example)}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const prefix = 10; // magic string, version, length of the header
  const total = Math.ceil((prefix + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(total);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  new DataView(bytes.buffer).setUint16(8, total - prefix, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(total - prefix - 1)}\n`), prefix);
  return bytes;
}

const typeOf = (array: NpyArray): string =>
  array instanceof Float64Array ? '<f8' : array instanceof Float32Array ? '<f4' : '|u1';
