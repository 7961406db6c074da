import { dctScale } from '../../jpeg/dct.js';
import { transposedBlock } from './blockPrecondition.js';
import type { SolverKernels } from './kernels/solverKernels.js';
import { type ColourTable, tableSize } from './model/colourTable.js';
import type { BlockChannel, BlockSampling, JpegModel } from './model/jpegModel.js';
import { decodeBlock, type JpegNormal, readMeans } from './model/jpegNormal.js';

/** Blocks whose samples are laid out for the kernels at a time: so many stay in the cache. */
const atOnce = 32;

/** Whether all samples are of one pixel or of two by two, the sizes that kernels know. */
export function isFast({ samplings }: JpegModel): boolean {
  return samplings.every(({ stepX, stepY }) => stepX === stepY && stepX <= 2);
}

/** `jpegNormal` by kernels, in their memory. */
export function fastNormal(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  kernels: SolverKernels,
): Pick<JpegNormal, 'downhill' | 'apply'> {
  const { width } = model;
  const downhill = kernels.floats(t.length);
  const samples = kernels.floats(128 * atOnce);
  const curves = model.samplings.flatMap((sampling) => {
    const { origins, channels, stepX } = sampling;
    const firsts = kernels.integers(origins.length);
    firsts.set(origins);
    const isShared = stepX === 2;
    return channels.map((channel) => {
      const weights = kernels.floats(64);
      weights.set(transposedBlock(Float64Array.from(channel.quantisation, (q) => 1 / (64 * q * q))));
      const slopes = kernels.floats(64 * origins.length);
      for (let from = 0; from < origins.length; from += atOnce) {
        const to = Math.min(origins.length, from + atOnce);
        layOut(samples, slopes, sampling, channel, table, t, width, from, to);
        const blocks = {
          origins: firsts.subarray(from, to),
          table: slopes.subarray(64 * from, 64 * to),
          width,
        };
        kernels.fall(blocks, weights, samples, downhill, isShared);
      }
      return { blocks: { origins: firsts, table: slopes, width }, weights, isShared };
    });
  });
  const apply = (d: Float32Array, to: Float32Array): void => {
    for (const { blocks, weights, isShared } of curves) kernels.curve(blocks, weights, d, to, isShared);
  };
  return { downhill, apply };
}

/** Where a coefficient comes to lie when rows and columns are changed. */
const places = Uint8Array.from(transposedBlock(Float64Array.from({ length: 64 }, (_, i) => i)));

/**
 * Writes the samples of blocks `from` to `to` at t, each block's 64 before its 64 coefficients weighted and transposed, and
 * the samples' slopes.
 */
function layOut(
  samples: Float32Array,
  slopes: Float32Array,
  { stepX, stepY, origins, partial, shows }: BlockSampling,
  channel: BlockChannel,
  table: ColourTable,
  t: Float32Array,
  width: number,
  from: number,
  to: number,
): void {
  const { first, coefficients, quantisation } = channel;
  const colours = table[channel.channel];
  const colourSlopes = table.slopes[channel.channel];
  const scale = dctScale.map((s, i) => 1 / (64 * s * quantisation[i]!));
  const block = new Float64Array(64);
  for (let k = from, o = 0; k < to; k++, o += 128) {
    readMeans(block, t, origins[k]!, width, stepX, stepY);
    for (let i = 0, s = 64 * k; i < 64; i++, s++) {
      const mean = block[i]!;
      const at = mean > 0 ? (mean < 1 ? mean * (tableSize - 1) : tableSize - 1) : 0;
      const low = Math.min(tableSize - 2, at | 0);
      const value = colours[low]!;
      samples[o + i] = value + (at - low) * (colours[low + 1]! - value);
      slopes[s] = colourSlopes[low]!;
    }
    for (let i = 0, c = first[k]!; i < 64; i++, c++)
      samples[o + 64 + places[i]!] = coefficients[c]! * scale[i]!;
    const p = partial[k]!;
    if (p < 0) continue;
    decodeBlock(block, channel, k);
    for (let i = 0; i < 64; i++) {
      if (shows[p + i] === 1) continue;
      samples[o + i] = block[i]!;
      slopes[64 * k + i] = 0;
    }
  }
}
