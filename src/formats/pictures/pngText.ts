const SIGNATURE_AND_HEADER = 8 + 25;

/** CRC-32 of the PNG specification (ISO 3309), bit by bit: it is taken over a few bytes of text only. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

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
  const data = latin1
    ? Buffer.from(`tEXt${keyword}\0${text}`, 'latin1')
    : Buffer.concat([Buffer.from(`iTXt${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text)]);
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4, 0);
  chunk.set(data, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  return chunk;
}
