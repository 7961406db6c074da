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

const directoryBytes = (fields: readonly TiffField[]): number =>
  fields.reduce((sum, field) => {
    const bytes = bytesOf(field);
    return sum + 12 + (bytes > 4 ? even(bytes) : 0);
  }, 2 + 4);

/** An image file directory that begins at `at`, with what its entries have no place for behind it. */
function directory(fields: readonly TiffField[], at: number, next: number): Uint8Array {
  const bytes = new Uint8Array(directoryBytes(fields));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, fields.length, true);
  const end = 2 + 12 * fields.length;
  view.setUint32(end, next, true);
  let spare = end + 4;
  for (const [k, field] of fields.entries()) {
    const entry = 2 + 12 * k;
    const { code, size } = fieldTypes[field.type];
    const length = bytesOf(field);
    view.setUint16(entry, field.tag, true);
    view.setUint16(entry + 2, code, true);
    view.setUint32(entry + 4, length / size, true);
    const place = length > 4 ? spare : entry + 8;
    if (length > 4) view.setUint32(entry + 8, at + spare, true);
    putValues(field, view, place);
    if (length > 4) spare += even(length);
  }
  return bytes;
}

function putValues({ type, values }: TiffField, view: DataView, place: number): void {
  if (typeof values === 'string') new Uint8Array(view.buffer).set(encoder.encode(values), place);
  else
    for (const [i, value] of values.entries()) {
      if (type === 'double') view.setFloat64(place + 8 * i, value, true);
      else if (type === 'long') view.setUint32(place + 4 * i, value, true);
      else view.setUint16(place + 2 * i, value, true);
    }
}
