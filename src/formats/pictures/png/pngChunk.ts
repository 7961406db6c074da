/** The eight bytes that a PNG file begins with (PNG, third edition, 2025, 5.2). */
export const pngSignature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** Whether a file begins as a PNG does. */
export const isPng = (bytes: Uint8Array): boolean => pngSignature.every((byte, i) => bytes[i] === byte);

const polynomial = 0xedb88320;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
  return crc;
});

/** CRC-32 of the PNG specification (ISO 3309), which a chunk has of its type and data. */
function checkOfChunk(bytes: Uint8Array): number {
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
  const chunk = new Uint8Array(data.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let k = 0; k < 4; k++) chunk[4 + k] = type.charCodeAt(k);
  chunk.set(data, 8);
  view.setUint32(data.length + 8, checkOfChunk(chunk.subarray(4, data.length + 8)));
  return chunk;
}

/** A chunk as a file has it. */
export interface FoundChunk {
  readonly type: string;
  /** Cut off where the file ends too early. */
  readonly data: Uint8Array;
  readonly isWhole: boolean;
  /** Whether it is whole, and has the checksum that it should have. */
  readonly isIntact: () => boolean;
}

/** The chunks of a PNG file one after the other, from the first behind its signature. */
export function* pngChunks(bytes: Uint8Array): Generator<FoundChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = pngSignature.length; at + 12 <= bytes.length; ) {
    const start = at + 4;
    const end = at + 8 + view.getUint32(at);
    const isWhole = end + 4 <= bytes.length;
    yield {
      type: String.fromCharCode(...bytes.subarray(start, start + 4)),
      data: bytes.subarray(start + 4, end),
      isWhole,
      isIntact: () => isWhole && checkOfChunk(bytes.subarray(start, end)) === view.getUint32(end),
    };
    at = end + 4;
  }
}
