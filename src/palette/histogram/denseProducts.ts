import { convolve, OUTPUT_GROUP, PIXEL_GROUP } from '../../numeric/wasm/convolutionCode.js';
import { compiled, instanceOf, memoryPage } from '../../numeric/wasm/engine.js';

const FLOAT = 4;
/** Rows multiplied at a time: with some thousand columns they stay in a core's own cache. */
const BLOCK = 16 * PIXEL_GROUP;
/** A module's memory has 32-bit addresses; engines give half of them without asking. */
const MOST_BYTES = 2 ** 31;

/**
 * The products of all rows of a matrix with each other, on vectors of four numbers: every sum in single precision, in the
 * order of the columns. Undefined where the engine has no vectors, or not the memory.
 *
 * @param fill writes the row into the array it is given: `columns` zeros
 * @returns rows × rows, symmetric
 */
export function denseProducts(
  rows: number,
  columns: number,
  fill: (row: number, to: Float32Array) => void,
): Float32Array | undefined {
  const across = Math.ceil(rows / OUTPUT_GROUP) * OUTPUT_GROUP;
  const lengths = { block: BLOCK * columns, weights: across * columns, biases: across, sums: BLOCK * across };
  const bytes = FLOAT * Object.values(lengths).reduce((a, b) => a + b);
  const module = bytes < MOST_BYTES ? compiled([convolve]) : undefined;
  if (module === undefined) return undefined;
  const kernel = instanceOf(module);
  kernel.memory.grow(Math.ceil(bytes / memoryPage));
  let used = 0;
  const floats = (length: number): Float32Array => {
    const array = new Float32Array(kernel.memory.buffer, FLOAT * used, length);
    used += length;
    return array;
  };
  const block = floats(lengths.block);
  const weights = floats(lengths.weights);
  const biases = floats(lengths.biases);
  const sums = floats(lengths.sums);
  const row = new Float32Array(columns);
  for (let r = 0; r < rows; r++) {
    fill(r, row.fill(0));
    const lane = r % OUTPUT_GROUP;
    const group = (r - lane) * columns;
    for (let c = 0; c < columns; c++) weights[group + c * OUTPUT_GROUP + lane] = row[c]!;
  }
  const products = new Float32Array(rows * rows);
  for (let first = 0; first < rows; first += BLOCK) {
    const count = Math.min(BLOCK, rows - first);
    for (let k = 0; k < count; k++) fill(first + k, block.subarray(k * columns, (k + 1) * columns).fill(0));
    const groups = (across - first) / OUTPUT_GROUP;
    kernel.convolve!(
      block.byteOffset,
      weights.byteOffset + FLOAT * first * columns,
      ...[biases.byteOffset, sums.byteOffset],
      ...[1, Math.ceil(count / PIXEL_GROUP), groups, 1],
      ...[FLOAT * columns, 0, FLOAT * columns],
    );
    for (let k = 0; k < count; k++)
      for (let other = first + k; other < rows; other++) {
        const product = sums[k * groups * OUTPUT_GROUP + other - first]!;
        products[(first + k) * rows + other] = product;
        products[other * rows + first + k] = product;
      }
  }
  return products;
}
