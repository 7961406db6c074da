import type { Raster } from '../../model/types.js';
import { distinctColours, unpackColours } from '../../raster/colours/distinct.js';

/** A bounded sample of a picture's colours in which rare colours (the ends of the range) are not lost. */
export interface ColourSample {
  /** 3n sRGB values of colours that occur in the picture. */
  readonly colours: Float64Array;
  /** n weights that sum to 1. */
  readonly weights: Float64Array;
  /** n shares: how much of the picture each colour stands for; they sum to 1. */
  readonly shares: Float64Array;
  /** How many distinct colours the picture has (a strided look at large ones). */
  readonly distinct: number;
}

/** Cells of the colour cube, 4 units wide: below that, JPEG noise would count as colours of their own. */
const cellBits = 2;
/**
 * A cell's weight grows with the power .4 of its pixels, so that the ends of a range, visited by few pixels, still
 * count beside the middle, and a white margin counts little more than any other colour.
 */
const equalising = 0.4;
/** More pixels than this show no colours that a regular selection of them lacks. */
const pixelLimit = 400_000;
/** Neighbours this near are calm in any picture: the steps of a smooth field are as large. */
const flat = 4;

/**
 * Samples at most `limit` colours of a picture, one per cell of the colour cube: the cell's commonest colour.
 * The same picture gives the same sample.
 *
 * @param eligible 1 for the pixels to look at, width × height; all of them unless told
 */
export function sampleColours(raster: Raster, limit: number, eligible?: Uint8Array): ColourSample {
  const { packed, counts } = distinctColours(calmPixels(raster, eligible));
  const shift = cellBits;
  const side = 8 - shift;
  const commonest = new Int32Array(1 << (3 * side)).fill(-1);
  const population = new Float64Array(1 << (3 * side));
  let pixels = 0;
  for (let i = 0; i < packed.length; i++) {
    const colour = packed[i]!;
    const cell =
      ((colour >> (16 + shift)) << (2 * side)) |
      (((colour >> (8 + shift)) & ((1 << side) - 1)) << side) |
      ((colour & 255) >> shift);
    const best = commonest[cell]!;
    if (best < 0 || counts[i]! > counts[best]!) commonest[cell] = i;
    population[cell]! += counts[i]!;
    pixels += counts[i]!;
  }
  const cells: number[] = [];
  let total = 0;
  for (let cell = 0; cell < commonest.length; cell++) {
    if (commonest[cell]! < 0) continue;
    cells.push(cell);
    total += population[cell]! ** equalising;
  }

  // Systematic sampling in the order of the cells: every stretch of the colour cube gets its due.
  const chosen: number[] = [];
  const weights: number[] = [];
  const shares: number[] = [];
  const step = total / limit;
  let walked = 0;
  let due = step / 2;
  let pending = 0;
  for (const cell of cells) {
    const weight = population[cell]! ** equalising;
    pending += population[cell]!;
    walked += weight;
    if (cells.length > limit && walked < due) continue;
    let hits = 0;
    while (walked >= due && hits < limit) {
      due += step;
      hits++;
    }
    chosen.push(packed[commonest[cell]!]!);
    weights.push(cells.length > limit ? hits : weight);
    shares.push(pending / pixels);
    pending = 0;
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  return {
    colours: unpackColours(Uint32Array.from(chosen)),
    weights: Float64Array.from(weights, (w) => w / sum),
    shares: Float64Array.from(shares),
    distinct: packed.length,
  };
}

/**
 * The calmer pixels of a picture, in a row: those that differ from their right and lower neighbours by no more than
 * the median pixel does. Mixtures with lines and letters, and the worst of a JPEG's noise, are left behind. Large
 * pictures are looked at in every k-th row and column.
 */
function calmPixels({ width, height, data }: Raster, eligible: Uint8Array | undefined): Raster {
  const k = Math.ceil(Math.sqrt((width * height) / pixelLimit));
  const columns = Math.ceil(width / k);
  const rows = Math.ceil(height / k);
  const contrast = new Uint8Array(columns * rows);
  const histogram = new Uint32Array(256);
  let looked = 0;
  for (let y = 0, i = 0; y < height; y += k)
    for (let x = 0; x < width; x += k, i++) {
      if (eligible?.[y * width + x] === 0) continue;
      const o = 4 * (y * width + x);
      const right = x + 1 < width ? o + 4 : o - 4;
      const below = y + 1 < height ? o + 4 * width : o - 4 * width;
      let most = 0;
      for (let c = 0; c < 3; c++) {
        const own = data[o + c]!;
        // A picture one pixel wide or high has none there.
        most = Math.max(
          most,
          Math.abs(own - (data[right + c] ?? own)),
          Math.abs(own - (data[below + c] ?? own)),
        );
      }
      contrast[i] = most;
      histogram[most]!++;
      looked++;
    }
  let median = 0;
  for (let seen = histogram[0]!; seen < looked / 2; seen += histogram[median]!) median++;
  const limit = Math.max(median, flat);
  const calm = new Uint8ClampedArray(4 * contrast.length);
  let n = 0;
  for (let y = 0, i = 0; y < height; y += k)
    for (let x = 0; x < width; x += k, i++) {
      if (contrast[i]! > limit || eligible?.[y * width + x] === 0) continue;
      const o = 4 * (y * width + x);
      calm[4 * n] = data[o]!;
      calm[4 * n + 1] = data[o + 1]!;
      calm[4 * n + 2] = data[o + 2]!;
      n++;
    }
  return { width: n, height: 1, data: calm.subarray(0, 4 * n) };
}
