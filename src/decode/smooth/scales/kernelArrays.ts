import { type instanceOf, memoryPage } from '../../../numeric/wasm/engine.js';
import { FLOAT } from './vectors.js';

/** Floats in a vector; twice as many lie behind each array, for what kernels write beyond. */
export const vector = 4;
export type Kernels = ReturnType<typeof instanceOf>;

/** The address behind an array. */
export const endOf = (array: Float32Array): number => array.byteOffset + array.byteLength;

/** Gives out arrays of a memory that is grown once, for as many floats at the least. */
export function arena(memory: Kernels['memory'], most: number): (length: number) => Float32Array {
  memory.grow(Math.ceil((FLOAT * most) / memoryPage) + 1);
  let used = vector;
  return (length) => {
    const from = FLOAT * used;
    used += vector * Math.ceil(length / vector) + 2 * vector;
    return new Float32Array(memory.buffer, from, length);
  };
}
