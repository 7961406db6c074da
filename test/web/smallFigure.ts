import { PNG } from 'pngjs';
import { viridis } from '../../src/formats/pictures/colours/viridis.js';
import { type GifFrame, writeGif } from '../formats/pictures/films/writeGif.js';

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

/** Where the second plot and the bar are. */
export const rightHalf = { left: 118, top: 0, width: 162, height: 112 } as const;

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

/** No pixel of the film has this colour; its frames are transparent there. */
const transparent = 255;

/**
 * The small figure as a gif: the first plot is turned round in the second frame but for a hole, the second plot in the
 * third, in which the first is as it was.
 */
export function smallFilm(): Buffer {
  const { width, height, data } = PNG.sync.read(smallFigure());
  const numbers = new Map<number, number>();
  const colours: number[] = [];
  const indices = Array.from({ length: width * height }, (_, i) => {
    // Five bits of each channel: no more colours than a gif can hold.
    const colour = [...data.subarray(4 * i, 4 * i + 3)].map((value) => (value & 0xf8) | (value >> 5));
    const key = colour.reduce((sum, value) => 256 * sum + value, 0);
    if (!numbers.has(key)) colours.push(...colour);
    numbers.set(key, numbers.get(key) ?? numbers.size);
    return numbers.get(key)!;
  });
  const palette = Uint8Array.from({ length: 3 * 256 }, (_, k) => colours[k] ?? 0);
  const turned = ([left, top, right, bottom]: (typeof parts.plots)[number], disposal: number): GifFrame => {
    const [w, h] = [right - left, bottom - top];
    const own = Array.from({ length: w * h }, (_, i) => {
      const [x, y] = [i % w, Math.floor(i / w)];
      return x < 20 && y < 30 ? transparent : indices[(top + y) * width + right - 1 - x]!;
    });
    return { x: left, y: top, width: w, height: h, indices: own, disposal, transparent };
  };
  return writeGif(width, height, palette, [
    { x: 0, y: 0, width, height, indices, disposal: 1 },
    turned(parts.plots[0], 3),
    turned(parts.plots[1], 1),
  ]);
}
