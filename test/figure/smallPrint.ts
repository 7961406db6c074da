import type { Box, Raster } from '../../src/model/types.js';
import { drawing, hue, waves } from './drawing.js';

/** Digits of five pixels, DejaVu Sans at 5.5 points and 100 dots per inch as Agg draws it: greys, row by row. */
const digits = {
  0: [
    246, 94, 109, 111, 255, 164, 162, 255, 121, 206, 134, 194, 255, 154, 175, 164, 163, 255, 123, 206, 246,
    95, 113, 112, 255,
  ],
  3: [
    218, 103, 99, 98, 255, 255, 255, 255, 86, 246, 255, 190, 83, 104, 253, 255, 255, 255, 111, 205, 194, 108,
    106, 102, 249,
  ],
  8: [
    231, 78, 101, 89, 247, 189, 141, 255, 108, 216, 239, 69, 77, 86, 253, 141, 179, 255, 137, 184, 215, 82,
    106, 81, 235,
  ],
} as const;

const black = () => [0, 0, 0];
const grown = ({ left, top, right, bottom }: Box): Box => ({
  ...{ left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1 },
});

/** A figure whose bar is labelled 0 at its foot and `high` at its top in the smallest legible print. */
export function smallPrint(high: 3 | 8): Raster {
  const { raster, fill } = drawing(260, 200, [255, 255, 255]);
  const write = (digit: keyof typeof digits, left: number, top: number): void =>
    fill({ left, top, right: left + 5, bottom: top + 5 }, (x, y) =>
      Array(3).fill(digits[digit][5 * (y - top) + x - left]),
    );
  const plot = { left: 32, top: 25, right: 192, bottom: 176 };
  const bar = { left: 204, top: 25, right: 216, bottom: 176 };
  for (const box of [plot, bar]) fill(grown(box), black);
  fill(plot, (x, y) => hue(waves(x, y)));
  fill(bar, (_, y) => hue((bar.bottom - 0.5 - y) / (bar.bottom - bar.top)));
  for (const at of [24, 176]) fill({ left: 217, top: at, right: 221, bottom: at + 1 }, black);
  write(high, 226, 21);
  write(0, 226, 174);
  return raster;
}
