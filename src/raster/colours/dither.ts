import { isEmpty } from '../../model/mask.js';
import type { Raster } from '../../model/types.js';
import { wordsOf } from './words.js';

/** Palettes of dithered pictures (GIF, 8-bit png) have no more colours. */
const mostColours = 256;
/** Share of alternating pixels: chance makes a per cent of them in rough fields, a dither pattern many more. */
const leastAlternating = 0.02;

/**
 * Whether a picture of few colours was dithered: its pixels alternate, A B A B, along rows and columns, which neither
 * the plateaus nor the slopes of a field do.
 *
 * @param distinct number of distinct colours of the picture
 */
export function isDithered(raster: Raster, excluded: Uint8Array, distinct: number): boolean {
  return distinct <= mostColours && alternatingShare(raster, excluded) > leastAlternating;
}

/** How many colours a picture has, alpha apart from them; of more than a palette's only that they are more. */
export function paletteSize({ data }: Raster): number {
  const seen = new Set<number>();
  const words = wordsOf(data);
  for (let p = 0; p < words.length && seen.size <= mostColours; p++)
    if (p === 0 || words[p] !== words[p - 1]) seen.add(words[p]!);
  return seen.size;
}

/** Share of the pixels that begin four that alternate between two colours, A B A B; rows and columns averaged. */
export function alternatingShare(raster: Raster, excluded: Uint8Array): number {
  const { width, height } = raster;
  const words = wordsOf(raster.data);
  if (isEmpty(excluded)) return alternatingAnywhere(words, width, height);
  let alternating = 0;
  let counted = 0;
  for (const [step, left, top] of [
    [1, 1, 0],
    [width, 0, 1],
  ] as const) {
    for (let y = top; y < height - 2 * top; y++) {
      for (let x = left; x < width - 2 * left; x++) {
        const p = y * width + x;
        if (excluded[p] || excluded[p - step] || excluded[p + step] || excluded[p + 2 * step]) continue;
        counted++;
        if (words[p] === words[p - step]) continue;
        if (words[p - step] === words[p + step] && words[p] === words[p + 2 * step]) alternating++;
      }
    }
  }
  return counted > 0 ? alternating / counted : 0;
}

/** `alternatingShare` where all pixels take part: those that are like their neighbour are passed over at once. */
function alternatingAnywhere(words: Uint32Array, width: number, height: number): number {
  let alternating = 0;
  for (let y = 0; y < height; y++) {
    const isInner = y > 0 && y < height - 2;
    for (let p = y * width, end = p + width; p < end; p++) {
      const own = words[p];
      const x = p - y * width;
      if (x > 0 && x < width - 2 && own !== words[p - 1])
        if (words[p - 1] === words[p + 1] && own === words[p + 2]) alternating++;
      if (isInner && own !== words[p - width])
        if (words[p - width] === words[p + width] && own === words[p + 2 * width]) alternating++;
    }
  }
  const counted = Math.max(0, width - 3) * height + width * Math.max(0, height - 3);
  return counted > 0 ? alternating / counted : 0;
}

/** The pixels (1) of four in a row or column that alternate between two colours. */
export function alternatingMask({ width, height, data }: Raster): Uint8Array {
  const words = wordsOf(data);
  const mask = new Uint8Array(width * height);
  for (const [step, across, down] of [
    [1, width - 3, height],
    [width, width, height - 3],
  ] as const)
    for (let y = 0; y < down; y++)
      for (let x = 0, p = y * width; x < across; x++, p++) {
        const isAlternating =
          words[p] !== words[p + step] &&
          words[p] === words[p + 2 * step] &&
          words[p + step] === words[p + 3 * step];
        if (isAlternating) mask[p] = mask[p + step] = mask[p + 2 * step] = mask[p + 3 * step] = 1;
      }
  return mask;
}

const kernel = [1, 4, 6, 4, 1] as const;

/**
 * Undoes dithering: error diffusion keeps the mean of each small neighbourhood, so a 5 × 5 binomial mean is the colour that was
 * dithered, but for the palette's rounding.
 *
 * @param excluded pixels (1) that lend no colour and stay as they are
 */
export function undithered(raster: Raster, excluded: Uint8Array): Raster {
  const { width, height, data } = raster;
  const across = new Float32Array(4 * width * height);
  const smooth = new Uint8ClampedArray(data);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      for (let k = -2; k <= 2; k++) {
        const u = x + k;
        if (u < 0 || u >= width || excluded[p + k]) continue;
        const w = kernel[k + 2]!;
        for (let c = 0; c < 3; c++) across[4 * p + c]! += w * data[4 * (p + k) + c]!;
        across[4 * p + 3]! += w;
      }
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (excluded[p]) continue;
      const sum = [0, 0, 0, 0];
      for (let k = -2; k <= 2; k++) {
        const v = y + k;
        if (v < 0 || v >= height) continue;
        const w = kernel[k + 2]!;
        for (let c = 0; c < 4; c++) sum[c]! += w * across[4 * (p + k * width) + c]!;
      }
      for (let c = 0; c < 3; c++) smooth[4 * p + c] = sum[c]! / sum[3]!;
    }
  }
  return { width, height, data: smooth };
}
