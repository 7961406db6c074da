import { findInk, type Ink, mayHoldInk, noInk } from '../../marks/ink.js';
import { findNoData, type NoData } from '../../marks/noData.js';
import { strokeContrast, strokeSeeds } from '../../marks/stroke.js';
import { isEmpty } from '../../model/mask.js';
import type { Raster } from '../../model/types.js';
import { toWorkingSpace, type WorkingSpace } from '../../raster/colours/colourSpace.js';
import { countColours } from '../../raster/colours/countColours.js';
import { type DistinctColours, distinctColours, unpackColours } from '../../raster/colours/distinct.js';
import { isDithered, undithered } from '../../raster/colours/dither.js';
import { dilate } from '../../raster/dilate.js';
import { drawPixelPairs } from '../order/pixelPairs.js';
import type { PixelPairs } from '../order/score.js';
import { exactColours } from './exactColours.js';
import { equalisedSample } from './sample.js';
import { threadOf } from './thread.js';

/** A picture's colours taken apart: what is no data, what is drawn over, and what is left to learn from. */
export interface PictureColours {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** The picture in which the colours were taken apart: without its dither where it had one. */
  readonly raster: Raster;
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
  /** 3n distinct colours, sRGB 0…255, and the same in the working space. */
  readonly rgb: Float64Array;
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
 * @param options.ink what is drawn over the data, where that is known already
 * @param options.isDrawnInLevels its few colours are all that the map has: pixels that alternate are the field's own
 */
export function pictureColours(
  picture: Raster,
  options: {
    readonly ignore?: Uint8Array;
    readonly seed?: number;
    readonly isDrawnInLevels?: boolean;
    readonly ink?: Ink;
  } = {},
): PictureColours {
  const seed = options.seed ?? 1;
  const { width, height } = picture;
  let distinct = distinctColours(picture);
  const ignored = options.ignore ?? new Uint8Array(width * height);
  const isExact = threadOf(distinct.packed, countColours(distinct, ignored)) !== undefined;
  const noData = findNoData(picture, ignored, distinct, isExact);
  let raster = picture;
  const dithered = !options.isDrawnInLevels && isDithered(picture, noData.mask, distinct.packed.length);
  if (dithered) {
    raster = undithered(picture, noData.mask);
    distinct = distinctColours(raster);
  }
  const ink = options.ink ?? inkOf(raster, noData, distinct.packed, countColours(distinct, noData.mask));
  const plain = countColours(distinct, eitherOf(noData.mask, ink.doubtful));
  const levels = exactColours(distinct.packed, plain);
  const exact = levels !== undefined;
  const space: WorkingSpace = exact ? 'rgb' : 'chroma-weighted';
  const rgb = unpackColours(distinct.packed);
  const colours = toWorkingSpace(rgb, space);

  const calm = calmPixels(ink, noData, width, height, exact);
  const counts = countColours(
    distinct,
    calm.map((c) => c ^ 1),
  );
  let pairs: PixelPairs | undefined;
  const sample = equalisedSample(colours, counts, sampleSize, seed);
  return {
    width,
    height,
    seed,
    raster,
    noData,
    ink,
    distinct,
    dithered,
    plain,
    levels,
    exact,
    space,
    rgb,
    colours,
    calm,
    counts,
    // Only an order that is sought in the picture asks for them.
    get pairs() {
      pairs ??= drawPixelPairs(distinct, colours, calm, width, seed);
      return pairs;
    },
    sample,
  };
}

/** The ink of a picture. A glance tells that most have none. */
function inkOf(raster: Raster, noData: NoData, packed: Uint32Array, counts: Uint32Array): Ink {
  const { width, height } = raster;
  const smear = noData.soft ? dilate(noData.mask, width, height, softReach) : noData.mask;
  if (!mayHoldInk(raster, noData.mask, smear)) return noInk(width * height);
  const contrast = strokeContrast(raster, noData.mask);
  return findInk(raster, contrast, strokeSeeds(contrast, smear), {
    exact: exactColours(packed, counts) !== undefined,
    distinct: counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    excluded: smear,
    ...(noData.soft && { smeared: strokeSeeds(contrast, noData.mask) }),
    background: noData.colours,
  });
}

/** Pixels (1) to learn from: away from strokes and, where compression smears, from regions of no data. */
export function calmPixels(
  { doubtful }: Ink,
  noData: NoData,
  width: number,
  height: number,
  exact: boolean,
): Uint8Array {
  const marked = dilate(doubtful, width, height, exact ? 1 : 2);
  const empty = noData.soft ? dilate(noData.mask, width, height, softReach) : noData.mask;
  const disturbed = eitherOf(marked, empty);
  for (let p = 0; p < disturbed.length; p++) disturbed[p]! ^= 1;
  return disturbed;
}

/** Pixels (1) of either mask. */
function eitherOf(a: Uint8Array, b: Uint8Array): Uint8Array {
  const either = a.slice();
  if (!isEmpty(b)) for (let p = 0; p < either.length; p++) if (b[p]) either[p] = 1;
  return either;
}
