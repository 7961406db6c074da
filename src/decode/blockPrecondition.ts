import { scaledForward, scaledInverse } from '../raster/jpeg/dct.js';
import type { ColourTable } from './colourTable.js';
import { type FieldSpectrum, waveNumbers } from './fieldSpectrum.js';
import { type JpegModel, slopeAt } from './jpegModel.js';

/**
 * The inverse of the joint objective's Hessian, roughly, so that waves of all lengths converge alike: in a block's
 * cosine basis quantisation is diagonal, and so is the roughness inside the block. With pixel-by-pixel scales long waves
 * take some hundred steps, since the prior is thirty times stiffer for short ones.
 *
 * The block's colours are taken to change with t as they do on average at `t`. Blocks touching a mask have their pixel
 * terms instead; pixels that no block of the area holds are scaled one by one.
 *
 * @param left column of the file's picture at which the area begins, for the phase of its blocks; `top` likewise
 * @param t positions at which the map's slopes are taken
 * @param looseWeight weights of the pixel terms
 * @returns multiplies a gradient, 0 where masked, by that inverse, in place
 */
export function blockPrecondition(
  model: JpegModel,
  table: ColourTable,
  left: number,
  top: number,
  t: Float32Array,
  mask: Uint8Array,
  looseWeight: Float32Array,
  { slope, bend }: FieldSpectrum,
): (gradient: Float32Array) => void {
  const { width, height } = model;
  const luma = new Float64Array(64);
  const chroma = new Float64Array(64);
  for (const plane of model.planes) {
    const share = 1 / (plane.stepX * plane.stepY);
    const to = plane.channel === 'luma' ? luma : chroma;
    for (let i = 0; i < 64; i++) {
      // Frequencies of the shared samples are those of a block so much larger; both chroma planes count half.
      const u = (i & 7) * plane.stepX;
      const v = (i >> 3) * plane.stepY;
      if (u > 7 || v > 7) continue;
      to[i]! += (2 * share * (plane.channel === 'luma' ? 1 : 0.5)) / plane.quantisation[8 * v + u]! ** 2;
    }
  }
  // A block that moves as a whole is held by its four edges: 32 differences (or 64 bends) in 64 pixels.
  const prior = waveNumbers.map((w) => slope * (w + 0.5) + bend * (w * w + 1));

  const slopeY = new Float32Array(t.length);
  const slopeC = new Float32Array(t.length);
  for (let i = 0; i < t.length; i++) {
    if (mask[i] !== 1) continue;
    slopeY[i] = slopeAt(table.luma, t[i]!) ** 2;
    slopeC[i] = slopeAt(table.blue, t[i]!) ** 2 + slopeAt(table.red, t[i]!) ** 2;
  }
  const firstX = (8 - (left % 8)) % 8;
  const firstY = (8 - (top % 8)) % 8;
  const across = Math.max(0, (width - firstX) >> 3);
  const down = Math.max(0, (height - firstY) >> 3);
  // Mean squared slopes and pixel weights of each block; no luma term where the pixels are loose.
  const blocks = new Float32Array(3 * across * down);
  for (let b = 0; b < across * down; b++) {
    const origin = (firstY + 8 * Math.floor(b / across)) * width + firstX + 8 * (b % across);
    for (let v = 0; v < 8; v++)
      for (let p = origin + v * width; p < origin + v * width + 8; p++) {
        if (mask[p] !== 1) continue;
        blocks[3 * b]! += model.loose[p] === 1 ? 0 : slopeY[p]! / 64;
        blocks[3 * b + 1]! += model.loose[p] === 1 ? 0 : slopeC[p]! / 64;
        blocks[3 * b + 2]! += looseWeight[p]! / 32;
      }
  }
  const middle = 4 * slope + 20 * bend;
  const block = new Float64Array(64);
  return (gradient) => {
    for (let b = 0; b < across * down; b++) {
      const origin = (firstY + 8 * Math.floor(b / across)) * width + firstX + 8 * (b % across);
      for (let v = 0, i = 0, p = origin; v < 8; v++, p += width - 8)
        for (let u = 0; u < 8; u++, i++, p++) block[i] = gradient[p]!;
      scaledForward(block);
      const y = blocks[3 * b]!;
      const c = blocks[3 * b + 1]!;
      const w = blocks[3 * b + 2]!;
      for (let i = 0; i < 64; i++) block[i]! /= 64 * (y * luma[i]! + c * chroma[i]! + w + prior[i]!);
      scaledInverse(block);
      for (let v = 0, i = 0, p = origin; v < 8; v++, p += width - 8)
        for (let u = 0; u < 8; u++, i++, p++) gradient[p] = mask[p] === 1 ? block[i]! : 0;
    }
    for (let y = 0, i = 0; y < height; y++) {
      const inside = y >= firstY && y < firstY + 8 * down;
      for (let x = 0; x < width; x++, i++) {
        if (inside && x === firstX) {
          x += 8 * across - 1;
          i += 8 * across - 1;
        } else gradient[i] = mask[i] === 1 ? gradient[i]! / (2 * looseWeight[i]! + middle) : 0;
      }
    }
  };
}
