/** The eight bytes that a PNG file begins with (PNG, third edition, 2025, 5.2). */
export const pngSignature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

const polynomial = 0xedb88320;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  return crc;
});

/** CRC-32 of the PNG specification (ISO 3309), which a chunk has of its type and data. */
export function checkOfChunk(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/**
 * A chunk of a PNG file: length, type, data, checksum.
 *
 * @param type four Latin letters
 */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(checkOfChunk(chunk.subarray(4, data.length + 8)), data.length + 8);
  return chunk;
}
