import type { SolverKernels } from './kernels/kernelTypes.js';
import { type ColourTable, entryAt } from './model/colourTable.js';

/** First pixels of the 8 × 8 blocks of an area of whole blocks, row by row. */
export function blockOrigins(width: number, height: number, kernels?: SolverKernels): Int32Array {
  const across = width >> 3;
  const count = across * (height >> 3);
  const origins = kernels?.integers(count) ?? new Int32Array(count);
  for (let y = 0, b = 0; y < height; y += 8)
    for (let x = 0; x < width; x += 8, b++) origins[b] = y * width + x;
  return origins;
}

/**
 * Sums over the valid pixels of blocks.
 *
 * @param t positions at which the map's slopes are taken
 * @param mask 1 = valid
 * @param kernels that hold t and the origins; plain code without
 * @returns four numbers a block: squared slopes of luma, of both chroma channels, how many pixels are valid, and nothing
 */
export function slopeSums(
  { squares }: ColourTable,
  t: Float32Array,
  mask: Uint8Array,
  origins: Int32Array,
  width: number,
  kernels?: SolverKernels,
): Float32Array {
  if (kernels) return kernels.slopeSums(squares, t, mask, origins, width);
  const sums = new Float32Array(4 * origins.length);
  for (let b = 0; b < origins.length; b++) {
    let [luma, chroma, count] = [0, 0, 0];
    for (let v = 0, p = origins[b]!; v < 8; v++, p += width - 8)
      for (let u = 0; u < 8; u++, p++) {
        if (mask[p] !== 1) continue;
        count++;
        const at = entryAt(t[p]!);
        luma += squares.luma[at]!;
        chroma += squares.chroma[at]!;
      }
    sums.set([luma, chroma, count], 4 * b);
  }
  return sums;
}
