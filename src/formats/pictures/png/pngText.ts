import { joinedBytes } from '../../numbers/joinedBytes.js';
import { pngChunk } from './pngChunk.js';

const SIGNATURE_AND_HEADER = 8 + 25;

/**
 * A PNG file with text added behind its header: Latin-1 text as tEXt chunks, any other as iTXt, which is UTF-8.
 * Readers give them by their keywords (`PIL.Image.open(…).info`, `identify -verbose`).
 *
 * @param texts keyword (1…79 Latin-1 characters) → text
 */
export function withPngText(png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array {
  const chunks = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  return joinedBytes([png.subarray(0, SIGNATURE_AND_HEADER), ...chunks, png.subarray(SIGNATURE_AND_HEADER)]);
}

function textChunk(keyword: string, text: string): Uint8Array {
  const isLatin1 = /^[\x20-\x7e\xa0-\xff\n]*$/.test(text);
  // iTXt: after the keyword's zero come flag and method of compression, language and translated keyword (both empty).
  return isLatin1
    ? pngChunk('tEXt', latin1(`${keyword}\0${text}`))
    : pngChunk('iTXt', joinedBytes([latin1(`${keyword}\0\0\0\0\0`), new TextEncoder().encode(text)]));
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
