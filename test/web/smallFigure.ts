import { PNG } from 'pngjs';
import { viridis } from '../../src/formats/pictures/viridis.js';

/** Boxes in the small figure, frames left out: left, top, right, bottom. */
export const parts = {
  plots: [
    [12, 10, 112, 100],
    [128, 10, 228, 100],
  ],
  bar: [246, 10, 258, 100],
  /** Black, on the data of the second plot. */
  mark: [180, 70, 188, 76],
} as const;

/** A figure of two plots in viridis with one colourbar that carries no labels, small so that it is quickly recovered. */
export function smallFigure(): Buffer {
  const png = new PNG({ width: 280, height: 112 });
  png.data.fill(255);
  const put = (x: number, y: number, red: number, green: number, blue: number): void => {
    png.data.set([red, green, blue, 255], 4 * (y * png.width + x));
  };
  const framed = (
    [left, top, right, bottom]: readonly [number, number, number, number],
    value: (u: number, v: number) => number,
  ): void => {
    for (let y = top - 1; y <= bottom; y++) for (let x = left - 1; x <= right; x++) put(x, y, 0, 0, 0);
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        const at = value((x + 0.5 - left) / (right - left), (y + 0.5 - top) / (bottom - top));
        const o = 3 * Math.max(0, Math.min(255, Math.floor(256 * at)));
        put(x, y, viridis[o]!, viridis[o + 1]!, viridis[o + 2]!);
      }
  };
  framed(parts.plots[0], (u, v) => 0.5 + 0.45 * Math.sin(5 * u + 1) * Math.cos(4 * v));
  framed(parts.plots[1], (u, v) => 0.5 + 0.45 * Math.cos(4 * u) * Math.sin(3 * v + 2 * u));
  framed(parts.bar, (_, v) => 1 - v);
  const [left, top, right, bottom] = parts.mark;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) put(x, y, 0, 0, 0);
  return PNG.sync.write(png);
}
