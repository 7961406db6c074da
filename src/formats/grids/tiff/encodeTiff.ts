/** A number type of TIFF's fields: its code, its bytes, and how one is put. */
type FieldType = 'ascii' | 'short' | 'long' | 'double' | 'long8';
const fieldTypes = {
  ascii: { code: 2, size: 1 },
  short: { code: 3, size: 2 },
  long: { code: 4, size: 4 },
  double: { code: 12, size: 8 },
  long8: { code: 16, size: 8 },
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

export const TILE_OFFSETS = 324;
export const TILE_BYTE_COUNTS = 325;

/** Offsets are of 32 bits. */
const mostBytes = 2 ** 32;

/**
 * A little-endian TIFF 6.0 of one or more tiled images, the fields of each before its tiles.
 *
 * @throws RangeError where it would be larger than offsets reach, 4 GiB
 */
export function encodeTiff(images: readonly TiffImage[]): Uint8Array[] {
  const header = Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0);
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

const encoder = new TextEncoder();

const even = (bytes: number): number => bytes + (bytes % 2);

const bytesOf = ({ type, values }: TiffField): number =>
  typeof values === 'string' ? encoder.encode(values).length + 1 : values.length * fieldTypes[type].size;

/** How the two kinds of TIFF lay out a directory: bytes of its count of entries, of an entry, and of a number in it. */
const plain = { count: 2, entry: 12, number: 4 };
const big = { count: 8, entry: 20, number: 8 };

const directoryBytes = (fields: readonly TiffField[], { count, entry, number } = plain): number =>
  fields.reduce((sum, field) => {
    const bytes = bytesOf(field);
    return sum + entry + (bytes > number ? even(bytes) : 0);
  }, count + number);

/** The directory of a BigTIFF's only image, that begins at `at`. (Adobe's and the AWare description of BigTIFF, 2007.) */
export const bigDirectory = (fields: readonly TiffField[], at: number): Uint8Array =>
  directory(
    [...fields].sort((a, b) => a.tag - b.tag),
    at,
    0,
    big,
  );

/** An image file directory that begins at `at`, with what its entries have no place for behind it. */
function directory(fields: readonly TiffField[], at: number, next: number, layout = plain): Uint8Array {
  const bytes = new Uint8Array(directoryBytes(fields, layout));
  const view = new DataView(bytes.buffer);
  const { count, entry: size, number } = layout;
  // Of the wide counts the upper half is 0.
  view.setUint16(0, fields.length, true);
  const end = count + size * fields.length;
  putNumber(view, end, next, number);
  let spare = end + number;
  for (const [k, field] of fields.entries()) {
    const entry = count + size * k;
    const { code, size: each } = fieldTypes[field.type];
    const length = bytesOf(field);
    view.setUint16(entry, field.tag, true);
    view.setUint16(entry + 2, code, true);
    putNumber(view, entry + 4, length / each, number);
    const inPlace = entry + 4 + number;
    const place = length > number ? spare : inPlace;
    if (length > number) putNumber(view, inPlace, at + spare, number);
    putValues(field, view, place);
    if (length > number) spare += even(length);
  }
  return bytes;
}

function putNumber(view: DataView, place: number, value: number, bytes: number): void {
  if (bytes === 8) view.setBigUint64(place, BigInt(value), true);
  else view.setUint32(place, value, true);
}

function putValues({ type, values }: TiffField, view: DataView, place: number): void {
  if (typeof values === 'string') new Uint8Array(view.buffer).set(encoder.encode(values), place);
  else
    for (const [i, value] of values.entries()) {
      if (type === 'double') view.setFloat64(place + 8 * i, value, true);
      else if (type === 'long8') view.setBigUint64(place + 8 * i, BigInt(value), true);
      else if (type === 'long') view.setUint32(place + 4 * i, value, true);
      else view.setUint16(place + 2 * i, value, true);
    }
}
