import { zlibSync } from 'fflate';
import { littleEndianBytes } from '../../numbers/littleEndian.js';

/** One number a pixel, NaN where there is none. */
export interface Band {
  readonly width: number;
  readonly height: number;
  readonly numbers: Float32Array;
}

/** Side of a tile in pixels: TIFF asks for a multiple of 16, and readers expect this one. */
export const tileSize = 256;

/** The deflated tiles of a band, row by row; what lies beyond its edges is NaN. */
export function tilesOf({ width, height, numbers }: Band): Uint8Array[] {
  const tiles: Uint8Array[] = [];
  for (let top = 0; top < height; top += tileSize)
    for (let left = 0; left < width; left += tileSize) {
      const tile = new Float32Array(tileSize * tileSize).fill(Number.NaN);
      const columns = Math.min(tileSize, width - left);
      for (let row = 0; row < Math.min(tileSize, height - top); row++) {
        const start = (top + row) * width + left;
        tile.set(numbers.subarray(start, start + columns), row * tileSize);
      }
      tiles.push(zlibSync(littleEndianBytes(tile)));
    }
  return tiles;
}

/** A band at half the size: means of the pixels of each 2 × 2 that have a number. */
export function halved({ width, height, numbers }: Band): Band {
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const means = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let count = 0;
      for (let y = 2 * row; y < Math.min(height, 2 * row + 2); y++)
        for (let x = 2 * column; x < Math.min(width, 2 * column + 2); x++) {
          const number = numbers[y * width + x]!;
          if (Number.isNaN(number)) continue;
          sum += number;
          count++;
        }
      means[row * columns + column] = count > 0 ? sum / count : Number.NaN;
    }
  return { width: columns, height: rows, numbers: means };
}
