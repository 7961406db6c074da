import type { Raster } from '../../model/types.js';
import { countColours } from '../../raster/colours/countColours.js';
import { distinctColours, unpackColours } from '../../raster/colours/distinct.js';
import { type ComparedIn, inSpace } from '../colours/space.js';

/** How a picture's colours are spread over a grid of the colour space; bins that hold nothing are left out. */
export interface ColourHistogram {
  /** Ascending: (i · 16 + j) · 16 + k of the bin's place along the three axes of the space. */
  readonly bins: Uint16Array;
  /** Share of the pixels in each of these bins; together 1, or none where there are no pixels. */
  readonly shares: Float32Array;
}

/** Bins along each axis of the colour space. */
export const binsAlong = 16;

/** What the first and the last bin stand for, along each axis: sRGB levels; lightness, green–red and blue–yellow. */
export const axisEnds: Readonly<Record<ComparedIn, readonly (readonly [number, number])[]>> = {
  rgb: [
    [0, 255],
    [0, 255],
    [0, 255],
  ],
  // sRGB reaches from −0.234 to 0.276 and from −0.312 to 0.199.
  oklab: [
    [0, 1],
    [-0.32, 0.32],
    [-0.32, 0.32],
  ],
};

/**
 * The colour histogram of a picture, 16 × 16 × 16 bins, softly binned: every pixel is shared among the eight bins about
 * it (trilinear), so that no hard edge between bins matters.
 *
 * @param leftOut 1 for pixels that do not count: page, ink
 */
export function colourHistogram(
  picture: Raster,
  { space = 'rgb', leftOut }: { readonly space?: ComparedIn; readonly leftOut?: Uint8Array } = {},
): ColourHistogram {
  const distinct = distinctColours(picture);
  const counts = leftOut ? countColours(distinct, leftOut) : distinct.counts;
  return histogramOf(unpackColours(distinct.packed), counts, space);
}

/** The same of counted colours: 3n sRGB values and n counts. */
export function histogramOf(
  rgb: Float64Array,
  counts: ArrayLike<number>,
  space: ComparedIn,
): ColourHistogram {
  const coordinates = inSpace(rgb, space);
  const sums = new Float64Array(binsAlong ** 3);
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    spread(coordinates, i, axisEnds[space], counts[i]!, sums);
    total += counts[i]!;
  }
  const filled: number[] = [];
  for (let bin = 0; bin < sums.length; bin++) if (sums[bin]! > 0) filled.push(bin);
  return {
    bins: Uint16Array.from(filled),
    shares: Float32Array.from(filled, (bin) => sums[bin]! / total),
  };
}

/** Adds a colour's weight to the eight bins about it. */
function spread(
  coordinates: Float64Array,
  i: number,
  axes: readonly (readonly [number, number])[],
  weight: number,
  sums: Float64Array,
): void {
  for (let d = 0; d < 3; d++) {
    const [from, to] = axes[d]!;
    const share = (coordinates[3 * i + d]! - from) / (to - from);
    const at = Math.min(1, Math.max(0, share)) * (binsAlong - 1);
    low[d] = Math.min(binsAlong - 2, Math.floor(at));
    part[d] = at - low[d]!;
  }
  const first = (low[0]! * binsAlong + low[1]!) * binsAlong + low[2]!;
  for (let corner = 0; corner < 8; corner++) {
    const [a, b, c] = [corner >> 2, (corner >> 1) & 1, corner & 1];
    const x = a ? part[0]! : 1 - part[0]!;
    const y = b ? part[1]! : 1 - part[1]!;
    const z = c ? part[2]! : 1 - part[2]!;
    sums[first + (a * binsAlong + b) * binsAlong + c]! += weight * x * y * z;
  }
}

/** Of one colour at a time: its lower bins and how far it is on towards the upper ones. */
const low = new Uint8Array(3);
const part = new Float64Array(3);
