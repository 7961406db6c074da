type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Int8Array | Uint8Array;

/**
 * An array with what a function says of each index, in place. (An array's own `from` asks an iterator for each element where it is given a
 * function, which takes as long as a hundred elements take here.)
 */
export function filled<A extends Numbers>(array: A, at: (index: number) => number): A {
  for (let i = 0; i < array.length; i++) array[i] = at(i);
  return array;
}

/** The indices 0 … n − 1. */
export const indicesOf = (n: number): Uint32Array<ArrayBuffer> => filled(new Uint32Array(n), (i) => i);
