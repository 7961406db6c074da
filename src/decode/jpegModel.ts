import type { JpegCoefficients } from '../raster/jpeg/coefficients.js';
import { forwardDct, inverseDct } from '../raster/jpeg/dct.js';
import { type ColourTable, tableSize } from './colourTable.js';

/** A JPEG's coefficients over a plot area, as a data term for the field that was drawn. */
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
  /** For each usable block: column and row (in pixels of the plot area) of its first pixel. */
  readonly left: Int32Array;
  readonly top: Int32Array;
  /** 64 dequantised coefficients per usable block. */
  readonly target: Float32Array;
  /** 64 weights 1/q. */
  readonly weight: Float64Array;
}

/**
 * Collects the blocks that a plot area wholly holds.
 *
 * @param left column of the file's picture at which the plot area begins
 * @param top row likewise
 * @param mask 1 = valid pixel of the plot area
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
    const blocks: number[] = [];
    for (let by = 0; by < component.blocksHigh; by++) {
      const y = 8 * stepY * by - top;
      if (y < 0 || y + 8 * stepY > height) continue;
      for (let bx = 0; bx < component.blocksWide; bx++) {
        const x = 8 * stepX * bx - left;
        if (x < 0 || x + 8 * stepX > width || !whole(mask, width, x, y, 8 * stepX, 8 * stepY)) continue;
        lefts.push(x);
        tops.push(y);
        blocks.push(by * component.blocksWide + bx);
        if (c === 0)
          for (let v = y; v < y + 8 * stepY; v++) loose.fill(0, v * width + x, v * width + x + 8 * stepX);
      }
    }
    const target = new Float32Array(64 * blocks.length);
    blocks.forEach((b, k) => {
      for (let i = 0; i < 64; i++)
        target[64 * k + i] = component.coefficients[64 * b + i]! * component.quantisation[i]!;
    });
    return {
      channel: channels[c]!,
      stepX,
      stepY,
      left: Int32Array.from(lefts),
      top: Int32Array.from(tops),
      target,
      weight: Float64Array.from(component.quantisation, (q) => 1 / q),
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
 * Σ((DCT(C(t)) − target)/q)² over all usable blocks, chroma averaged over its pixels first; adds its gradient with
 * respect to t.
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
  let sum = 0;
  for (const plane of model.planes) {
    const samples = table[plane.channel];
    const { stepX, stepY, target, weight } = plane;
    const share = 1 / (stepX * stepY);
    for (let k = 0; k < plane.left.length; k++) {
      const origin = plane.top[k]! * width + plane.left[k]!;
      for (let i = 0; i < 64; i++) {
        const first = origin + (i >> 3) * stepY * width + (i & 7) * stepX;
        let mean = 0;
        for (let v = 0; v < stepY; v++)
          for (let u = 0; u < stepX; u++) mean += valueAt(samples, t[first + v * width + u]!);
        block[i] = mean * share;
      }
      forwardDct(block);
      for (let i = 0; i < 64; i++) {
        const w = weight[i]!;
        const r = (block[i]! - target[64 * k + i]!) * w;
        sum += r * r;
        block[i] = 2 * r * w;
      }
      inverseDct(block);
      for (let i = 0; i < 64; i++) {
        const first = origin + (i >> 3) * stepY * width + (i & 7) * stepX;
        const g = block[i]! * share;
        for (let v = 0; v < stepY; v++)
          for (let u = 0; u < stepX; u++) {
            const p = first + v * width + u;
            gradient[p]! += g * slopeAt(samples, t[p]!);
          }
      }
    }
  }
  return sum;
}

/** Table value at t, linear between entries; t is held to 0…1. */
export function valueAt(table: Float32Array, t: number): number {
  const x = Math.min(1, Math.max(0, t)) * (tableSize - 1);
  const i = x >= tableSize - 1 ? tableSize - 2 : x | 0;
  const a = table[i]!;
  return a + (x - i) * (table[i + 1]! - a);
}

/** Derivative of the table with respect to t. */
export function slopeAt(table: Float32Array, t: number): number {
  const x = Math.min(1, Math.max(0, t)) * (tableSize - 1);
  const i = x >= tableSize - 1 ? tableSize - 2 : x | 0;
  return (table[i + 1]! - table[i]!) * (tableSize - 1);
}
