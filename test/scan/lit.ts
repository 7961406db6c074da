import type { Raster } from '../../src/model/types.js';
import type { Draws } from '../bench/fresh/random.js';

/** A picture through `change`: the new colour of each pixel from its colour and its place (shares of the picture). */
export function lit(
  { width, height, data }: Raster,
  change: (rgb: readonly [number, number, number], x: number, y: number) => readonly number[],
): Raster {
  const seen = new Uint8ClampedArray(data.length).fill(255);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o += 4)
      seen.set(change([data[o]!, data[o + 1]!, data[o + 2]!], (x + 0.5) / width, (y + 0.5) / height), o);
  return { width, height, data: seen };
}

/** The grain of a sensor. */
export function grainy({ width, height, data }: Raster, deviation: number, draw: Draws): Raster {
  const seen = new Uint8ClampedArray(data.length).fill(255);
  for (let o = 0; o < data.length; o += 4)
    for (let c = 0; c < 3; c++) seen[o + c] = data[o + c]! + deviation * draw.normal();
  return { width, height, data: seen };
}
