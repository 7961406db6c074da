import { type Memory, memoryPage } from '../../../numeric/wasm/engine.js';

/**
 * Each of two rounds of the solver has six planes of its own, slopes of up to three channels, a mask and flags; both have two more
 * planes and the blocks' first pixels.
 */
const bytesPerPixel = 4 * 22;
/** Tables of colours, those of each round, and batches of samples, however small the planes; and what is read beside planes. */
const fixedBytes = 8 * memoryPage;
/** A vector's bytes. */
const alignment = 16;

/** Gives a kernels' memory out, array by array: all zeros, until it is reset. */
export function kernelMemory(memory: Memory) {
  let used = 0;
  const room = (bytes: number): number => {
    const from = used;
    used += alignment * Math.ceil(bytes / alignment);
    if (used > memory.buffer.byteLength)
      throw new RangeError(
        `kernels have ${memory.buffer.byteLength} bytes of memory, but are asked for ${used}`,
      );
    return from;
  };
  const floats = (length: number): Float32Array =>
    new Float32Array(memory.buffer, room(4 * length), length).fill(0);
  const bytes = (length: number): Uint8Array => new Uint8Array(memory.buffer, room(length), length).fill(0);
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
    integers: (length: number): Int32Array => new Int32Array(memory.buffer, room(4 * length), length).fill(0),
    shorts: (length: number): Int16Array => new Int16Array(memory.buffer, room(2 * length), length).fill(0),
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
