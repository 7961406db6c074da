import { type JpegCoefficients, readJpegCoefficients } from '../../../jpeg/coefficients.js';
import { jpegPixels } from '../../../jpeg/jpegPixels.js';
import { InputError } from '../../../model/errors.js';
import type { Raster } from '../../../model/types.js';

const START_OF_SCAN = 0xda;
/** Exif, which may turn the picture, and a colour profile, which is to be told of. */
const meaning: readonly (readonly [marker: number, word: string])[] = [
  [0xe1, 'Exif'],
  [0xe2, 'ICC_PROFILE'],
];

/** A JPEG decoded without sharp, byte for byte as libjpeg does, and what it was decoded from. */
export interface DirectJpeg {
  readonly raster: Raster;
  readonly coefficients: JpegCoefficients;
}

/**
 * The pixels of a JPEG of the usual kind, from the coefficients that its field is solved from anyway.
 *
 * @returns nothing for any other file, for larger ones and for what is damaged: sharp reads that, or says why not
 */
export function readJpeg(bytes: Uint8Array, maxPixels: number): DirectJpeg | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || saysMore(bytes)) return undefined;
  try {
    const coefficients = readJpegCoefficients(bytes, { maxPixels });
    return { coefficients, raster: jpegPixels(coefficients) };
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Whether a segment before the picture's data changes what the pixels are. */
function saysMore(bytes: Uint8Array): boolean {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === START_OF_SCAN) return false;
    if (meaning.some(([of, word]) => marker === of && startsWith(bytes, at + 4, word))) return true;
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return false;
}

const startsWith = (bytes: Uint8Array, at: number, word: string): boolean =>
  [...word].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
