import type { Box, Raster, Rgb } from '../../../model/types.js';

/** What the network sees: `rows` × `width` of 0 (page) … 1 (the strongest ink in the box), row-major. */
export interface InkImage {
  readonly width: number;
  readonly data: Float64Array;
}

/** Rows of the network's input. */
export const ROWS = 32;
/** Rows that the text's box fills; the others show what stands above and below it. */
const FILLED = 24;
/** Small print is not enlarged beyond this: it would show nothing more. */
const LARGEST_FACTOR = 4;
/** Columns shown on either side of the box, as many as rows above and below it. */
const BESIDE = (ROWS - FILLED) / 2;
/** Four columns of input make a frame of output. */
export const COLUMNS_PER_FRAME = 4;
/** No number is longer than this many times its height: e-notation with all digits of a double is 24 characters. */
const LONGEST = 24;
/** The ink of a box must differ from the page by this much (of 255) in some channel: less is noise. */
const FAINTEST = 10;

/**
 * A piece of text as the network was trained to see it: the largest channel difference from the page's colour over
 * its maximum in the box, resampled by a triangle filter (widened where it shrinks) so that the box fills 24 of 32
 * rows. `test/figure/labels/training/degrade.py` does the same.
 *
 * @returns null when there is no ink in the box, or the text is longer than any number
 */
export function inkImage(raster: Raster, page: Rgb, box: Box): InkImage | null {
  const w = box.right - box.left;
  const h = box.bottom - box.top;
  if (w < 1 || h < 2 || w > LONGEST * h) return null;
  const factor = Math.min(LARGEST_FACTOR, FILLED / h);
  const width = COLUMNS_PER_FRAME * Math.ceil(Math.ceil(w * factor + 2 * BESIDE) / COLUMNS_PER_FRAME);
  const across = taps(width, box.left - BESIDE / factor, factor);
  const down = taps(ROWS, (box.top + box.bottom) / 2 - ROWS / 2 / factor, factor);
  const seen: Box = { left: across.first, right: across.last, top: down.first, bottom: down.last };
  const ink = differences(raster, page, seen);
  const strongest = strongestIn(ink, seen, box);
  if (strongest < FAINTEST) return null;
  for (let i = 0; i < ink.length; i++) ink[i] = Math.min(1, ink[i]! / strongest);
  return { width, data: resampled(ink, across, down) };
}

/** Weights of a triangle filter: output k is Σ weights[k · size + j] · input[starts[k] + j]. */
interface Taps {
  readonly count: number;
  readonly size: number;
  readonly starts: Int32Array;
  readonly weights: Float64Array;
  /** The inputs that any output needs; `last` is exclusive. */
  readonly first: number;
  readonly last: number;
}

function taps(count: number, origin: number, factor: number): Taps {
  // One input pixel to each side when enlarging, one output pixel when shrinking.
  const reach = Math.max(1, 1 / factor);
  const size = Math.ceil(2 * reach) + 1;
  const starts = new Int32Array(count);
  const weights = new Float64Array(count * size);
  for (let k = 0; k < count; k++) {
    const centre = origin + (k + 0.5) / factor;
    const start = Math.floor(centre - reach + 0.5);
    let sum = 0;
    for (let j = 0; j < size; j++) {
      const weight = Math.max(0, 1 - Math.abs(start + j + 0.5 - centre) / reach);
      weights[k * size + j] = weight;
      sum += weight;
    }
    for (let j = 0; j < size; j++) weights[k * size + j]! /= sum;
    starts[k] = start;
  }
  return { count, size, starts, weights, first: starts[0]!, last: starts[count - 1]! + size };
}

/** Largest channel difference from the page for each pixel of a box; beyond the picture there is page. */
function differences({ width, height, data }: Raster, page: Rgb, box: Box): Float64Array {
  const w = box.right - box.left;
  const ink = new Float64Array(w * (box.bottom - box.top));
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++)
    for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x++) {
      const o = 4 * (y * width + x);
      ink[(y - box.top) * w + x - box.left] = Math.max(
        Math.abs(data[o]! - page[0]),
        Math.abs(data[o + 1]! - page[1]),
        Math.abs(data[o + 2]! - page[2]),
      );
    }
  return ink;
}

function strongestIn(ink: Float64Array, seen: Box, box: Box): number {
  const w = seen.right - seen.left;
  let strongest = 0;
  for (let y = box.top; y < box.bottom; y++)
    for (let x = box.left; x < box.right; x++)
      strongest = Math.max(strongest, ink[(y - seen.top) * w + x - seen.left]!);
  return strongest;
}

// Columns first, then rows: the filter is separable.
function resampled(ink: Float64Array, across: Taps, down: Taps): Float64Array {
  const w = across.last - across.first;
  const h = down.last - down.first;
  const between = new Float64Array(h * across.count);
  for (let y = 0; y < h; y++)
    for (let k = 0; k < across.count; k++) {
      const start = y * w + across.starts[k]! - across.first;
      let sum = 0;
      for (let j = 0; j < across.size; j++) sum += across.weights[k * across.size + j]! * ink[start + j]!;
      between[y * across.count + k] = sum;
    }
  const data = new Float64Array(down.count * across.count);
  for (let k = 0; k < down.count; k++)
    for (let j = 0; j < down.size; j++) {
      const weight = down.weights[k * down.size + j]!;
      if (weight === 0) continue;
      const from = (down.starts[k]! - down.first + j) * across.count;
      for (let x = 0; x < across.count; x++) data[k * across.count + x]! += weight * between[from + x]!;
    }
  return data;
}
