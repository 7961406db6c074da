/** A number type of TIFF's fields: its code, its bytes, and how one is put. */
type FieldType = 'ascii' | 'short' | 'long' | 'double';
const fieldTypes = {
  ascii: { code: 2, size: 1 },
  short: { code: 3, size: 2 },
  long: { code: 4, size: 4 },
  double: { code: 12, size: 8 },
} as const;

/** A tag of a TIFF's image and what it holds: numbers, or text. */
export interface TiffField {
  readonly tag: number;
  readonly type: FieldType;
  readonly values: readonly number[] | string;
}

/** An image of a TIFF: its fields without those that say where the tiles are, and its tiles as they are stored. */
export interface TiffImage {
  readonly fields: readonly TiffField[];
  readonly tiles: readonly Uint8Array[];
}

const TILE_OFFSETS = 324;
const TILE_BYTE_COUNTS = 325;

/** Offsets are of 32 bits. */
const mostBytes = 2 ** 32;

/**
 * A little-endian TIFF 6.0 of one or more tiled images, the fields of each before its tiles.
 *
 * @throws RangeError where it would be larger than offsets reach, 4 GiB
 */
export function encodeTiff(images: readonly TiffImage[]): Uint8Array[] {
  const header = Buffer.alloc(8);
  header.write('II*\0', 'latin1');
  header.writeUInt32LE(8, 4);
  const pieces: Uint8Array[] = [header];
  let at = 8;
  for (const [k, { fields, tiles }] of images.entries()) {
    const { ends, counts } = laidOut(tiles);
    const complete = (start: number): TiffField[] =>
      [
        ...fields,
        { tag: TILE_OFFSETS, type: 'long' as const, values: ends.map((end, t) => start + end - counts[t]!) },
        { tag: TILE_BYTE_COUNTS, type: 'long' as const, values: counts },
      ].sort((a, b) => a.tag - b.tag);
    const size = directoryBytes(complete(0));
    const end = at + size + (ends.at(-1) ?? 0);
    const padding = end % 2;
    if (end + padding >= mostBytes)
      throw new RangeError(`a TIFF of ${end} bytes is beyond the format's 4 GiB`);
    const next = k + 1 < images.length ? end + padding : 0;
    pieces.push(directory(complete(at + size), at, next), ...tiles, new Uint8Array(padding));
    at = end + padding;
  }
  return pieces;
}

/** The tiles' sizes, and where each ends behind the one before it. */
function laidOut(tiles: readonly Uint8Array[]): { readonly ends: number[]; readonly counts: number[] } {
  const ends: number[] = [];
  for (const { length } of tiles) ends.push((ends.at(-1) ?? 0) + length);
  return { ends, counts: tiles.map(({ length }) => length) };
}

const even = (bytes: number): number => bytes + (bytes % 2);

const bytesOf = ({ type, values }: TiffField): number =>
  typeof values === 'string' ? Buffer.byteLength(values) + 1 : values.length * fieldTypes[type].size;

const directoryBytes = (fields: readonly TiffField[]): number =>
  fields.reduce((sum, field) => {
    const bytes = bytesOf(field);
    return sum + 12 + (bytes > 4 ? even(bytes) : 0);
  }, 2 + 4);

/** An image file directory that begins at `at`, with what its entries have no place for behind it. */
function directory(fields: readonly TiffField[], at: number, next: number): Uint8Array {
  const bytes = Buffer.alloc(directoryBytes(fields));
  bytes.writeUInt16LE(fields.length, 0);
  const end = 2 + 12 * fields.length;
  bytes.writeUInt32LE(next, end);
  let spare = end + 4;
  for (const [k, field] of fields.entries()) {
    const entry = 2 + 12 * k;
    const { code, size } = fieldTypes[field.type];
    const length = bytesOf(field);
    bytes.writeUInt16LE(field.tag, entry);
    bytes.writeUInt16LE(code, entry + 2);
    bytes.writeUInt32LE(length / size, entry + 4);
    const place = length > 4 ? spare : entry + 8;
    if (length > 4) bytes.writeUInt32LE(at + spare, entry + 8);
    putValues(field, bytes, place);
    if (length > 4) spare += even(length);
  }
  return bytes;
}

function putValues({ type, values }: TiffField, bytes: Buffer, place: number): void {
  if (typeof values === 'string') bytes.write(values, place);
  else
    for (const [i, value] of values.entries()) {
      if (type === 'double') bytes.writeDoubleLE(value, place + 8 * i);
      else if (type === 'long') bytes.writeUInt32LE(value, place + 4 * i);
      else bytes.writeUInt16LE(value, place + 2 * i);
    }
}
