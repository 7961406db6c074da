import type { Raster } from '../../model/types.js';
import { pngUri } from './means.js';

/** Pictures in a report have at most this many pixels: what a screen shows, and a few megabytes of page. */
export const PICTURE_PIXELS = 1_000_000;

/** By what whole number a picture must be divided to have at most so many pixels. */
export function reduction(width: number, height: number, pixels = PICTURE_PIXELS): number {
  return Math.max(1, Math.ceil(Math.sqrt((width * height) / pixels)));
}

export interface Reduced {
  readonly width: number;
  readonly height: number;
  /** NaN where the square holds nothing valid. */
  readonly values: Float64Array;
  /** 1 where every pixel of the square is valid: a thin line of masked pixels stays visible. */
  readonly mask: Uint8Array;
}

/** Means of the valid values over squares of `factor` × `factor` pixels (smaller at the right and the bottom). */
export function reduced(
  width: number,
  height: number,
  values: ArrayLike<number>,
  mask: Uint8Array,
  factor: number,
): Reduced {
  const w = Math.ceil(width / factor);
  const h = Math.ceil(height / factor);
  const sums = new Float64Array(w * h);
  const counts = new Uint32Array(w * h);
  const whole = new Uint8Array(w * h).fill(1);
  for (let row = 0, i = 0; row < height; row++) {
    const start = Math.floor(row / factor) * w;
    for (let column = 0; column < width; column++, i++) {
      const o = start + Math.floor(column / factor);
      const v = values[i]!;
      if (mask[i] !== 1) whole[o] = 0;
      if (mask[i] !== 1 || !Number.isFinite(v)) continue;
      sums[o]! += v;
      counts[o]!++;
    }
  }
  return { width: w, height: h, values: sums.map((s, o) => s / counts[o]!), mask: whole };
}

/** A raster as a data URI, made smaller where it exceeds the bound. */
export async function pictureUri(raster: Raster): Promise<string> {
  const { width, height } = raster;
  return pngUri(raster, Math.ceil(width / reduction(width, height)));
}
