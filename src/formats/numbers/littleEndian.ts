/** The bytes of numbers, the least significant of each first: a view of them where the machine keeps them so. */
export function littleEndianBytes(numbers: Float64Array | Float32Array | Int8Array | Uint8Array): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  if (numbers.BYTES_PER_ELEMENT === 1 || new Uint8Array(Uint16Array.of(1).buffer)[0] === 1) return bytes;
  return numbers.BYTES_PER_ELEMENT === 8 ? Buffer.from(bytes).swap64() : Buffer.from(bytes).swap32();
}
