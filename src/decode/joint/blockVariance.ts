import { priorWaves, type Stiffness, waveWeights } from './blockPrecondition.js';
import type { SolverKernels } from './kernels/kernelTypes.js';
import type { ColourTable } from './model/colourTable.js';
import { waveNumbers } from './model/fieldSpectrum.js';
import type { JpegModel } from './model/jpegModel.js';
import { blockOrigins, slopeSums } from './slopeSums.js';

/** Rounds in which a block's own roughness is learnt: what a third adds is within what blocks scatter by. */
const rounds = 2;
/** Fewer pixels of a block than half say less of its roughness than all other blocks do. */
const leastSeen = 32;

/**
 * What the file's quantisation leaves unknown of a field that is as rough as expected: in a block's cosine basis an error of
 * ±q/2 has the variance q²/12, which the map's slopes turn into one of t, and the prior bounds what is quantised away.
 *
 * Fields are rough in places: where a block shows an edge, more may have been lost. From the stiffness of all of the field, each block's
 * own is learnt by expectation and maximisation: the energy that its solved field shows, and that of what is unknown of it. Blocks of
 * which nothing is kept stay as the others are.
 *
 * @param t positions at which the map's slopes are taken, in the model's area
 * @param mask 1 = valid
 * @param kernels that hold t, with room for a plane beside what they hold; plain code without
 * @returns the variance of t in each 8 × 8 block, row by row; 0 in blocks without a valid pixel
 */
export function blockVariance(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  mask: Uint8Array,
  stiffness: Stiffness,
  kernels?: SolverKernels,
): Float32Array {
  const { width, height } = model;
  const { luma, chroma } = waveWeights(model);
  const isBent = stiffness.bend > 0;
  const learns = isBent || stiffness.slope > 0;
  // Priors are so many times that of a stiffness of 1.
  const ofAll = isBent ? stiffness.bend : stiffness.slope;
  const prior = priorWaves(isBent ? { slope: 0, bend: 1 } : { slope: 1, bend: 0 });
  const waves = isBent ? waveNumbers.map((w) => w * w) : waveNumbers;
  const origins = blockOrigins(width, height, kernels);
  const sums = slopeSums(table, t, mask, origins, width, kernels);
  if (kernels)
    return kernels.variances(sums, { t, mask, origins, width, isBent }, [luma, chroma, prior, waves], {
      ofAll,
      leastSeen: learns ? leastSeen : Number.POSITIVE_INFINITY,
      rounds,
    });
  const variance = new Float32Array(origins.length);
  const told = new Float64Array(64);
  const unknown = { variance: 0, energy: 0 };
  for (let top = 0, b = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8, b += 4) {
      const valid = sums[b + 2]!;
      if (valid === 0) continue;
      for (let i = 0; i < 64; i++) told[i] = (sums[b]! * luma[i]! + sums[b + 1]! * chroma[i]!) / valid;
      leaveUnknown(told, ofAll, prior, waves, unknown);
      const shown = learns ? energyOf(t, mask, width, left, top, isBent) : undefined;
      for (let k = 0; k < rounds && shown !== undefined; k++) {
        const own = 1 / (12 * (shown + unknown.energy));
        leaveUnknown(told, own, prior, waves, unknown);
      }
      variance[b >> 2] = unknown.variance;
    }
  return variance;
}

/** What is unknown of a pixel in a block whose waves are told with some weights and held by a stiff prior: its variance and its energy. */
function leaveUnknown(
  told: Float64Array,
  stiffness: number,
  prior: Float64Array,
  waves: Float64Array,
  unknown: { variance: number; energy: number },
): void {
  let variance = 0;
  let energy = 0;
  for (let i = 0; i < 64; i++) {
    // Residuals in steps have the variance 1/12, and a pixel has a 64th of each wave's.
    const ofPixel = 1 / (12 * 64 * (told[i]! + stiffness * prior[i]!));
    variance += ofPixel;
    energy += waves[i]! * ofPixel;
  }
  unknown.variance = variance;
  unknown.energy = energy;
}

/** Mean square of a block's Laplacian, or of its steps to the right and down together; undefined where too little of it is seen. */
function energyOf(
  t: Float32Array,
  mask: Uint8Array,
  width: number,
  left: number,
  top: number,
  isBent: boolean,
): number | undefined {
  const height = t.length / width;
  let sum = 0;
  let count = 0;
  for (let y = Math.max(top, 1); y < Math.min(top + 8, height - 1); y++)
    for (let x = Math.max(left, 1); x < Math.min(left + 8, width - 1); x++) {
      const p = y * width + x;
      if ((mask[p]! & mask[p + 1]! & mask[p + width]! & mask[p - 1]! & mask[p - width]!) === 0) continue;
      count++;
      sum += isBent
        ? (t[p - 1]! + t[p + 1]! + t[p - width]! + t[p + width]! - 4 * t[p]!) ** 2
        : (t[p + 1]! - t[p]!) ** 2 + (t[p + width]! - t[p]!) ** 2;
    }
  return count >= leastSeen ? sum / count : undefined;
}
