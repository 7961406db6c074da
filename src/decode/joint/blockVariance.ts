import { priorWaves, type Stiffness, waveWeights } from './blockPrecondition.js';
import { type ColourTable, entryAt } from './model/colourTable.js';
import type { JpegModel } from './model/jpegModel.js';

/**
 * What the file's quantisation leaves unknown of a field that is as rough as expected: in a block's cosine basis an error of
 * ±q/2 has the variance q²/12, which the map's slopes turn into one of t, and the prior bounds what is quantised away.
 *
 * @param t positions at which the map's slopes are taken, in the model's area
 * @param mask 1 = valid
 * @returns the variance of t, alike over each 8 × 8 block; 0 in blocks without a valid pixel
 */
export function blockVariance(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  mask: Uint8Array,
  stiffness: Stiffness,
): Float32Array {
  const { width, height } = model;
  const { luma, chroma } = waveWeights(model);
  const prior = priorWaves(stiffness);
  const variance = new Float32Array(t.length);
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      const origin = top * width + left;
      const { valid, lumaSquare, chromaSquare } = meanSlopes(table, t, mask, origin, width);
      if (valid === 0) continue;
      let sum = 0;
      for (let i = 0; i < 64; i++) sum += 1 / (lumaSquare * luma[i]! + chromaSquare * chroma[i]! + prior[i]!);
      // Residuals in steps have the variance 1/12, and a pixel has a 64th of each wave's.
      const ofPixel = sum / (12 * 64);
      for (let v = 0, p = origin; v < 8; v++, p += width) variance.fill(ofPixel, p, p + 8);
    }
  return variance;
}

/** Mean squared slopes of the map over a block's valid pixels, both chroma planes together. */
function meanSlopes(
  { slopes }: ColourTable,
  t: Float32Array,
  mask: Uint8Array,
  origin: number,
  width: number,
) {
  let valid = 0;
  let lumaSquare = 0;
  let chromaSquare = 0;
  for (let v = 0, p = origin; v < 8; v++, p += width - 8)
    for (let u = 0; u < 8; u++, p++) {
      if (mask[p] !== 1) continue;
      valid++;
      const at = entryAt(t[p]!);
      lumaSquare += slopes.luma[at]! ** 2;
      chromaSquare += slopes.blue[at]! ** 2 + slopes.red[at]! ** 2;
    }
  return { valid, lumaSquare: lumaSquare / valid, chromaSquare: chromaSquare / valid };
}
