import { inkOfColours, noInk } from '../../marks/ink.js';
import { insideMargin } from '../../marks/margin.js';
import { seedsAbove, strokeContrast, strokeLimit } from '../../marks/stroke.js';
import type { Box, Raster } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import { distinctColours, unpackColours } from '../../raster/colours/distinct.js';
import { exactColours } from './exactColours.js';
import { calmPixels, type PictureColours } from './pictureColours.js';

/** The colours of a whole picture and what was found out about them, for blocks of it to be taken apart alike. Nothing in it grows with the picture. */
export interface WholeColours
  extends Pick<
    PictureColours,
    'seed' | 'plain' | 'levels' | 'exact' | 'space' | 'rgb' | 'colours' | 'sample'
  > {
  readonly width: number;
  readonly height: number;
  /** Its distinct colours, 0xRRGGBB, in the order of their first appearance, and how many pixels have each. */
  readonly packed: Uint32Array;
  readonly counts: Uint32Array;
  /** Pixels outside of this box are margin. */
  readonly inside: Box;
  /** Colours that stand for no data wherever they are, and all that were found. */
  readonly empty: readonly number[];
  readonly noDataColours: readonly number[];
  /** Colours of what is drawn over the data, and the contrast from which it stands out; absent where nothing is. */
  readonly ink?: { readonly colours: readonly number[]; readonly limit: number };
}

/** Distinct colours and how many pixels have each. */
export type ColourCounts = Pick<WholeColours, 'packed' | 'counts'>;

/**
 * What a sample of a picture says of the colours of the whole.
 *
 * @param sample the sample's colours taken apart; its border is the picture's
 * @param all the distinct colours of the whole picture, among which are all of the sample's
 * @param size of the whole picture
 */
export function wholeColours(
  sample: PictureColours,
  all: ColourCounts,
  size: { readonly width: number; readonly height: number },
): WholeColours {
  const { packed, counts } = all;
  const { distinct, seed, raster, noData, ink } = sample;
  const own = new Map(Array.from(distinct.packed, (colour, k) => [colour, k]));
  // A colour that the sample has not is as plain as most.
  const plain = Uint32Array.from(packed, (colour, k) => {
    const j = own.get(colour);
    return j === undefined ? counts[k]! : Math.round((counts[k]! * sample.plain[j]!) / distinct.counts[j]!);
  });
  const levels = exactColours(packed, plain);
  const exact = levels !== undefined;
  const space = exact ? 'rgb' : 'chroma-weighted';
  const rgb = unpackColours(packed);
  const { left, top, right, bottom } = insideMargin(raster);
  const inside = {
    ...{ left, top },
    right: size.width - (sample.width - right),
    bottom: size.height - (sample.height - bottom),
  };
  return {
    ...{ ...size, packed, counts, seed, plain, levels, rgb, inside },
    ...{ exact, space, colours: toWorkingSpace(rgb, space), sample: sample.sample },
    empty: noData.colours.filter((colour) =>
      standsForNone(sample, own.get(colour), { left, top, right, bottom }),
    ),
    noDataColours: noData.colours,
    ...(ink.colours.length > 0 && {
      ink: {
        colours: ink.colours,
        limit: strokeLimit(strokeContrast(raster, noData.mask), noData.mask),
      },
    }),
  };
}

/** Whether a colour has no data inside of the margin, too. */
function standsForNone(
  { distinct, noData, width }: PictureColours,
  own: number | undefined,
  { left, top, right, bottom }: Box,
): boolean {
  for (let y = top; y < bottom; y++)
    for (let p = y * width + left; p < y * width + right; p++)
      if (distinct.indices[p] === own) return noData.mask[p] === 1;
  return false;
}

/**
 * Takes the colours of a block of a picture apart as those of the whole.
 *
 * @param at where in the whole picture its top left pixel lies
 * @param ignore pixels (1) of the block that are known to be no data
 */
export function blockColours(
  raster: Raster,
  whole: WholeColours,
  at: { readonly left: number; readonly top: number },
  ignore?: Uint8Array,
): PictureColours {
  const { width, height } = raster;
  const own = distinctColours(raster);
  const indices = numbered(own.packed, own.indices, whole);
  const noData = {
    mask: emptyPixels(indices, raster, whole, at, ignore),
    colours: whole.noDataColours,
    soft: false,
  };
  const ink = whole.ink ? inkIn(raster, noData.mask, whole.ink) : noInk(width * height);
  const distinct = { packed: whole.packed, counts: whole.counts, indices };
  const { seed, plain, levels, exact, space, rgb, colours, sample } = whole;
  return {
    ...{ width, height, seed, raster, noData, ink, distinct, dithered: false },
    ...{ plain, levels, exact, space, rgb, colours, sample },
    calm: calmPixels(ink, noData, width, height, exact),
    counts: plain,
    get pairs(): never {
      throw new Error('no order is sought in a block');
    },
  };
}

/** The numbers of pixels' colours among those of the whole picture; in place. */
export function numbered(packed: Uint32Array, indices: Uint32Array, whole: ColourCounts): Uint32Array {
  const wanted = new Map(Array.from(packed, (colour, k) => [colour, k]));
  const number = new Uint32Array(packed.length);
  for (const [k, colour] of whole.packed.entries()) {
    const j = wanted.get(colour);
    if (j !== undefined) number[j] = k;
  }
  for (let p = 0; p < indices.length; p++) indices[p] = number[indices[p]!]!;
  return indices;
}

/** 1 for the pixels of a block that are margin, have a colour that stands for no data, or are known to hold none. */
function emptyPixels(
  indices: Uint32Array,
  { width, height }: Raster,
  { packed, empty, inside }: WholeColours,
  { left, top }: { readonly left: number; readonly top: number },
  ignore?: Uint8Array,
): Uint8Array {
  const mask = ignore?.slice() ?? new Uint8Array(indices.length);
  const isEmpty = Uint8Array.from(packed, (colour) => (empty.includes(colour) ? 1 : 0));
  for (let p = 0; p < mask.length && empty.length > 0; p++) mask[p]! |= isEmpty[indices[p]!]!;
  for (let y = 0; y < height; y++) {
    const isBeside = y + top >= inside.top && y + top < inside.bottom;
    const from = isBeside ? inside.left - left : width;
    mask.fill(1, y * width, y * width + Math.min(width, Math.max(0, from)));
    if (isBeside)
      mask.fill(1, y * width + Math.min(width, Math.max(0, inside.right - left)), (y + 1) * width);
  }
  return mask;
}

function inkIn(raster: Raster, empty: Uint8Array, { colours, limit }: NonNullable<WholeColours['ink']>) {
  return inkOfColours(raster, seedsAbove(limit, strokeContrast(raster, empty), empty), colours);
}
