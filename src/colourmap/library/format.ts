/**
 * The compact form in which the library ships: one deflated block, text first, colours after it.
 *
 *     bytes 0…3      length of the header, little endian
 *     header         JSON of `LibraryHeader`, UTF-8
 *     colours        every table in turn: all its reds, then greens, then blues, each as differences from the
 *                    entry before, modulo 256 (colourmaps are smooth: most differences are −2…2 and deflate well)
 */

/** Where tables come from; every table that ships points to one of these. */
export interface LibrarySource {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly licence: string;
  readonly citation: string;
  /** How the numbers were obtained: program output, shipped file, or interpolated from shipped stops. */
  readonly exactness: string;
}

export type LibraryKind = 'sequential' | 'diverging' | 'cyclic' | 'multi' | 'qualitative';

/** A table as it stands in the header; its colours follow in the same order. */
export interface LibraryRecord {
  /** Id of its source. */
  readonly source: string;
  readonly name: string;
  readonly kind: LibraryKind;
  /** A list of separate colours rather than samples of a continuous map. */
  readonly discrete?: true;
  /** Number of colours. */
  readonly n: number;
  /** The same table (within 1/255) elsewhere, as `source:name`. */
  readonly aliases?: readonly string[];
  /** The same table the other way round. */
  readonly reversedAliases?: readonly string[];
  /** Near-identical continuous tables (within 4/255) share a family number. */
  readonly family?: number;
  /** Sampled from the shipped stops when the library was collected, not by the program itself. */
  readonly interpolated?: true;
  /** Licence of this table where it differs from its source's. */
  readonly licence?: string;
}

export interface LibraryHeader {
  /** In order of precedence for bare names. */
  readonly sources: readonly LibrarySource[];
  readonly tables: readonly LibraryRecord[];
}

/** Lays header and colours (3n bytes a table, RGB interleaved) out as one block of bytes, ready to deflate. */
export function packLibrary(header: LibraryHeader, colours: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const total = colours.reduce((sum, rgb) => sum + rgb.length, 0);
  const bytes = new Uint8Array(4 + text.length + total);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let o = 4 + text.length;
  for (const rgb of colours)
    for (let c = 0; c < 3; c++)
      for (let i = c; i < rgb.length; i += 3) bytes[o++] = rgb[i]! - (i >= 3 ? rgb[i - 3]! : 0);
  return bytes;
}

/** The inverse of `packLibrary`; a table's colours are summed up when they are first asked for: most never are. */
export function unpackLibrary(bytes: Uint8Array): {
  readonly header: LibraryHeader;
  readonly colours: (table: number) => Uint8Array;
} {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as LibraryHeader;
  let o = 4 + length;
  const starts = header.tables.map(({ n }) => {
    const from = o;
    o += 3 * n;
    return from;
  });
  const known: Uint8Array[] = [];
  const colours = (table: number): Uint8Array => {
    known[table] ??= summed(bytes, starts[table]!, header.tables[table]!.n);
    return known[table];
  };
  return { header, colours };
}

/** A table's n colours, RGB interleaved, from the differences that stand for them. */
function summed(bytes: Uint8Array, from: number, n: number): Uint8Array {
  const rgb = new Uint8Array(3 * n);
  for (let c = 0, o = from; c < 3; c++) {
    let value = 0;
    for (let i = c; i < rgb.length; i += 3, o++) {
      value = (value + bytes[o]!) & 255;
      rgb[i] = value;
    }
  }
  return rgb;
}
