import { coloursAt } from '../../colourmap/maps/coloursAt.js';
import type { Box, Colourmap, Decoded, Raster, Rgb } from '../../model/types.js';

/** A part of a figure that is drawn in the colourmap: a plot area or a colourbar, and what its pixels say. */
export interface DecodedPart {
  readonly box: Box;
  /** Of the pixels of the box. */
  readonly decoded: Pick<Decoded, 'width' | 'height' | 't' | 'mask'>;
}

/** How what is drawn over data blends with it at its edges. */

/** Masked pixels this near to data may be blends of data and what is drawn over it. */
export const fringe = 3;
/** A blend lies between the data's colour and the ink's, this near to the straight line (sRGB units). */
const blendScatter = 24;
/** A colour is ink where so many pixels nearby have exactly it, or where it is as good as grey. */
const solidPixels = 6;
const neutral = 16;
const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
/** All positions, a level apart. */
const anywhere = Float64Array.from({ length: 256 }, (_, i) => (i + 0.5) / 256);
/** Less contrast than this between ink and data says nothing of how they blend. */
const contrast = 40;

/** The position that a pixel of the part shows; undefined where it is masked or lies outside. */
export function positionAt(
  { width, height, t, mask }: DecodedPart['decoded'],
  x: number,
  y: number,
): number | undefined {
  if (x < 0 || y < 0 || x >= width || y >= height) return undefined;
  return mask[y * width + x] === 1 ? t[y * width + x]! : undefined;
}

/** The position and the share of ink whose blend comes nearest to a pixel; undefined if none comes near. */
export function nearestBlend(
  raster: Raster,
  box: Box,
  decoded: DecodedPart['decoded'],
  x: number,
  y: number,
  positions: Float64Array,
  from: Colourmap,
): { position: number; ink: number } | undefined {
  const colours = coloursAt(from, positions);
  const { usual, solid } = inksAround(raster, box, decoded, x, y);
  const o = 4 * (y * raster.width + x);
  const pixel = raster.data.subarray(o, o + 3);
  return (
    blendWith(pixel, positions, colours, usual) ??
    blendWith(pixel, positions, colours, solid) ??
    // Between close lines there may be no data to go by.
    blendWith(pixel, anywhere, coloursAt(from, anywhere), usual)
  );
}

function blendWith(
  pixel: Uint8ClampedArray,
  positions: Float64Array,
  colours: Float64Array,
  inks: readonly Rgb[],
): { position: number; ink: number } | undefined {
  let least = blendScatter ** 2;
  let best: { position: number; ink: number } | undefined;
  for (let i = 0; i < positions.length; i++) {
    const base = colours.subarray(3 * i, 3 * i + 3);
    for (const ink of inks) {
      let along = 0;
      let length = 0;
      for (let c = 0; c < 3; c++) {
        along += (pixel[c]! - base[c]!) * (ink[c]! - base[c]!);
        length += (ink[c]! - base[c]!) ** 2;
      }
      // Ink in the data's own colour cannot be told from it.
      const share = length < contrast ** 2 ? 0 : Math.min(1, Math.max(0, along / length));
      let off = 0;
      for (let c = 0; c < 3; c++) off += (pixel[c]! - base[c]! - share * (ink[c]! - base[c]!)) ** 2;
      if (off < least) {
        least = off;
        best = { position: positions[i]!, ink: share };
      }
    }
  }
  return best;
}

/**
 * What lines and letters here may be drawn in: usually black, white, or a grey that is nearby; else a solid colour,
 * one that is no blend, as many pixels nearby have exactly it.
 */
function inksAround(
  raster: Raster,
  { left, top }: Box,
  decoded: DecodedPart['decoded'],
  x: number,
  y: number,
): { usual: readonly Rgb[]; solid: readonly Rgb[] } {
  const times = new Map<number, number>();
  for (let v = Math.max(0, y - fringe); v <= Math.min(raster.height - 1, y + fringe); v++)
    for (let u = Math.max(0, x - fringe); u <= Math.min(raster.width - 1, x + fringe); u++) {
      if (positionAt(decoded, u - left, v - top) !== undefined) continue;
      const o = 4 * (v * raster.width + u);
      const packed = (raster.data[o]! << 16) | (raster.data[o + 1]! << 8) | raster.data[o + 2]!;
      times.set(packed, (times.get(packed) ?? 0) + 1);
    }
  const greys: Rgb[] = [];
  const solid: Rgb[] = [];
  for (const [packed, count] of times) {
    const colour: Rgb = [packed >> 16, (packed >> 8) & 255, packed & 255];
    if (Math.max(...colour) - Math.min(...colour) <= neutral) greys.push(colour);
    else if (count >= solidPixels) solid.push(colour);
  }
  return { usual: [black, white, ...greys], solid };
}
