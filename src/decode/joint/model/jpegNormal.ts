import { dctScale, inverseDct, scaledForward, scaledInverse } from '../../../jpeg/dct.js';
import { type ColourTable, placeAt, tableSize } from './colourTable.js';
import type { BlockChannel, BlockSampling, JpegModel } from './jpegModel.js';

/**
 * Σ((DCT(C(t)) − q·k)/q)² about a field t: r + J d for the residuals r of t + d, where J changes colours by the map's
 * slopes at t. (Gauss–Newton; the normal equations are JᵀJ d = −Jᵀr.)
 */
export interface JpegNormal {
  /** Σ r² at t. */
  readonly squares: number;
  /** The same of each block, all channels of a sampling together; one array for each sampling. */
  readonly blockSquares: readonly Float64Array[];
  /** −Jᵀr, width × height. */
  readonly downhill: Float32Array;
  /** Adds JᵀJ d to `to`. */
  readonly apply: (d: Float32Array, to: Float32Array) => void;
}

/**
 * Samples that do not show the field keep the colour that the file gives them: what the block's coefficients are off by is
 * then put down to the others. A shared chroma sample is taken to be the colour of its pixels' mean t rather than the mean of their colours: one
 * look-up instead of four, and the difference is of second order in what t changes between neighbours.
 *
 * @param t positions, width × height; anything where masked
 */
export function jpegNormal(model: JpegModel, table: ColourTable, t: Float32Array): JpegNormal {
  const { width, samplings } = model;
  const downhill = new Float32Array(t.length);
  const blockSquares = samplings.map(({ origins }) => new Float64Array(origins.length));
  const slopes = samplings.map((sampling, s) =>
    sampling.channels.map((channel) => {
      const slope = new Float32Array(64 * sampling.origins.length);
      linearise(slope, downhill, blockSquares[s]!, sampling, channel, table, t, width);
      return slope;
    }),
  );
  const squares = blockSquares.reduce((sum, of) => of.reduce((part, square) => part + square, sum), 0);
  const weights = samplings.map(({ channels }) =>
    channels.map(({ quantisation }) => Float64Array.from(quantisation, (q) => 1 / (64 * q * q))),
  );
  const apply = (d: Float32Array, to: Float32Array): void =>
    samplings.forEach((sampling, s) => {
      addCurvature(to, d, sampling, slopes[s]!, weights[s]!, width);
    });
  return { squares, blockSquares, downhill, apply };
}

/**
 * Writes the slopes of a channel's samples, and adds their −Jᵀr to `downhill` and their Σ r² to `squares`, by block.
 *
 * @param slope 64 for each block; 0 where the sample does not show the field
 */
function linearise(
  slope: Float32Array,
  downhill: Float32Array,
  squares: Float64Array,
  { stepX, stepY, origins, partial, shows }: BlockSampling,
  channel: BlockChannel,
  table: ColourTable,
  t: Float32Array,
  width: number,
): void {
  const { first, coefficients, quantisation } = channel;
  const samples = table[channel.channel];
  const slopes = table.slopes[channel.channel];
  const block = new Float64Array(64);
  const decoded = new Float64Array(64);
  const toResidual = dctScale.map((scale, i) => scale / quantisation[i]!);
  const toDownhill = dctScale.map((scale, i) => -1 / (64 * scale * quantisation[i]!));
  for (let k = 0; k < origins.length; k++) {
    readMeans(block, t, origins[k]!, width, stepX, stepY);
    for (let i = 0, o = 64 * k; i < 64; i++, o++) {
      const at = placeAt(block[i]!);
      const low = Math.min(tableSize - 2, at | 0);
      const value = samples[low]!;
      block[i] = value + (at - low) * (samples[low + 1]! - value);
      slope[o] = slopes[low]!;
    }
    const p = partial[k]!;
    if (p >= 0) {
      decodeBlock(decoded, channel, k);
      for (let i = 0; i < 64; i++) {
        if (shows[p + i] === 1) continue;
        block[i] = decoded[i]!;
        slope[64 * k + i] = 0;
      }
    }
    scaledForward(block);
    for (let i = 0, o = first[k]!; i < 64; i++, o++) {
      const r = block[i]! * toResidual[i]! - coefficients[o]!;
      squares[k]! += r * r;
      block[i] = r * toDownhill[i]!;
    }
    scaledInverse(block);
    for (let i = 0, o = 64 * k; i < 64; i++, o++) block[i]! *= slope[o]!;
    spreadMeans(downhill, block, origins[k]!, width, stepX, stepY);
  }
}

/**
 * Σ r² at a field t, of each block as in `JpegNormal`, where shared chroma samples are the mean of their pixels' colours: what counts where t
 * jumps between these.
 */
export function squaresOfColours(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
): readonly Float64Array[] {
  const block = new Float64Array(64);
  const decoded = new Float64Array(64);
  return model.samplings.map(({ stepX, stepY, origins, partial, shows, channels }) => {
    const squares = new Float64Array(origins.length);
    for (const channel of channels) {
      const colours = t.map((v) => colourAt(table[channel.channel], v));
      const toResidual = dctScale.map((scale, i) => scale / channel.quantisation[i]!);
      for (let k = 0; k < origins.length; k++) {
        readMeans(block, colours, origins[k]!, model.width, stepX, stepY);
        const p = partial[k]!;
        if (p >= 0) {
          decodeBlock(decoded, channel, k);
          for (let i = 0; i < 64; i++) if (shows[p + i] !== 1) block[i] = decoded[i]!;
        }
        scaledForward(block);
        for (let i = 0, o = channel.first[k]!; i < 64; i++, o++)
          squares[k]! += (block[i]! * toResidual[i]! - channel.coefficients[o]!) ** 2;
      }
    }
    return squares;
  });
}

/** A table's colour at t, between its entries. */
function colourAt(samples: Float32Array, t: number): number {
  const at = placeAt(t);
  const low = Math.min(tableSize - 2, at | 0);
  return samples[low]! + (at - low) * (samples[low + 1]! - samples[low]!);
}

/** Adds JᵀJ d of a sampling's channels to `to`. */
function addCurvature(
  to: Float32Array,
  d: Float32Array,
  { stepX, stepY, origins }: BlockSampling,
  slopes: readonly Float32Array[],
  weights: readonly Float64Array[],
  width: number,
): void {
  const means = new Float64Array(64);
  const block = new Float64Array(64);
  const sum = new Float64Array(64);
  for (let k = 0; k < origins.length; k++) {
    readMeans(means, d, origins[k]!, width, stepX, stepY);
    sum.fill(0);
    for (let c = 0; c < slopes.length; c++) {
      const slope = slopes[c]!;
      const weight = weights[c]!;
      for (let i = 0, o = 64 * k; i < 64; i++, o++) block[i] = means[i]! * slope[o]!;
      scaledForward(block);
      for (let i = 0; i < 64; i++) block[i]! *= weight[i]!;
      scaledInverse(block);
      for (let i = 0, o = 64 * k; i < 64; i++, o++) sum[i]! += block[i]! * slope[o]!;
    }
    spreadMeans(to, sum, origins[k]!, width, stepX, stepY);
  }
}

/** The samples that a block's coefficients stand for. */
export function decodeBlock(
  to: Float64Array,
  { first, coefficients, quantisation }: BlockChannel,
  k: number,
): void {
  for (let i = 0, o = first[k]!; i < 64; i++, o++) to[i] = coefficients[o]! * quantisation[i]!;
  inverseDct(to);
}

/** The 64 samples of a block: pixels, or the means of those that share one. */
export function readMeans(
  to: Float64Array,
  t: Float32Array,
  origin: number,
  width: number,
  stepX: number,
  stepY: number,
): void {
  if (stepX === 1 && stepY === 1) {
    for (let y = 0, i = 0, p = origin; y < 8; y++, p += width - 8)
      for (let x = 0; x < 8; x++, i++, p++) to[i] = t[p]!;
  } else if (stepX === 2 && stepY === 2) {
    for (let y = 0, i = 0, p = origin; y < 8; y++, p += 2 * width - 16)
      for (let x = 0; x < 8; x++, i++, p += 2)
        to[i] = 0.25 * (t[p]! + t[p + 1]! + t[p + width]! + t[p + width + 1]!);
  } else {
    for (let i = 0; i < 64; i++) {
      const first = origin + (i >> 3) * stepY * width + (i & 7) * stepX;
      let mean = 0;
      for (let v = 0, p = first; v < stepY; v++, p += width)
        for (let u = 0; u < stepX; u++) mean += t[p + u]!;
      to[i] = mean / (stepX * stepY);
    }
  }
}

/** The transpose of `readMeans`, added to `to`. */
function spreadMeans(
  to: Float32Array,
  block: Float64Array,
  origin: number,
  width: number,
  stepX: number,
  stepY: number,
): void {
  if (stepX === 1 && stepY === 1) {
    for (let y = 0, i = 0, p = origin; y < 8; y++, p += width - 8)
      for (let x = 0; x < 8; x++, i++, p++) to[p]! += block[i]!;
  } else if (stepX === 2 && stepY === 2) {
    for (let y = 0, i = 0, p = origin; y < 8; y++, p += 2 * width - 16)
      for (let x = 0; x < 8; x++, i++, p += 2) {
        const g = 0.25 * block[i]!;
        to[p]! += g;
        to[p + 1]! += g;
        to[p + width]! += g;
        to[p + width + 1]! += g;
      }
  } else {
    for (let i = 0; i < 64; i++) {
      const first = origin + (i >> 3) * stepY * width + (i & 7) * stepX;
      const g = block[i]! / (stepX * stepY);
      for (let v = 0, p = first; v < stepY; v++, p += width) for (let u = 0; u < stepX; u++) to[p + u]! += g;
    }
  }
}
