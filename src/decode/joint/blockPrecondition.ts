import { scaledForward, scaledInverse } from '../../jpeg/dct.js';
import type { SolverKernels } from './kernels/kernelTypes.js';
import type { ColourTable } from './model/colourTable.js';
import { waveNumbers } from './model/fieldSpectrum.js';
import type { JpegModel } from './model/jpegModel.js';
import { blockOrigins, slopeSums } from './slopeSums.js';

/** How a prior resists waves: half its second derivative by differences and by Laplacians. */
export interface Stiffness {
  readonly slope: number;
  readonly bend: number;
}

/**
 * The inverse of the joint decoding's normal matrix, roughly, so that waves of all lengths converge alike: in a block's
 * cosine basis quantisation is diagonal, and so is the roughness inside the block. With pixel-by-pixel scales long waves
 * take some hundred steps, since the prior is thirty times stiffer for short ones.
 *
 * The block's colours are taken to change with t as they do on average at `t`.
 *
 * @param t positions at which the map's slopes are taken
 * @param mask 1 = valid
 * @param kernels that hold t and the vectors; plain code without
 * @returns writes a gradient, 0 where masked, times that inverse
 */
export function blockPrecondition(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  mask: Uint8Array,
  { slope, bend }: Stiffness,
  kernels?: SolverKernels,
): (gradient: Float32Array, to: Float32Array) => void {
  const { width, height } = model;
  const weights = waveWeights(model);
  // 64 more for the scaled transforms there and back.
  const held = priorWaves({ slope, bend }).map((wave) => 64 * wave);
  const origins = blockOrigins(width, height, kernels);
  const sums = slopeSums(table, t, mask, origins, width, kernels);
  const inverse = kernels
    ? kernels.invert(sums, [weights.luma, weights.chroma, held].map(transposedBlock))
    : plainInverse(sums, weights, held);
  const partial = origins.filter((_, b) => sums[4 * b + 2]! < 64);
  const multiply = kernels
    ? (r: Float32Array, z: Float32Array) => kernels.precondition({ origins, table: inverse, width }, r, z)
    : (r: Float32Array, z: Float32Array) => plainPrecondition(origins, inverse, width, r, z);
  return (gradient, to) => {
    multiply(gradient, to);
    for (const origin of partial)
      for (let v = 0, p = origin; v < 8; v++, p += width - 8)
        for (let u = 0; u < 8; u++, p++) if (mask[p] !== 1) to[p] = 0;
  };
}

function plainInverse(
  sums: Float32Array,
  { luma, chroma }: ReturnType<typeof waveWeights>,
  held: Float64Array,
): Float32Array {
  const inverse = new Float32Array(16 * sums.length);
  for (let b = 0, o = 0; b < sums.length; b += 4)
    for (let i = 0; i < 64; i++, o++)
      inverse[o] = 1 / (sums[b]! * luma[i]! + sums[b + 1]! * chroma[i]! + held[i]!);
  return inverse;
}

function plainPrecondition(
  origins: Int32Array,
  inverse: Float32Array,
  width: number,
  gradient: Float32Array,
  to: Float32Array,
): void {
  const block = new Float64Array(64);
  for (let b = 0; b < origins.length; b++) {
    const origin = origins[b]!;
    for (let v = 0, i = 0, p = origin; v < 8; v++, p += width - 8)
      for (let u = 0; u < 8; u++, i++, p++) block[i] = gradient[p]!;
    scaledForward(block);
    for (let i = 0, o = 64 * b; i < 64; i++, o++) block[i]! *= inverse[o]!;
    scaledInverse(block);
    for (let v = 0, i = 0, p = origin; v < 8; v++, p += width - 8)
      for (let u = 0; u < 8; u++, i++, p++) to[p] = block[i]!;
  }
}

/** A block's 64 numbers with rows and columns changed, as kernels want those of its coefficients. */
export function transposedBlock<T extends Float32Array | Float64Array>(numbers: T): T {
  const block = numbers.slice() as T;
  for (let i = 0; i < 64; i++) block[i] = numbers[8 * (i & 7) + (i >> 3)]!;
  return block;
}

/** How a prior resists each of a block's 64 waves. */
export function priorWaves({ slope, bend }: Stiffness): Float64Array {
  // A block that moves as a whole is held by its four edges: 32 differences (or 64 bends) in 64 pixels.
  return waveNumbers.map((w) => slope * (w + 0.5) + bend * (w * w + 1));
}

/** Weights of a block's 64 waves: per squared slope of luma, and of both chroma planes together. */
export function waveWeights(model: JpegModel): { luma: Float64Array; chroma: Float64Array } {
  const luma = new Float64Array(64);
  const chroma = new Float64Array(64);
  for (const { stepX, stepY, channels } of model.samplings) {
    const share = 1 / (stepX * stepY);
    for (const { channel, quantisation } of channels) {
      const to = channel === 'luma' ? luma : chroma;
      for (let i = 0; i < 64; i++) {
        // Frequencies of the shared samples are those of a block so much larger; both chroma planes count half.
        const u = (i & 7) * stepX;
        const v = (i >> 3) * stepY;
        if (u > 7 || v > 7) continue;
        to[i]! += (share * (channel === 'luma' ? 1 : 0.5)) / quantisation[8 * v + u]! ** 2;
      }
    }
  }
  return { luma, chroma };
}
