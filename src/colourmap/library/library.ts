import { bytesOfBase64 } from '../../numeric/base64.js';
import { type LibraryRecord, type LibrarySource, unpackLibrary } from './format.js';
import { inflate } from './inflate.js';

export type { LibraryKind, LibraryRecord, LibrarySource } from './format.js';

/** A table of colours with its name, origin and licence. */
export interface NamedTable extends LibraryRecord {
  /** Place in `Library.tables`. */
  readonly index: number;
  /** 3n bytes, sRGB as the program draws them. */
  readonly rgb: Uint8Array;
}

/** All named tables, in order of precedence: of two tables with one bare name the first is meant. */
export interface Library {
  readonly sources: ReadonlyMap<string, LibrarySource>;
  readonly tables: readonly NamedTable[];
}

/**
 * Loads the named colourmaps that ship with unhue (some 3,400 tables, 0.4 MB), in Node as in the browser. The module
 * that holds them is imported only when asked for, and decoded once: later calls give the same promise.
 */
export function loadLibrary(): Promise<Library> {
  loading ??= load();
  return loading;
}

let loading: Promise<Library> | undefined;

async function load(): Promise<Library> {
  const { tables: base64 } = await import('./tables.js');
  return readLibrary(await inflate(bytesOfBase64(base64)));
}

/** The library in a block of bytes that `packLibrary` wrote. */
export function readLibrary(packed: Uint8Array): Library {
  const { header, colours } = unpackLibrary(packed);
  return {
    sources: new Map(header.sources.map((source) => [source.id, source])),
    tables: header.tables.map((record, index) => ({
      ...record,
      index,
      get rgb() {
        return colours(index);
      },
    })),
  };
}
