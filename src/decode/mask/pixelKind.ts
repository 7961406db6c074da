import type { Colourmap, Rgb } from '../../model/types.js';

/** 0 data, 1 below the range, 2 above it, 3 given as missing. */
export type PixelKind = 0 | 1 | 2 | 3;

/** One unit in one channel: what rounding differently in the bar and in the plot can do to one colour. */
const sameColour = 1;

/**
 * Tells the colours that stand for no value of the range: those of a bar's extensions, and those given as missing.
 *
 * An extension usually continues the map's end colour; then the first (last) level itself is "at or beyond" the range
 * and counts as beyond: a few in-range values are lost rather than many out-of-range ones kept. The extension's very
 * colour counts as beyond wherever the bar's end was placed: an end that is off by a row moves all positions a little.
 *
 * @param colours 3m distinct colours
 * @param positions their positions, intervals and residuals
 * @param tolerance distance within which two colours are one
 * @returns m kinds
 */
export function outOfRange(
  colours: Float64Array,
  map: Colourmap,
  positions: {
    readonly t: Float32Array;
    readonly lower: Float32Array;
    readonly upper: Float32Array;
    readonly residual: Float32Array;
  },
  missing: readonly Rgb[],
  tolerance: number,
): Uint8Array {
  const m = colours.length / 3;
  const kinds = new Uint8Array(m);
  const last = map.colours.length - 3;
  const continues = (colour: Rgb | undefined, o: number): boolean =>
    colour !== undefined &&
    Math.hypot(
      colour[0] - map.colours[o]!,
      colour[1] - map.colours[o + 1]!,
      colour[2] - map.colours[o + 2]!,
    ) <=
      3 * tolerance;
  const lowContinues = continues(map.below, 0);
  const highContinues = continues(map.above, last);
  for (let i = 0; i < m; i++) {
    const distance = (colour: Rgb): number =>
      Math.hypot(
        colours[3 * i]! - colour[0],
        colours[3 * i + 1]! - colour[1],
        colours[3 * i + 2]! - colour[2],
      );
    if (missing.some((colour) => distance(colour) <= tolerance)) kinds[i] = 3;
    else if (
      map.below !== undefined &&
      distance(map.below) <= tolerance &&
      (!lowContinues || positions.lower[i]! <= 0 || distance(map.below) <= sameColour)
    )
      kinds[i] = 1;
    else if (
      map.above !== undefined &&
      distance(map.above) <= tolerance &&
      (!highContinues || positions.upper[i]! >= 1 || distance(map.above) <= sameColour)
    )
      kinds[i] = 2;
  }
  return kinds;
}
