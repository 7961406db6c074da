import { describe, expect, it } from 'vitest';
import { paintedMask, type Stroke } from '../../src/marks/paintedMask.js';

const width = 5;
const raster = {
  width,
  height: 4,
  // Columns 0, 1 dark, the others light, and one dark pixel by itself in the last.
  data: Uint8ClampedArray.from({ length: 4 * 20 }, (_, o) => {
    const i = o >> 2;
    return i % width < 2 || i === 9 ? 10 + (i % width) : 200;
  }),
};
const rows = (...strokes: Stroke[]): string[] => {
  const mask = paintedMask(strokes, raster)!;
  return [0, 1, 2, 3].map((y) => Array.from(mask.subarray(y * width, (y + 1) * width)).join(''));
};

describe('a painted mask', () => {
  it('is nothing without strokes', () => {
    expect(paintedMask([], raster)).toBeUndefined();
  });

  it('holds the pixels whose centres a brush, a polygon or a box covers, less what was erased', () => {
    const brush: Stroke = {
      tool: 'brush',
      erase: false,
      radius: 1,
      points: [
        [1.5, 1.5],
        [3.5, 1.5],
      ],
    };
    expect(rows(brush)).toEqual(['01110', '11111', '01110', '00000']);
    const polygon: Stroke = {
      tool: 'polygon',
      erase: true,
      points: [
        [2, 0],
        [5, 0],
        [5, 3],
      ],
    };
    expect(rows(brush, polygon)).toEqual(['01000', '11100', '01110', '00000']);
    const box: Stroke = {
      tool: 'box',
      erase: false,
      points: [
        [9, 9],
        [3, 2],
      ],
    };
    expect(rows(box)).toEqual(['00000', '00000', '00011', '00011']);
    expect(rows(brush, { ...box, restore: true })).toEqual(['01110', '11111', '01122', '00022']);
  });

  it('holds what a wand finds to hang together in about one colour', () => {
    const wand = (x: number, y: number, tolerance: number): Stroke => ({
      tool: 'wand',
      erase: false,
      tolerance,
      points: [[x, y]],
    });
    expect(rows(wand(0.5, 2, 3))).toEqual(['11000', '11000', '11000', '11000']);
    expect(rows(wand(0.5, 2, 0))).toEqual(['10000', '10000', '10000', '10000']);
    expect(rows(wand(4.5, 1.5, 3))).toEqual(['00000', '00001', '00000', '00000']);
    expect(rows(wand(9, 1, 3))).toEqual(['00000', '00000', '00000', '00000']);
  });
});
