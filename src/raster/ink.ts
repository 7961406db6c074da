import type { Raster } from '../types.js';
import { dilate } from './dilate.js';

export interface Ink {
  /** Packed 0xRRGGBB, the most used first; empty where nothing was drawn over the data. */
  readonly colours: readonly number[];
  /** width × height; 1 = ink itself, unmixed or nearly. */
  readonly core: Uint8Array;
  /** width × height; 1 = stands out like a stroke (all zero where there is no ink). */
  readonly strokes: Uint8Array;
}

/** Fewer stroke pixels than this share of the picture are steep peaks of the field, or too few to do harm. */
const leastStrokes = 0.002;
/** So large a share of the strokes' darkest (lightest, …) pixels has one colour if they are ink. */
const leastShare = 0.35;
const leastSecondShare = 0.2;
/** Spread of ink, per channel: cores of anti-aliased lines hardly reach the colour, compression adds its ringing. */
const spread = 28;
const mostInks = 2;

/**
 * Tells ink (contours, letters, coast lines) from the steep and rough parts of the field, which stand out from their
 * surroundings in all the colours of the map: the most contrasting pixels of ink strokes have one colour.
 *
 * @param contrast from `strokeContrast`
 * @param seeds from `strokeSeeds`
 */
export function findInk(raster: Raster, contrast: Float32Array, seeds: Uint8Array): Ink {
  const { width, height, data } = raster;
  const pixels = width * height;
  const peaks: number[] = [];
  for (let p = 0; p < pixels; p++)
    if (seeds[p]) peaks.push(strongestAround(p, contrast, seeds, width, height));
  const none = { colours: [], core: new Uint8Array(pixels), strokes: new Uint8Array(pixels) };
  if (peaks.length < leastStrokes * pixels || peaks.length === 0) return none;

  const colours: number[] = [];
  let left = peaks;
  while (colours.length < mostInks) {
    const colour = commonest(data, left);
    const rest = left.filter((p) => !isNear(data, p, colour, spread));
    const share = (left.length - rest.length) / peaks.length;
    if (share < (colours.length === 0 ? leastShare : leastSecondShare)) break;
    colours.push(colour);
    left = rest;
    if (left.length === 0) break;
  }
  if (colours.length === 0) return none;
  const near = dilate(seeds, width, height, 2);
  const core = Uint8Array.from({ length: pixels }, (_, p) =>
    near[p] && colours.some((colour) => isNear(data, p, colour, 2 * spread)) ? 1 : 0,
  );
  return { colours, core, strokes: seeds };
}

function strongestAround(
  p: number,
  contrast: Float32Array,
  seeds: Uint8Array,
  width: number,
  height: number,
): number {
  const x = p % width;
  const y = (p - x) / width;
  let best = p;
  for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++)
    for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
      const q = v * width + u;
      if (seeds[q] && contrast[q]! > contrast[best]!) best = q;
    }
  return best;
}

/** Middle of the fullest cube of colour space (edge 16, looked at with its neighbours by two rounds of averaging). */
function commonest(data: Uint8ClampedArray, pixels: readonly number[]): number {
  const cubes = new Map<number, number>();
  let fullest = 0;
  let centre: [number, number, number] = [0, 0, 0];
  for (const p of pixels) {
    const key = ((data[4 * p]! >> 4) << 8) | ((data[4 * p + 1]! >> 4) << 4) | (data[4 * p + 2]! >> 4);
    const count = (cubes.get(key) ?? 0) + 1;
    cubes.set(key, count);
    if (count > fullest) {
      fullest = count;
      centre = [data[4 * p]!, data[4 * p + 1]!, data[4 * p + 2]!];
    }
  }
  for (let round = 0; round < 2; round++) {
    const colour = pack(centre);
    const sum = [0, 0, 0];
    let count = 0;
    for (const p of pixels) {
      if (!isNear(data, p, colour, spread)) continue;
      count++;
      for (let c = 0; c < 3; c++) sum[c]! += data[4 * p + c]!;
    }
    if (count > 0) centre = [sum[0]! / count, sum[1]! / count, sum[2]! / count];
  }
  return pack(centre);
}

function pack([r, g, b]: readonly [number, number, number]): number {
  return (Math.round(r) << 16) | (Math.round(g) << 8) | Math.round(b);
}

function isNear(data: Uint8ClampedArray, p: number, colour: number, by: number): boolean {
  return (
    Math.abs(data[4 * p]! - (colour >> 16)) <= by &&
    Math.abs(data[4 * p + 1]! - ((colour >> 8) & 255)) <= by &&
    Math.abs(data[4 * p + 2]! - (colour & 255)) <= by
  );
}
