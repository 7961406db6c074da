/** A little-endian float64 array as NumPy writes it (format 1.0). */
export function readNpy(bytes: Uint8Array): {
  readonly shape: readonly number[];
  readonly data: Float64Array;
} {
  const start = 10 + (bytes[8]! | (bytes[9]! << 8));
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, start));
  if (!header.includes("'<f8'") || header.includes('True'))
    throw new Error(`not little-endian rows of float64: ${header}`);
  const shape = /\(([\d, ]*)\)/
    .exec(header)![1]!
    .split(',')
    .filter((n) => n.trim())
    .map(Number);
  return { shape, data: new Float64Array(Uint8Array.from(bytes.subarray(start)).buffer) };
}
