import type { Colourmap, Rgb } from '../../model/types.js';
import { projectOnto } from '../../numeric/polyline.js';
import type { DecodeKnownOptions } from '../picture/decoding.js';
import type { PixelKind } from './pixelKind.js';

/** Distance within which a JPEG's pixel shows a given flat colour. */
const flatColour = 8;
/** Colours of an extension and of the map's end, both read from a JPEG's bar, that are meant to be one. */
const continuedColour = 16;
/**
 * Where an extension continues the map, values nearer to its end than this are at or beyond it: the ends are known to two
 * rows of a bar of some 350. A few in-range values are lost rather than many out-of-range ones kept.
 */
export const atEnd = 0.006;

/** Which ends of the map its extensions continue, so that colours do not tell values beyond the range. */
export function continuedEnds({ colours, below, above }: Colourmap): { low: boolean; high: boolean } {
  const continues = (colour: Rgb | undefined, o: number): boolean =>
    colour !== undefined &&
    Math.hypot(colour[0] - colours[o]!, colour[1] - colours[o + 1]!, colour[2] - colours[o + 2]!) <=
      continuedColour;
  return { low: continues(below, 0), high: continues(above, colours.length - 3) };
}

/** Whether a position is that of values beyond the range: 1 below, 2 above, 0 within. */
export function beyondEnd(t: number, ends: { readonly low: boolean; readonly high: boolean }): PixelKind {
  if (ends.low && t < atEnd) return 1;
  return ends.high && t > 1 - atEnd ? 2 : 0;
}

/**
 * Colours given as missing, and those of extensions that are no colour of the map.
 *
 * @param colours 3m distinct colours
 * @returns m kinds
 */
export function exceptionalColours(
  colours: Float64Array,
  map: Colourmap,
  options: DecodeKnownOptions,
): Uint8Array {
  const kinds = new Uint8Array(colours.length / 3);
  const continued = continuedEnds(map);
  const below = continued.low ? undefined : map.below;
  const above = continued.high ? undefined : map.above;
  if (!options.missing?.length && below === undefined && above === undefined) return kinds;
  const { distance } = projectOnto(map.colours, map.positions, colours);
  for (let i = 0; i < kinds.length; i++) {
    const near = (colour: readonly number[] | undefined): boolean =>
      colour !== undefined &&
      Math.hypot(
        colours[3 * i]! - colour[0]!,
        colours[3 * i + 1]! - colour[1]!,
        colours[3 * i + 2]! - colour[2]!,
      ) < Math.min(flatColour, distance[i]!);
    if (options.missing?.some((colour) => near(colour) || isExactly(colours, i, colour))) kinds[i] = 3;
    else if (near(below)) kinds[i] = 1;
    else if (near(above)) kinds[i] = 2;
  }
  return kinds;
}

function isExactly(colours: Float64Array, i: number, colour: readonly number[]): boolean {
  return [0, 1, 2].every((c) => colours[3 * i + c] === colour[c]);
}
