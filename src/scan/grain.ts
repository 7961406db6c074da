import type { Raster } from '../model/types.js';

/** Grain leaves next to no square of 4 × 4 pixels in one colour, */
const mostFlat = 0.02;
const squareSide = 4;
/** and so many colours, of greys alone so many: programs that dither make a few of many. */
const leastColours = 2000;
const leastGreys = 100;
/** So many squares along each side of the picture are looked at. */
const squares = 60;

/** Whether a picture came through a sensor, as far as its grain tells: what programs draw is flat, or of few colours. */
export function isGrainy({ width, height, data }: Raster): boolean {
  let flat = 0;
  const colours = new Set<number>();
  let isGrey = true;
  const [across, down] = [width, height].map((length) => Math.max(squareSide, Math.floor(length / squares)));
  const [columns, rows] = [stepsWithin(width, across!), stepsWithin(height, down!)];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const first = 4 * (row * down! * width + column * across!);
      let isFlat = true;
      for (let y = 0; y < squareSide; y++)
        for (let x = 0; x < squareSide; x++) {
          const o = first + 4 * (y * width + x);
          const [r, g, b] = [data[o]!, data[o + 1]!, data[o + 2]!];
          if (r !== data[first] || g !== data[first + 1] || b !== data[first + 2]) isFlat = false;
          if (r !== g || g !== b) isGrey = false;
          colours.add((r << 16) | (g << 8) | b);
        }
      // Most pictures have a page that is flat: its first lines tell.
      if (isFlat && ++flat > mostFlat * rows * columns) return false;
    }
  return colours.size >= (isGrey ? leastGreys : leastColours);
}

/** Squares that begin every so many pixels and end within a length. */
const stepsWithin = (length: number, step: number): number =>
  Math.max(0, Math.floor((length - squareSide) / step) + 1);
