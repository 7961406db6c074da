import type { JpegCoefficients } from '../raster/jpeg/coefficients.js';
import { dctScale, scaledForward, scaledInverse } from '../raster/jpeg/dct.js';
import { type ColourTable, tableSize } from './colourTable.js';

/** A JPEG's coefficients over an area, as a data term for the field that was drawn. */
export interface JpegModel {
  readonly width: number;
  readonly height: number;
  /** Blocks of each component that lie wholly on valid pixels. */
  readonly planes: readonly BlockPlane[];
  /** 1 for valid pixels that no whole luma block covers: their own colour is their datum. */
  readonly loose: Uint8Array;
}

interface BlockPlane {
  readonly channel: 'luma' | 'blue' | 'red';
  /** Pixels of the picture per sample. */
  readonly stepX: number;
  readonly stepY: number;
  /** For each usable block: column and row (in pixels of the area) of its first pixel. */
  readonly left: Int32Array;
  readonly top: Int32Array;
  /** For each usable block: where its 64 quantised coefficients begin. */
  readonly first: Int32Array;
  readonly coefficients: Int16Array;
  /** 64 quantiser steps. */
  readonly quantisation: ArrayLike<number>;
}

/**
 * Collects the blocks that an area of the picture wholly holds.
 *
 * @param left column of the file's picture at which the area begins
 * @param top row likewise
 * @param mask 1 = valid pixel of the area
 */
export function jpegModel(
  jpeg: JpegCoefficients,
  left: number,
  top: number,
  mask: Uint8Array,
  width: number,
  height: number,
): JpegModel {
  const channels = ['luma', 'blue', 'red'] as const;
  const loose = mask.slice();
  const planes = jpeg.components.map((component, c): BlockPlane => {
    const stepX = jpeg.largestHorizontal / component.horizontal;
    const stepY = jpeg.largestVertical / component.vertical;
    const lefts: number[] = [];
    const tops: number[] = [];
    const firsts: number[] = [];
    const wide = 8 * stepX;
    const high = 8 * stepY;
    const endX = Math.min(component.blocksWide, Math.floor((left + width) / wide));
    const endY = Math.min(component.blocksHigh, Math.floor((top + height) / high));
    for (let by = Math.ceil(top / high); by < endY; by++) {
      const y = high * by - top;
      for (let bx = Math.ceil(left / wide); bx < endX; bx++) {
        const x = wide * bx - left;
        if (!whole(mask, width, x, y, wide, high)) continue;
        lefts.push(x);
        tops.push(y);
        firsts.push(64 * (by * component.blocksWide + bx));
        if (c === 0) for (let v = y; v < y + high; v++) loose.fill(0, v * width + x, v * width + x + wide);
      }
    }
    return {
      channel: channels[c]!,
      stepX,
      stepY,
      left: Int32Array.from(lefts),
      top: Int32Array.from(tops),
      first: Int32Array.from(firsts),
      coefficients: component.coefficients,
      quantisation: component.quantisation,
    };
  });
  return { width, height, planes, loose };
}

function whole(mask: Uint8Array, width: number, x: number, y: number, w: number, h: number): boolean {
  for (let v = y; v < y + h; v++)
    for (let i = v * width + x; i < v * width + x + w; i++) if (mask[i] !== 1) return false;
  return true;
}

/**
 * Σ((DCT(C(t)) − q·k)/q)² over all usable blocks; adds its gradient with respect to t.
 *
 * A shared chroma sample is taken to be the colour of its pixels' mean t rather than the mean of their colours: one
 * look-up instead of four, and the difference is of second order in what t changes between neighbours.
 *
 * @param t positions, width × height; anything where masked
 * @param gradient added to, same size
 */
export function blockTerm(
  model: JpegModel,
  table: ColourTable,
  t: Float32Array,
  gradient: Float32Array,
): number {
  const { width } = model;
  const block = new Float64Array(64);
  const slopes = new Float64Array(64);
  const toResidual = new Float64Array(64);
  const toGradient = new Float64Array(64);
  let sum = 0;
  for (const plane of model.planes) {
    const { stepX, stepY, coefficients, quantisation } = plane;
    for (let i = 0; i < 64; i++) {
      toResidual[i] = dctScale[i]! / quantisation[i]!;
      toGradient[i] = 1 / (32 * dctScale[i]! * quantisation[i]!);
    }
    const samples = table[plane.channel];
    const read = stepX === 1 && stepY === 1 ? readPixels : readShared;
    const spread = stepX === 1 && stepY === 1 ? spreadPixels : spreadShared;
    for (let k = 0; k < plane.left.length; k++) {
      const origin = plane.top[k]! * width + plane.left[k]!;
      read(block, slopes, samples, t, origin, width, stepX, stepY);
      scaledForward(block);
      const first = plane.first[k]!;
      for (let i = 0; i < 64; i++) {
        const r = block[i]! * toResidual[i]! - coefficients[first + i]!;
        sum += r * r;
        block[i] = r * toGradient[i]!;
      }
      scaledInverse(block);
      spread(gradient, block, slopes, origin, width, stepX, stepY);
    }
  }
  return sum;
}

/** The colours of a block's pixels, and how they change with t. */
function readPixels(
  block: Float64Array,
  slopes: Float64Array,
  samples: Float32Array,
  t: Float32Array,
  origin: number,
  width: number,
): void {
  for (let y = 0, i = 0, p = origin; y < 8; y++, p += width - 8) {
    for (let x = 0; x < 8; x++, i++, p++) {
      const at = Math.min(1, Math.max(0, t[p]!)) * (tableSize - 1);
      const low = Math.min(tableSize - 2, at | 0);
      const value = samples[low]!;
      const slope = samples[low + 1]! - value;
      block[i] = value + (at - low) * slope;
      slopes[i] = slope;
    }
  }
}

/** The same for samples that are shared by stepX × stepY pixels. */
function readShared(
  block: Float64Array,
  slopes: Float64Array,
  samples: Float32Array,
  t: Float32Array,
  origin: number,
  width: number,
  stepX: number,
  stepY: number,
): void {
  const share = (tableSize - 1) / (stepX * stepY);
  for (let i = 0; i < 64; i++) {
    const first = origin + (i >> 3) * stepY * width + (i & 7) * stepX;
    let mean = 0;
    for (let v = 0, p = first; v < stepY; v++, p += width) for (let u = 0; u < stepX; u++) mean += t[p + u]!;
    const at = Math.min(tableSize - 1, Math.max(0, mean * share));
    const low = Math.min(tableSize - 2, at | 0);
    const value = samples[low]!;
    const slope = samples[low + 1]! - value;
    block[i] = value + (at - low) * slope;
    slopes[i] = slope;
  }
}

/** Adds the derivatives by a block's samples, times the slopes there, to its pixels. */
function spreadPixels(
  gradient: Float32Array,
  block: Float64Array,
  slopes: Float64Array,
  origin: number,
  width: number,
): void {
  for (let y = 0, i = 0, p = origin; y < 8; y++, p += width - 8)
    for (let x = 0; x < 8; x++, i++, p++) gradient[p]! += block[i]! * slopes[i]! * (tableSize - 1);
}

function spreadShared(
  gradient: Float32Array,
  block: Float64Array,
  slopes: Float64Array,
  origin: number,
  width: number,
  stepX: number,
  stepY: number,
): void {
  const share = (tableSize - 1) / (stepX * stepY);
  for (let i = 0; i < 64; i++) {
    const first = origin + (i >> 3) * stepY * width + (i & 7) * stepX;
    const g = block[i]! * slopes[i]! * share;
    for (let v = 0, p = first; v < stepY; v++, p += width)
      for (let u = 0; u < stepX; u++) gradient[p + u]! += g;
  }
}

/** Derivative of the table with respect to t. */
export function slopeAt(table: Float32Array, t: number): number {
  const x = Math.min(1, Math.max(0, t)) * (tableSize - 1);
  const i = x >= tableSize - 1 ? tableSize - 2 : x | 0;
  return (table[i + 1]! - table[i]!) * (tableSize - 1);
}
