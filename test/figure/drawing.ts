import type { Box, Raster } from '../../src/model/types.js';
import { textStrokes, textWidth } from '../bench/fresh/glyphs.js';

export type Colour = readonly number[];

/** A page of one colour to paint rectangles and write numbers on. */
export function drawing(width: number, height: number, page: Colour) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set([...page, 255], 4 * i);
  const raster: Raster = { width, height, data };
  const fill = ({ left, top, right, bottom }: Box, colour: (x: number, y: number) => Colour): void => {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++)
        data.set([...colour(x, y).map(Math.round), 255], 4 * (y * width + x));
  };
  /** Puts strokes a pixel and a half wide, anti-aliased, over what is there. */
  const stroke = (segments: readonly number[], colour: Colour): void => {
    const cover = new Map<number, number>();
    for (let s = 0; s < segments.length; s += 4) {
      const [x0, y0, x1, y1] = segments.slice(s, s + 4) as [number, number, number, number];
      const [dx, dy] = [x1 - x0, y1 - y0];
      for (let y = Math.floor(Math.min(y0, y1)) - 2; y <= Math.max(y0, y1) + 2; y++)
        for (let x = Math.floor(Math.min(x0, x1)) - 2; x <= Math.max(x0, x1) + 2; x++) {
          const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
          const t = Math.min(1, Math.max(0, along));
          const share = 1.25 - Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
          const i = y * width + x;
          cover.set(i, Math.max(cover.get(i) ?? 0, Math.min(1, Math.max(0, share))));
        }
    }
    for (const [i, share] of cover)
      for (let c = 0; c < 3; c++) data[4 * i + c]! += share * (colour[c]! - data[4 * i + c]!);
  };
  /**
   * Writes a number 12 pixels high, its middle at x, y; `downward` turned a quarter clockwise. `anchor` is where across
   * its width x lies: 0 its left end, 1 its right.
   */
  const write = (
    text: string,
    [x, y]: readonly [number, number],
    { colour = [0, 0, 0], anchor = 0.5, downward = false }: Partial<Lettered> = {},
  ): void => {
    const strokes = textStrokes(text, -anchor * textWidth(text, size), -size / 2, size);
    const placed = strokes.map((_, i) => {
      const [u, v] = [strokes[i - (i % 2)]!, strokes[i - (i % 2) + 1]!];
      if (downward) return i % 2 === 0 ? x - v : y + u;
      return i % 2 === 0 ? x + u : y + v;
    });
    stroke(placed, colour);
  };
  return { raster, fill, stroke, write };
}

interface Lettered {
  readonly colour: Colour;
  readonly anchor: number;
  readonly downward: boolean;
}

const size = 12;

/** Red to blue by way of green: three channels that never come back. */
export const hue = (t: number): Colour => [
  Math.round(255 * Math.min(1, Math.max(0, 2 * t - 0.5))),
  Math.round(255 * (1 - Math.abs(2 * t - 1)) * 0.8),
  Math.round(255 * Math.min(1, Math.max(0, 1.5 - 2 * t))),
];

/** A field of all values 0…1. */
export const waves = (x: number, y: number): number => 0.5 + 0.5 * Math.sin(x / 23) * Math.cos(y / 17);

const thresholds = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/** A colour in sixteen levels a channel, dithered by thresholds of 4 × 4 (Bayer, 1973). */
export const dithered = (colour: readonly number[], x: number, y: number): readonly number[] =>
  colour.map((c) => 17 * Math.floor(c / 17 + (thresholds[4 * (y % 4) + (x % 4)]! + 0.5) / 16));
