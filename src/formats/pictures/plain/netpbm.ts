import type { Raster } from '../../../model/types.js';
import { PictureFault } from './bmp.js';

/** Kinds of Netpbm pictures by the digit of their magic number: P1…P6. */
const kinds = {
  1: { channels: 1, text: true, bits: true },
  2: { channels: 1, text: true, bits: false },
  3: { channels: 3, text: true, bits: false },
  4: { channels: 1, text: false, bits: true },
  5: { channels: 1, text: false, bits: false },
  6: { channels: 3, text: false, bits: false },
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

const isSpace = (byte: number | undefined): boolean =>
  byte === 32 || (byte !== undefined && byte >= 9 && byte <= 13);

export const isNetpbm = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1]! >= 0x31 && bytes[1]! <= 0x36 && (isSpace(bytes[2]) || bytes[2] === 0x23);

/**
 * A Netpbm picture: pbm, pgm or ppm, as text or as bytes, with samples of 8 or 16 bits (rounded to 8).
 *
 * https://netpbm.sourceforge.net/doc/ppm.html
 *
 * @param accept told the size before anything is decoded; may throw
 * @throws PictureFault where it is damaged
 */
export function readNetpbm(bytes: Uint8Array, accept: (width: number, height: number) => void): Raster {
  const kind: Kind = kinds[(bytes[1]! - 0x30) as keyof typeof kinds];
  const numbers = numbersIn(bytes, 2);
  const [width, height] = [numbers.next(), numbers.next()];
  const most = kind.bits ? 1 : numbers.next();
  if (!(width > 0 && height > 0) || !(most > 0 && most < 65536))
    throw new PictureFault('is damaged: its header is none');
  accept(width, height);
  const sample = kind.text
    ? textSamples(numbers, kind)
    : byteSamples(bytes, numbers.place() + 1, { ...kind, width, height, deep: most > 255 });
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let c = 0; c < 3; c++) {
      if (c > 0 && kind.channels === 1) {
        data[4 * pixel + c] = data[4 * pixel]!;
        continue;
      }
      const value = sample(pixel, c);
      // Of bits, 1 is black.
      data[4 * pixel + c] = (255 * (kind.bits ? 1 - value : value)) / most;
    }
  return { width, height, data };
}

const missing = () => new PictureFault('is damaged or truncated: pixels are missing');

/** The samples of a text, one after the other; bits need no space between them. */
function textSamples(numbers: ReturnType<typeof numbersIn>, { bits }: Kind): () => number {
  return () => {
    const value = bits ? numbers.nextBit() : numbers.next();
    if (Number.isNaN(value)) throw missing();
    return value;
  };
}

function byteSamples(
  bytes: Uint8Array,
  start: number,
  { width, height, channels, bits, deep }: Kind & { width: number; height: number; deep: boolean },
): (pixel: number, channel: number) => number {
  const rowBytes = bits ? Math.ceil(width / 8) : width * channels * (deep ? 2 : 1);
  if (start + rowBytes * height > bytes.length) throw missing();
  if (bits)
    return (pixel) => {
      const x = pixel % width;
      return (bytes[start + rowBytes * Math.floor(pixel / width) + (x >> 3)]! >> (7 - (x & 7))) & 1;
    };
  if (!deep) return (pixel, c) => bytes[start + pixel * channels + c]!;
  return (pixel, c) => {
    const at = start + 2 * (pixel * channels + c);
    return bytes[at]! * 256 + bytes[at + 1]!;
  };
}

/** The numbers of a text one after the other, comments left out; NaN where there is none. */
function numbersIn(bytes: Uint8Array, start: number) {
  let at = start;
  const skip = (): void => {
    for (;;) {
      while (isSpace(bytes[at])) at++;
      if (bytes[at] !== 0x23) return;
      while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
    }
  };
  const digit = (): number => (bytes[at]! >= 48 && bytes[at]! <= 57 ? bytes[at]! - 48 : Number.NaN);
  return {
    place: () => at,
    nextBit(): number {
      skip();
      const value = digit();
      at++;
      return value;
    },
    next(): number {
      skip();
      let value = digit();
      if (Number.isNaN(value)) return value;
      for (at++; !Number.isNaN(digit()); at++) value = 10 * value + digit();
      return value;
    },
  };
}
