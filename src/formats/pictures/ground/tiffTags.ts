/** How numbers of TIFF's field types are read: bytes of each, and the number at a place. */
const types: Readonly<
  Record<number, readonly [size: number, read: 'getUint16' | 'getUint32' | 'getFloat64']>
> = {
  3: [2, 'getUint16'],
  4: [4, 'getUint32'],
  12: [8, 'getFloat64'],
};

/** Numbers of tags that are no numbers, or so many, are none of georeferences. */
const mostNumbers = 4096;

/**
 * The numbers of some tags of a TIFF's first image; without those that it has not, or that hold no numbers of the types
 * short, long and double. Nothing of a file that is no TIFF, or a BigTIFF.
 */
export function tiffTags(bytes: Uint8Array, wanted: readonly number[]): Map<number, readonly number[]> {
  const found = new Map<number, readonly number[]>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  if (view.byteLength < 8 || view.getUint16(2, little) !== 42) return found;
  const start = view.getUint32(4, little);
  if (start + 2 > view.byteLength) return found;
  const entries = view.getUint16(start, little);
  for (
    let entry = start + 2;
    entry < start + 2 + 12 * entries && entry + 12 <= view.byteLength;
    entry += 12
  ) {
    const tag = view.getUint16(entry, little);
    const type = types[view.getUint16(entry + 2, little)];
    const count = view.getUint32(entry + 4, little);
    if (!wanted.includes(tag) || !type || count > mostNumbers) continue;
    const [size, read] = type;
    const place = size * count > 4 ? view.getUint32(entry + 8, little) : entry + 8;
    if (place + size * count > view.byteLength) continue;
    found.set(
      tag,
      Array.from({ length: count }, (_, i) => view[read](place + size * i, little)),
    );
  }
  return found;
}
