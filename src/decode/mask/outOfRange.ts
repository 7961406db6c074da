import { PixelKind } from '../../model/pixelKind.js';
import type { Colourmap, Rgb } from '../../model/types.js';
import type { NoiseModel } from '../picture/noiseModel.js';

/** One unit in one channel: what rounding differently in the bar and in the plot can do to one colour. */
const sameRounding = 1;
/** Distance (sRGB units) within which an exact colour is a given one, and a compressed one is. */
const exactColour = 2;
const compressedColour = 8;
/** An extension continues the map where its colour is within this many times that distance of the map's end. */
const continuing = { exact: 3, compressed: 2 };
/**
 * In a compressed picture, values nearer to an end that its extension continues are at or beyond it: the ends are known
 * to two rows of a bar of some 350. A few in-range values are lost rather than many out-of-range ones kept.
 */
export const atEnd = 0.006;

/** Which ends of the map its extensions continue, so that colours do not tell values beyond the range. */
export function continuedEnds(map: Colourmap, { kind }: NoiseModel): { low: boolean; high: boolean } {
  const tolerance =
    kind === 'scattered' ? continuing.compressed * compressedColour : continuing.exact * exactColour;
  const continues = (colour: Rgb | undefined, o: number): boolean =>
    colour !== undefined && distanceAt(map.colours, o, colour) <= tolerance;
  return { low: continues(map.below, 0), high: continues(map.above, map.colours.length - 3) };
}

/** Whether a position of a compressed picture is that of values beyond the range: `below`, `above`, or `data`. */
export function kindAtEnd(t: number, ends: { readonly low: boolean; readonly high: boolean }): PixelKind {
  if (ends.low && t < atEnd) return PixelKind.below;
  return ends.high && t > 1 - atEnd ? PixelKind.above : PixelKind.data;
}

/**
 * Tells the colours that stand for no value of the range: those of a bar's extensions, and those given as missing.
 *
 * An extension usually continues the map's end colour; then the first (last) level itself is "at or beyond" the range
 * and counts as beyond: a few in-range values are lost rather than many out-of-range ones kept. The extension's very
 * colour counts as beyond wherever the bar's end was placed: an end that is off by a row moves all positions a little.
 * Compressed pictures show no such colour exactly; there, positions decide (`kindAtEnd`).
 *
 * @param colours 3m distinct colours, sRGB
 * @param places m intervals of positions of the colours, and their distances from the map
 * @param missing colours given as missing
 * @returns m kinds: `data`, `below`, `above` or `given`
 */
export function colourKinds(
  colours: Float64Array,
  places: {
    readonly lower: ArrayLike<number>;
    readonly upper: ArrayLike<number>;
    readonly residual: ArrayLike<number>;
  },
  map: Colourmap,
  model: NoiseModel,
  missing: readonly Rgb[],
): Uint8Array {
  const kinds = new Uint8Array(colours.length / 3);
  const ends = continuedEnds(map, model);
  const scattered = model.kind === 'scattered';
  const tolerance = scattered ? compressedColour : exactColour;
  for (let i = 0; i < kinds.length; i++) {
    const near = (colour: Rgb): boolean => {
      const distance = distanceAt(colours, 3 * i, colour);
      // A compressed colour that is nearer to the map is the map's.
      return distance === 0 || (distance <= tolerance && (!scattered || distance < places.residual[i]!));
    };
    const isBeyond = (colour: Rgb | undefined, continued: boolean, atItsEnd: boolean): boolean => {
      // The ends of an order that was found in pixels are none of a range.
      if (colour === undefined || !map.accuracy.endsKnown || (scattered && continued)) return false;
      return near(colour) && (!continued || atItsEnd || distanceAt(colours, 3 * i, colour) <= sameRounding);
    };
    if (missing.some(near)) kinds[i] = PixelKind.given;
    else if (isBeyond(map.below, ends.low, places.lower[i]! <= 0)) kinds[i] = PixelKind.below;
    else if (isBeyond(map.above, ends.high, places.upper[i]! >= 1)) kinds[i] = PixelKind.above;
  }
  return kinds;
}

function distanceAt(colours: Float64Array, o: number, [r, g, b]: Rgb): number {
  return Math.hypot(colours[o]! - r, colours[o + 1]! - g, colours[o + 2]! - b);
}
