import type { Raster } from '../model/types.js';
import { lineDirections } from '../raster/lineDirections.js';
import { isNear } from './colourDistance.js';

/** Fewer stroke pixels than this share of the picture are steep peaks of the field, or too few to do harm. */
export const leastStrokes = 0.002;
/** Spread of ink, per channel: exactly drawn cores are of one colour but for blending, compression adds its ringing. */
const exactSpread = 10;
export const lossySpread = 28;

/** What is known of a picture in which ink is sought. */
export interface InkSurroundings {
  /** Colours were drawn exactly, not compressed or resampled. */
  readonly exact: boolean;
  /** Number of distinct colours of the picture. */
  readonly distinct: number;
  /** Pixels (1) that hold no data, and their smear. */
  readonly excluded: Uint8Array;
  /** All seeds, those in the smear too: once its colour is known, ink is told from smear by it. */
  readonly smeared?: Uint8Array;
  /** Packed colours of the regions that smear. */
  readonly background?: readonly number[];
}

/** So large a share of the strokes' darkest (lightest, …) pixels has one colour if they are ink. */
const leastShare = 0.35;
const leastSecondShare = 0.2;
/** A small palette has few colours for anything: there, ink must have nearly all the strokes. */
const smallPalette = 128;
const leastShareOfPalette = 0.6;
const mostInks = 2;
/** Ink that differs less from its surroundings does no harm as data, sRGB units. */
const leastContrast = 40;
/** Ink differs from its sides by so many times what they vary by themselves. */
const steepness = 2;

/** The colours that most of the sharpest pixels share, the commonest first; none where they have all the map's. */
export function inkColours(
  raster: Raster,
  contrast: Float32Array,
  seeds: Uint8Array,
  { exact, distinct }: InkSurroundings,
): number[] {
  const spread = exact ? exactSpread : lossySpread;
  const firstShare = distinct <= smallPalette ? leastShareOfPalette : leastShare;
  const { width, height, data } = raster;
  const peaks: number[] = [];
  for (let p = 0; p < seeds.length; p++)
    if (seeds[p] && isSharp(data, p, width, height))
      peaks.push(strongestAround(p, contrast, seeds, width, height));
  if (peaks.length < leastStrokes * seeds.length) return [];
  const colours: number[] = [];
  let left = peaks;
  while (colours.length < mostInks && left.length > 0) {
    const colour = commonest(data, left, spread);
    const rest = left.filter((p) => !isNear(data, p, colour, spread));
    const share = (left.length - rest.length) / peaks.length;
    if (share < (colours.length === 0 ? firstShare : leastSecondShare)) break;
    colours.push(colour);
    left = rest;
  }
  if (colours.length > 0 && exact && isOneOfMany(raster, colours[0]!, distinct)) return [];
  return colours.length > 0 && isGrey(raster) ? colours.filter(isBlackOrWhite) : colours;
}

/**
 * In a picture of greys alone every grey is a value, and thin bands of a field have one as strokes have: nothing but the ends of all greys,
 * which most pens have, tells of ink there.
 */
const isBlackOrWhite = (grey: number): boolean =>
  (grey & 255) <= exactSpread || (grey & 255) >= 255 - exactSpread;

export function isGrey({ data }: Raster): boolean {
  for (let o = 0; o < data.length; o += 4)
    if (data[o] !== data[o + 1] || data[o] !== data[o + 2]) return false;
  return true;
}

/** So many colours are a table alone: anti-aliased ink would have added its mixtures. */
const tableSize = 300;
const aloneWithin = 12;

/**
 * In a picture with no more colours than a table has, ink was drawn without mixing; then it is a colour by itself, not
 * one among its likes. (Mixtures of greys are greys: there this says nothing.)
 */
function isOneOfMany({ data }: Raster, ink: number, distinct: number): boolean {
  if (distinct > tableSize) return false;
  let neighbours = 0;
  const seen = new Set<number>();
  for (let o = 0; o < data.length; o += 4) {
    const colour = (data[o]! << 16) | (data[o + 1]! << 8) | data[o + 2]!;
    if (seen.has(colour)) continue;
    seen.add(colour);
    const grey = data[o] === data[o + 1] && data[o] === data[o + 2];
    if (!grey && colour !== ink && isNear(data, o / 4, ink, aloneWithin)) neighbours++;
  }
  return neighbours > 1;
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
function commonest(data: Uint8ClampedArray, pixels: readonly number[], spread: number): number {
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

/**
 * Whether a pixel stands out from two sides that are flat themselves. The slopes of a steep peak go on beyond 3 px; the
 * data beside a line do not.
 */
export function isSharp(data: Uint8ClampedArray, p: number, width: number, height: number): boolean {
  const x = p % width;
  const y = (p - x) / width;
  const across = Math.min(x, width - 1 - x);
  const down = Math.min(y, height - 1 - y);
  for (const [dx, dy] of lineDirections) {
    const shift = dy * width + dx;
    const room = dy === 0 ? across : dx === 0 ? down : Math.min(across, down);
    for (let near = 1; near <= 3; near++) {
      const far = 2 * near + 1;
      if (far > room) break;
      const a = p - near * shift;
      const b = p + near * shift;
      const contrast = Math.min(difference(data, p, a), difference(data, p, b));
      if (contrast <= leastContrast) continue;
      const slope = Math.max(
        difference(data, a, p - far * shift),
        difference(data, b, p + far * shift),
        difference(data, a, b),
      );
      if (contrast > steepness * slope) return true;
    }
  }
  return false;
}

function difference(data: Uint8ClampedArray, p: number, q: number): number {
  const r = data[4 * p]! - data[4 * q]!;
  const g = data[4 * p + 1]! - data[4 * q + 1]!;
  const b = data[4 * p + 2]! - data[4 * q + 2]!;
  return Math.sqrt(r * r + g * g + b * b);
}
