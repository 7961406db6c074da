import { converter } from 'culori';
import { okLabOf } from '../../colourmap/check/colourDifference.js';
import type { Raster } from '../../model/types.js';
import { distinctColours, unpackColours } from '../../raster/colours/distinct.js';

/** The space in which colours are compared: sRGB levels, or OKLab (Ottosson 2020), where distances are as they are seen. */
export type ComparedIn = 'rgb' | 'oklab';

/** The distinct colours of a picture. */
export interface WeightedColours {
  /** 3n whole numbers 0…255, sRGB. */
  readonly rgb: Float64Array;
  /** How many pixels have each of the n colours. */
  readonly counts: ArrayLike<number>;
  /** Which colour each pixel has. */
  readonly indices: Uint32Array;
}

/** A picture's distinct colours, counted; alpha is ignored. */
export function weightedColours(raster: Raster): WeightedColours {
  const { packed, counts, indices } = distinctColours(raster);
  return { rgb: unpackColours(packed), counts, indices };
}

/** 3n coordinates of 3n sRGB values in the space. */
export function inSpace(rgb: Float64Array, space: ComparedIn): Float64Array {
  return space === 'rgb' ? rgb : okLabOf(rgb);
}

const toRgb = converter('rgb');

/** 3n coordinates back as sRGB bytes, those outside of sRGB at its border. */
export function bytesOf(coordinates: Float64Array, space: ComparedIn): Uint8ClampedArray {
  if (space === 'rgb') return Uint8ClampedArray.from(coordinates);
  const bytes = new Uint8ClampedArray(coordinates.length);
  for (let o = 0; o < bytes.length; o += 3) {
    const [l, a, b] = [coordinates[o]!, coordinates[o + 1]!, coordinates[o + 2]!];
    const colour = toRgb({ mode: 'oklab', l, a, b });
    bytes[o] = 255 * colour.r;
    bytes[o + 1] = 255 * colour.g;
    bytes[o + 2] = 255 * colour.b;
  }
  return bytes;
}
