/** How numbers of TIFF's field types are read: bytes of each, and the number at a place. */
const types: Readonly<
  Record<number, readonly [size: number, read: (view: DataView, at: number, little: boolean) => number]>
> = {
  3: [2, (view, at, little) => view.getUint16(at, little)],
  4: [4, (view, at, little) => view.getUint32(at, little)],
  12: [8, (view, at, little) => view.getFloat64(at, little)],
  16: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
};

/** Numbers of tags that are no numbers, or so many, are none of georeferences. */
const mostNumbers = 4096;
/** No image has more tags. */
const mostEntries = 4096;

/** The bytes at a place of a file; fewer, where it ends before. */
export type ReadBytes = (at: number, length: number) => Uint8Array;

/**
 * The numbers of some tags of a TIFF's or BigTIFF's first image; without those that it has not, or that hold no numbers of the types
 * short, long, double and long8. Nothing of a file that is no TIFF.
 */
export function tiffTags(
  file: Uint8Array | ReadBytes,
  wanted: readonly number[],
): Map<number, readonly number[]> {
  const read: ReadBytes = typeof file === 'function' ? file : (at, length) => file.subarray(at, at + length);
  const viewOf = (at: number, length: number): DataView => {
    const bytes = read(at, length);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  const found = new Map<number, readonly number[]>();
  const head = viewOf(0, 16);
  if (head.byteLength < 8) return found;
  const little = head.getUint8(0) === 0x49;
  const kind = head.getUint16(2, little);
  if (kind !== 42 && !(kind === 43 && head.byteLength === 16)) return found;
  const isBig = kind === 43;
  const numberAt = (view: DataView, at: number): number =>
    isBig ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
  const [countBytes, entryBytes, numberBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const start = numberAt(head, isBig ? 8 : 4);
  const count = viewOf(start, countBytes);
  if (count.byteLength < countBytes) return found;
  const entries = Math.min(mostEntries, isBig ? numberAt(count, 0) : count.getUint16(0, little));
  const directory = viewOf(start + countBytes, entries * entryBytes);
  for (let entry = 0; entry + entryBytes <= directory.byteLength; entry += entryBytes) {
    const tag = directory.getUint16(entry, little);
    const type = types[directory.getUint16(entry + 2, little)];
    const numbers = numberAt(directory, entry + 4);
    if (!wanted.includes(tag) || !type || numbers > mostNumbers) continue;
    const [size, readNumber] = type;
    const inPlace = entry + 4 + numberBytes;
    const isInPlace = size * numbers <= numberBytes;
    const view = isInPlace ? directory : viewOf(numberAt(directory, inPlace), size * numbers);
    const from = isInPlace ? inPlace : 0;
    if (from + size * numbers > view.byteLength) continue;
    found.set(
      tag,
      Array.from({ length: numbers }, (_, i) => readNumber(view, from + size * i, little)),
    );
  }
  return found;
}
