import { dctScale } from '../../jpeg/dct.js';
import { transposedBlock } from './blockPrecondition.js';
import type { Blocks, SolverKernels } from './kernels/kernelTypes.js';
import type { ColourTable } from './model/colourTable.js';
import type { BlockChannel, BlockSampling, JpegModel } from './model/jpegModel.js';
import { decodeBlock, type JpegNormal } from './model/jpegNormal.js';

/** Blocks whose samples are laid out for the kernels at a time: so many stay in the cache. */
const atOnce = 128;

/** Whether all samples are of one pixel or of two by two, the sizes that kernels know. */
export function isFast({ samplings }: JpegModel): boolean {
  return samplings.every(({ stepX, stepY }) => stepX === stepY && stepX <= 2);
}

/** `jpegNormal` by kernels, in whose memory t is. */
export function fastNormal(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  kernels: SolverKernels,
): Pick<JpegNormal, 'downhill' | 'apply'> {
  const { width } = model;
  const downhill = kernels.floats(t.length);
  const curves = model.samplings.flatMap((sampling) => {
    const firsts = kernels.integers(sampling.origins.length);
    firsts.set(sampling.origins);
    const isShared = sampling.stepX === 2;
    return sampling.channels.map((channel) => {
      const weights = kernels.floats(64);
      weights.set(transposedBlock(Float64Array.from(channel.quantisation, (q) => 1 / (64 * q * q))));
      const scale = dctScale.map((s, i) => 1 / (64 * s * channel.quantisation[i]!));
      const slopes = kernels.floats(64 * firsts.length);
      overSamples(sampling, channel, table, t, width, { firsts, slopes, scale, kernels }, (blocks, samples) =>
        kernels.fall(blocks, weights, samples, downhill, isShared),
      );
      return { blocks: { origins: firsts, table: slopes, width }, weights, isShared };
    });
  });
  const apply = (d: Float32Array, to: Float32Array): void => {
    for (const { blocks, weights, isShared } of curves) kernels.curve(blocks, weights, d, to, isShared);
  };
  return { downhill, apply };
}

/** `blockSquares` of `jpegNormal` by kernels: residuals have the same squares in a block's samples as in its coefficients. */
export function fastSquares(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  kernels: SolverKernels,
): readonly Float64Array[] {
  return model.samplings.map((sampling) => {
    const firsts = kernels.integers(sampling.origins.length);
    firsts.set(sampling.origins);
    const slopes = kernels.floats(64 * firsts.length);
    const squares = new Float64Array(firsts.length);
    for (const channel of sampling.channels) {
      const weights = kernels.floats(64);
      weights.set(transposedBlock(Float64Array.from(channel.quantisation, (q) => 1 / (64 * q))));
      const scale = dctScale.map((s) => 1 / (64 * s));
      let k = 0;
      overSamples(
        sampling,
        channel,
        table,
        t,
        model.width,
        { firsts, slopes, scale, kernels },
        (blocks, samples) => {
          kernels.filter(blocks, weights, samples);
          for (let b = 0; b < blocks.origins.length; b++, k++) {
            const residuals = samples.subarray(128 * b, 128 * b + 64);
            squares[k]! += kernels.dot(residuals, residuals);
          }
        },
      );
    }
    return squares;
  });
}

/** Where a channel's blocks begin, room for their slopes, and what their coefficients are multiplied by. */
interface Laid {
  readonly firsts: Int32Array;
  readonly slopes: Float32Array;
  readonly scale: Float64Array;
  readonly kernels: SolverKernels;
}

/** Lays a channel's samples at t out, some blocks at a time: 64 of each, and its 64 coefficients scaled and transposed. */
function overSamples(
  sampling: BlockSampling,
  channel: BlockChannel,
  table: ColourTable,
  t: Float32Array,
  width: number,
  { firsts, slopes, scale, kernels }: Laid,
  take: (blocks: Blocks, samples: Float32Array) => void,
): void {
  const samples = kernels.floats(128 * atOnce);
  const coefficients = kernels.shorts(64 * atOnce);
  const scales = kernels.floats(64);
  scales.set(scale);
  const colours = kernels.entries(table[channel.channel], table.slopes[channel.channel]);
  const others = [...sampling.partial.keys()].filter((k) => sampling.partial[k]! >= 0);
  const { first } = channel;
  let next = 0;
  for (let from = 0; from < firsts.length; from += atOnce) {
    const to = Math.min(firsts.length, from + atOnce);
    const blocks = { origins: firsts.subarray(from, to), table: slopes.subarray(64 * from, 64 * to), width };
    kernels.gather(blocks, colours, t, samples, sampling.stepX === 2);
    for (let k = from; k < to; ) {
      // Most blocks lie in the file one after the other, as they do in the area.
      let end = k + 1;
      while (end < to && first[end] === first[end - 1]! + 64) end++;
      coefficients.set(channel.coefficients.subarray(first[k]!, first[end - 1]! + 64), 64 * (k - from));
      k = end;
    }
    kernels.place(coefficients.subarray(0, 64 * (to - from)), scales, samples);
    for (; next < others.length && others[next]! < to; next++)
      keepOthers(samples, slopes, sampling, channel, others[next]!, 128 * (others[next]! - from));
    take(blocks, samples);
  }
}

/** Gives a block's samples that do not show the field, from `o` on, the colours that the file gives them, which do not change. */
function keepOthers(
  samples: Float32Array,
  slopes: Float32Array,
  { partial, shows }: BlockSampling,
  channel: BlockChannel,
  k: number,
  o: number,
): void {
  const block = new Float64Array(64);
  decodeBlock(block, channel, k);
  for (let i = 0; i < 64; i++) {
    if (shows[partial[k]! + i] === 1) continue;
    samples[o + i] = block[i]!;
    slopes[64 * k + i] = 0;
  }
}
