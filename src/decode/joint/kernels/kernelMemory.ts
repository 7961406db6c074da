import { type Memory, memoryPage } from '../../../numeric/wasm/engine.js';

/**
 * Each of two rounds of the solver has six planes of its own, slopes of up to three channels, a mask and flags; both have two more
 * planes and the blocks' first pixels, and standard errors take eight. (What is not given out is never touched.)
 */
const bytesPerPixel = 4 * 32;
/** Tables of colours, those of each round, and batches of samples, however small the planes; and what is read beside planes. */
const fixedBytes = 16 * memoryPage;
/** A vector's bytes. */
const alignment = 16;

/** The address behind an array. */
export const end = (array: Float32Array | Int32Array | Int16Array | Uint8Array): number =>
  array.byteOffset + array.byteLength;

/** Gives a kernels' memory out, array by array: all zeros, until it is reset. */
export function kernelMemory(memory: Memory) {
  let used = 0;
  // Beyond what was ever given out the memory still is as the engine gave it: zeros, which need no writing.
  let given = 0;
  const room = (bytes: number): { readonly from: number; readonly isOld: boolean } => {
    const from = used;
    used += alignment * Math.ceil(bytes / alignment);
    if (used > memory.buffer.byteLength)
      throw new RangeError(
        `kernels have ${memory.buffer.byteLength} bytes of memory, but are asked for ${used}`,
      );
    const isOld = from < given;
    given = Math.max(given, used);
    return { from, isOld };
  };
  type Plane = Float32Array | Int32Array | Int16Array | Uint8Array;
  const plane = <T extends Plane>(
    of: { new (buffer: ArrayBuffer, from: number, length: number): T; readonly BYTES_PER_ELEMENT: number },
    length: number,
  ): T => {
    const { from, isOld } = room(of.BYTES_PER_ELEMENT * length);
    const found = new of(memory.buffer, from, length);
    if (isOld) found.fill(0);
    return found;
  };
  const floats = (length: number): Float32Array => plane(Float32Array, length);
  const bytes = (length: number): Uint8Array => plane(Uint8Array, length);
  return {
    /** Frees all that was given out, and makes room for planes of so many pixels. */
    reset: (pixels: number): void => {
      // Kernels read what lies beside a plane, a row of it at the most, and make nothing of it.
      used = memoryPage;
      const missing = bytesPerPixel * pixels + fixedBytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / memoryPage));
    },
    floats,
    bytes,
    integers: (length: number): Int32Array => plane(Int32Array, length),
    shorts: (length: number): Int16Array => plane(Int16Array, length),
    /** A plane of bytes with a row of zeros before it and after it. */
    padded: (length: number, width: number): Uint8Array =>
      bytes(length + 2 * width).subarray(width, width + length),
    /** Two tables of the same length one after the other. */
    entries: (first: Float32Array, second: Float32Array): Float32Array => {
      const both = floats(2 * first.length);
      both.set(first);
      both.set(second, first.length);
      return both;
    },
    /** Blocks' numbers one after the other. */
    inRow: (blocks: readonly Float64Array[]): Float32Array => {
      const all = floats(64 * blocks.length);
      blocks.forEach((block, k) => {
        all.set(block, 64 * k);
      });
      return all;
    },
  };
}
