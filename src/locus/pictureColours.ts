import { toWorkingSpace, type WorkingSpace } from '../raster/colourSpace.js';
import { countColours } from '../raster/countColours.js';
import { dilate } from '../raster/dilate.js';
import { type DistinctColours, distinctColours, unpackColours } from '../raster/distinct.js';
import { isDithered, undithered } from '../raster/dither.js';
import { findInk, type Ink } from '../raster/ink.js';
import { findNoData, type NoData } from '../raster/noData.js';
import { strokeContrast, strokeSeeds } from '../raster/stroke.js';
import type { Raster } from '../types.js';
import { exactColours } from './exactColours.js';
import { drawPixelPairs } from './pixelPairs.js';
import { equalisedSample } from './sample.js';
import type { PixelPairs } from './score.js';

/** A picture's colours taken apart: what is no data, what is drawn over, and what is left to learn from. */
export interface PictureColours {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly noData: NoData;
  readonly ink: Ink;
  readonly distinct: DistinctColours;
  /** Error diffusion was undone before anything else. */
  readonly dithered: boolean;
  /** Pixels of each distinct colour that are neither without data nor under strokes. */
  readonly plain: Uint32Array;
  /** 1 for the distinct colours that the map was drawn in, where it was drawn exactly. */
  readonly levels: ReturnType<typeof exactColours>;
  readonly exact: boolean;
  readonly space: WorkingSpace;
  /** 3n distinct colours in the working space. */
  readonly colours: Float64Array;
  /** 1 for the pixels to learn from. */
  readonly calm: Uint8Array;
  /** Calm pixels of each distinct colour. */
  readonly counts: Uint32Array;
  readonly pairs: PixelPairs;
  readonly sample: Float64Array;
}

/** Points that a locus is learnt from, at the most: the time to find it does not grow with the picture. */
export const sampleSize = 12_000;
/** A JPEG smears a sharp border within the 8 × 8 blocks that it crosses. */
const softReach = 8;

/**
 * Takes a picture's colours apart before any order is sought.
 *
 * @param options.ignore pixels (1) known to be no data
 */
export function pictureColours(
  picture: Raster,
  options: { readonly ignore?: Uint8Array; readonly seed?: number },
): PictureColours {
  const seed = options.seed ?? 1;
  const { width, height } = picture;
  const noData = findNoData(picture, options.ignore ?? new Uint8Array(width * height));
  let distinct = distinctColours(picture);
  let raster = picture;
  const dithered = isDithered(picture, noData.mask, distinct.packed.length);
  if (dithered) {
    raster = undithered(picture, noData.mask);
    distinct = distinctColours(raster);
  }
  const contrast = strokeContrast(raster, noData.mask);
  const drawn = countColours(distinct, (p) => !noData.mask[p]);
  const smear = noData.soft ? dilate(noData.mask, width, height, softReach) : noData.mask;
  const ink = findInk(
    raster,
    contrast,
    strokeSeeds(contrast, smear),
    exactColours(drawn) !== undefined,
    drawn.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    noData.soft ? strokeSeeds(contrast, noData.mask) : undefined,
    noData.colours,
  );
  const { strokes } = ink;

  const plain = countColours(distinct, (p) => !noData.mask[p] && !strokes[p]);
  const levels = exactColours(plain);
  const exact = levels !== undefined;
  const space: WorkingSpace = exact ? 'rgb' : 'chroma-weighted';
  const colours = toWorkingSpace(unpackColours(distinct.packed), space);

  const calm = calmPixels(strokes, noData, width, height, exact);
  const counts = countColours(distinct, (p) => calm[p] === 1);
  const pairs = drawPixelPairs(distinct, colours, calm, width, seed);
  const sample = equalisedSample(colours, counts, sampleSize, seed);
  return {
    width,
    height,
    seed,
    noData,
    ink,
    distinct,
    dithered,
    plain,
    levels,
    exact,
    space,
    colours,
    calm,
    counts,
    pairs,
    sample,
  };
}

/** Pixels to learn from: away from strokes and, where compression smears, from regions of no data. */
function calmPixels(
  strokes: Uint8Array,
  noData: NoData,
  width: number,
  height: number,
  exact: boolean,
): Uint8Array {
  const marked = dilate(strokes, width, height, exact ? 1 : 2);
  const empty = noData.soft ? dilate(noData.mask, width, height, softReach) : noData.mask;
  return marked.map((m, p) => (m || empty[p] ? 0 : 1));
}
