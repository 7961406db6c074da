import type { Raster } from '../model/types.js';
import { dilate } from '../raster/dilate.js';
import { lineDirections } from '../raster/lineDirections.js';
import { findPen, type Pen } from './pen.js';

export interface Ink {
  /** Packed 0xRRGGBB, the most used first; empty where nothing was drawn over the data. */
  readonly colours: readonly number[];
  /** width × height; 1 = ink itself, unmixed or nearly. */
  readonly core: Uint8Array;
  /** width × height; 1 = stands out like a stroke, at the ink's colour. */
  readonly strokes: Uint8Array;
  /** width × height; 1 = a stroke, or stands out as one does though no ink is near: nothing to learn a map's colours from. */
  readonly doubtful: Uint8Array;
  /** The ink is known by what an order of the picture's colours leaves unexplained: what mixes with it may be told by that. */
  readonly isMixed?: boolean;
}

/** Fewer stroke pixels than this share of the picture are steep peaks of the field, or too few to do harm. */
const leastStrokes = 0.002;
/** So large a share of the strokes' darkest (lightest, …) pixels has one colour if they are ink. */
const leastShare = 0.35;
const leastSecondShare = 0.2;
/** Spread of ink, per channel: exactly drawn cores are of one colour but for blending, compression adds its ringing. */
const exactSpread = 10;
const lossySpread = 28;
/** A small palette has few colours for anything: there, ink must have nearly all the strokes. */
const smallPalette = 128;
const leastShareOfPalette = 0.6;
const mostInks = 2;
/** Rims of a pen's strokes, and what of them is nowhere its full colour, reach so far. */
const penReach = 3;
/** A thin line that crosses the pixels' rows at a small angle is faint over ten pixels between two that are not. */
const faintReach = 5;
/** Ink that differs less from its surroundings does no harm as data, sRGB units. */
const leastContrast = 40;
/** Ink differs from its sides by so many times what they vary by themselves. */
const steepness = 2;
/**
 * Whether a picture may hold ink, from a share of its pixels: at least half as many of them as ink takes stand out from
 * flat sides. Most pictures have none, and need no closer look.
 *
 * @param seeds strokes among every `every`-th pixel
 */
export function mayHoldInk(raster: Raster, seeds: Uint8Array, every: number): boolean {
  const { width, height, data } = raster;
  const enough = (0.5 * leastStrokes * width * height) / every;
  let sharp = 0;
  for (let p = 0; p < seeds.length && sharp <= enough; p++)
    if (seeds[p] && isSharp(data, p, width, height)) sharp++;
  return sharp > enough;
}

/** No ink at all in so many pixels. */
export function noInk(pixels: number): Ink {
  const none = new Uint8Array(pixels);
  return { colours: [], core: none, strokes: none, doubtful: none };
}

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

/**
 * Tells ink (contours, letters, coast lines) from the steep and rough parts of the field, which stand out from their
 * surroundings in all the colours of the map: the most contrasting pixels of ink strokes have one colour. Where a rough field
 * hides that, a black, white or grey pen is still known by where its colour occurs.
 *
 * @param contrast from `strokeContrast`
 * @param seeds from `strokeSeeds`, those in the smear of a region of no data left out
 */
export function findInk(
  raster: Raster,
  contrast: Float32Array,
  seeds: Uint8Array,
  seen: InkSurroundings,
): Ink {
  const { width, height, data } = raster;
  const pixels = width * height;
  const common = inkColours(raster, contrast, seeds, seen);
  const pen = common.length === 0 ? findPen(raster, contrast, seen.excluded, seen.exact) : undefined;
  const colours = pen ? [0x010101 * pen.grey] : common;
  if (colours.length === 0) return noInk(pixels);
  const inked = (p: number) => colours.some((colour) => isNear(data, p, colour, 2 * lossySpread));
  const doubtful = pen ? strokesOfPen(pen, seeds, width, height) : withSmeared(raster, seeds, colours, seen);
  // The field's own peaks and ridges stand out, too; those of ink are dark, or light, with it.
  const own = dilate(
    doubtful.map((s, p) => (s && inked(p) ? 1 : 0)),
    width,
    height,
    faintReach,
  );
  const strokes = doubtful.map((s, p) => s & own[p]!);
  const near = dilate(strokes, width, height, 2);
  const core = near.map((n, p) => (n && inked(p) ? 1 : 0));
  return { colours, core, strokes, doubtful };
}

/** The colours that most of the sharpest pixels share, the commonest first; none where they have all the map's. */
function inkColours(
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
  return colours.length > 0 && exact && isOneOfMany(raster, colours[0]!, distinct) ? [] : colours;
}

/** Where a rough field stands out, too, only what lies at the pen's own colour is its stroke. */
function strokesOfPen({ core }: Pen, seeds: Uint8Array, width: number, height: number): Uint8Array {
  const around = dilate(core, width, height, penReach);
  return core.map((c, p) => c | (seeds[p]! & around[p]!));
}

/** The seeds, and those in the smear of a background where the ink's colour tells them from it. */
function withSmeared(
  { data, width, height }: Raster,
  seeds: Uint8Array,
  colours: readonly number[],
  { smeared, background = [] }: InkSurroundings,
): Uint8Array {
  if (smeared === undefined) return seeds;
  // Ink of the background's own colour cannot be told from the background's smear there.
  const apart = colours.filter((ink) => background.every((other) => !areNear(ink, other, 2 * lossySpread)));
  const sure = dilate(
    smeared.map((s, p) => (s && apart.some((colour) => isNear(data, p, colour, 2 * lossySpread)) ? 1 : 0)),
    width,
    height,
    2,
  );
  return seeds.map((s, p) => s | (smeared[p]! & sure[p]!));
}

/**
 * Whether a pixel stands out from two sides that are flat themselves. The slopes of a steep peak go on beyond 3 px; the
 * data beside a line do not.
 */
function isSharp(data: Uint8ClampedArray, p: number, width: number, height: number): boolean {
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

function isNear(data: Uint8ClampedArray, p: number, colour: number, by: number): boolean {
  return (
    Math.abs(data[4 * p]! - (colour >> 16)) <= by &&
    Math.abs(data[4 * p + 1]! - ((colour >> 8) & 255)) <= by &&
    Math.abs(data[4 * p + 2]! - (colour & 255)) <= by
  );
}

function areNear(a: number, b: number, by: number): boolean {
  return (
    Math.abs((a >> 16) - (b >> 16)) <= by &&
    Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) <= by &&
    Math.abs((a & 255) - (b & 255)) <= by
  );
}
