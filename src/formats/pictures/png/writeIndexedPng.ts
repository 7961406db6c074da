import { deflateSync } from 'node:zlib';
import { pngChunk, pngSignature } from './pngChunk.js';

const indexed = 3;

/**
 * A picture of at most 256 colours as an indexed PNG with 1, 2, 4 or 8 bits a pixel: exactly these colours, which
 * encoders that look for a palette of their own do not promise.
 *
 * @param colours 3k bytes, sRGB
 * @param indices width × height, each below k
 */
export function writeIndexedPng(
  { width, height }: { readonly width: number; readonly height: number },
  colours: Uint8ClampedArray,
  indices: ArrayLike<number>,
): Uint8Array {
  const k = colours.length / 3;
  const depth = [1, 2, 4, 8].find((bits) => 1 << bits >= k) ?? 8;
  const rowBytes = Math.ceil((width * depth) / 8);
  // Each row begins with its filter, none: the specification's own advice for indices.
  const rows = new Uint8Array(height * (rowBytes + 1));
  for (let y = 0, p = 0; y < height; y++) {
    const start = y * (rowBytes + 1) + 1;
    for (let x = 0; x < width; x++, p++) {
      const bit = x * depth;
      rows[start + (bit >> 3)]! |= indices[p]! << (8 - depth - (bit & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, indexed], 8);
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    pngChunk('PLTE', Uint8Array.from(colours)),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', new Uint8Array(0)),
  ]);
}
