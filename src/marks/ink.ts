import type { Raster } from '../model/types.js';
import { areNear } from '../raster/areNear.js';
import { dilate } from '../raster/dilate.js';
import { isNear, tolerance } from './colourDistance.js';
import {
  type InkSurroundings,
  inkColours,
  isGrey,
  isSharp,
  leastStrokes,
  lossySpread,
} from './inkColours.js';
import { findPen, type Pen } from './pen.js';
import { contrastIn, leastContrast } from './stroke.js';

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
  /** It is a pen's, known by where its colour occurs: its pixels hang together, and no part of a picture tells of them alone. */
  readonly isPen?: boolean;
}

/** Rims of a pen's strokes, and what of them is nowhere its full colour, reach so far. */
const penReach = 3;
/** A thin line that crosses the pixels' rows at a small angle is faint over ten pixels between two that are not. */
const faintReach = 5;

/** A fifth of the pixels is looked at first; of larger pictures as many, which hold some hundreds of the least ink's. */
const everyFifth = 5;
const mostLookedAt = 200_000;

/**
 * Whether a picture may hold ink, from a share of its pixels: at least half as many of them as ink takes stand out from
 * flat sides. Most pictures have none, and need no closer look.
 *
 * @param excluded pixels (1) that say nothing about the field
 * @param smear pixels (1) that stand out for another reason: those excluded, and what they smear
 */
export function mayHoldInk(raster: Raster, excluded: Uint8Array, smear: Uint8Array): boolean {
  const { width, height, data } = raster;
  const pixels = width * height;
  // On a lattice that no line along rows, columns or diagonals passes by: neither 2 nor 3 divides its step.
  const every = Math.max(everyFifth, 6 * Math.floor((pixels / mostLookedAt + 1) / 6) - 1);
  const enough = (0.5 * leastStrokes * pixels) / every;
  const contrastAt = contrastIn(raster, excluded, leastContrast);
  let sharp = 0;
  for (let y = 0; y < height && sharp <= enough; y++)
    for (let x = (2 * y) % every; x < width; x += every) {
      const p = y * width + x;
      if (excluded[p] || smear[p] || contrastAt(x, y) === 0) continue;
      if (isSharp(data, p, width, height)) sharp++;
    }
  return sharp > enough;
}

/** No ink at all in so many pixels. */
export function noInk(pixels: number): Ink {
  const none = new Uint8Array(pixels);
  return { colours: [], core: none, strokes: none, doubtful: none };
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
  const { width, height } = raster;
  const common = inkColours(raster, contrast, seeds, seen);
  const pen = common.length === 0 ? findPen(raster, contrast, seen.excluded, seen.exact) : undefined;
  const colours = pen ? [0x010101 * pen.grey] : common;
  if (colours.length === 0) return noInk(width * height);
  const doubtful = pen ? strokesOfPen(pen, seeds, width, height) : withSmeared(raster, seeds, colours, seen);
  const ink = inkOfColours(raster, doubtful, colours);
  return {
    ...(seen.exact && !isGrey(raster) ? withInside(raster, ink, seen.excluded) : ink),
    ...(pen && { isPen: true }),
  };
}

/**
 * Bold letters, and letters one over the other, are thicker than what stands out from both sides: there they go on in the ink's own
 * colour. Where it goes on much farther than there is ink it is the field's, too; in a picture of greys alone that is not told.
 */
function withInside({ data, width, height }: Raster, ink: Ink, excluded: Uint8Array): Ink {
  const isInk = (p: number) =>
    !excluded[p] && ink.colours.some((colour) => isNear(data, p, colour, tolerance));
  const inside = ink.core.map((c, p) => (c && isInk(p) ? 1 : 0));
  const reached: number[] = [];
  for (let p = 0; p < inside.length; p++) if (inside[p]) reached.push(p);
  const most = 2 * reached.length;
  for (let k = 0; k < reached.length; k++) {
    const x = reached[k]! % width;
    const y = (reached[k]! - x) / width;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const q = v * width + u;
        if (inside[q] || !isInk(q)) continue;
        inside[q] = 1;
        reached.push(q);
      }
    if (reached.length > most) return ink;
  }
  // What mixes with strokes stands out with them; what mixes with the rest does not.
  const unseen = inside.map((c, p) => c & (ink.doubtful[p]! ^ 1));
  const around = dilate(unseen, width, height, 1);
  return {
    ...ink,
    core: ink.core.map((c, p) => c | inside[p]!),
    strokes: ink.strokes.map((s, p) => s | inside[p]!),
    doubtful: ink.doubtful.map((d, p) => d | around[p]!),
  };
}

/**
 * The ink of known colours.
 *
 * @param doubtful 1 = stands out as a stroke does
 */
export function inkOfColours(raster: Raster, doubtful: Uint8Array, colours: readonly number[]): Ink {
  const { width, height, data } = raster;
  const inked = (p: number) => colours.some((colour) => isNear(data, p, colour, 2 * lossySpread));
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
