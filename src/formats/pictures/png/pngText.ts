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
  return Buffer.concat([
    png.subarray(0, SIGNATURE_AND_HEADER),
    ...chunks,
    png.subarray(SIGNATURE_AND_HEADER),
  ]);
}

function textChunk(keyword: string, text: string): Uint8Array {
  const latin1 = /^[\x20-\x7e\xa0-\xff\n]*$/.test(text);
  // iTXt: after the keyword's zero come flag and method of compression, language and translated keyword (both empty).
  return latin1
    ? pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))
    : pngChunk('iTXt', Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text)]));
}
