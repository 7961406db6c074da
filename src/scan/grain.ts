import type { Raster } from '../model/types.js';
import { quantile } from '../numeric/statistics/statistics.js';
import { type PaperLight, paperColourAt } from './paper.js';

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

/** A sensor's grain has a standard deviation of two or three: nine in ten pixels of paper depart from those around by less than this. */
const coarseGrain = 7;
const mostPaper = 0.9;
/** What is nearer to the paper's colour than this in every channel is paper, as far as one place tells. */
const nearPaper = 30;
/** About so many places are looked at. */
const places = 40_000;

/** Whether paper looks rougher than a sensor makes it: drops of an inkjet or the paper's own fibres, pixel for pixel. */
export function isCoarse({ width, height, data }: Raster, light: PaperLight): boolean {
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / places)));
  const departures: number[] = [];
  for (let y = 1; y + 1 < height; y += step)
    for (let x = 1; x + 1 < width; x += step) {
      const o = 4 * (y * width + x);
      const paper = paperColourAt(light, (x + 0.5) / width, (y + 0.5) / height);
      let [departure, off] = [0, 0];
      for (let c = 0; c < 3; c++) {
        const around =
          (data[o - 4 + c]! + data[o + 4 + c]! + data[o - 4 * width + c]! + data[o + 4 * width + c]!) / 4;
        departure = Math.max(departure, Math.abs(data[o + c]! - around));
        off = Math.max(off, Math.abs(around - paper[c]!));
      }
      if (off <= nearPaper) departures.push(departure);
    }
  return departures.length > 0 && quantile(departures, mostPaper) > coarseGrain;
}
