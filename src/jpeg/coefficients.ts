import { InputError } from '../model/errors.js';
import { damaged } from './damaged.js';
import { type Frame, readFrame } from './frame.js';
import { type HuffmanTable, huffmanTable } from './huffman.js';
import { decodeScan } from './scan.js';
import { zigzag } from './zigzag.js';

/** One colour component of a JPEG, as stored: quantised DCT coefficients. */
export interface JpegComponent {
  /** Sampling factors; a component with half the largest factor is stored at half resolution. */
  readonly horizontal: number;
  readonly vertical: number;
  /** Blocks in a row and in a column, padding to whole MCUs included. */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** 64 quantiser steps, row-major (vertical frequency × 8 + horizontal frequency). */
  readonly quantisation: Uint16Array;
  /** 64 per block, blocks row by row, each row-major as `quantisation`; the DC term includes its prediction. */
  readonly coefficients: Int16Array;
}

/** The coefficients of a baseline, extended or progressive JPEG with 8-bit samples and Huffman coding. */
export interface JpegCoefficients {
  readonly width: number;
  readonly height: number;
  /** 1 or 3; other models are refused. */
  readonly components: readonly JpegComponent[];
  /** What the components are: luma and two chroma differences, red, green and blue, or grey alone. */
  readonly colourModel: 'ycc' | 'rgb' | 'grey';
  readonly largestHorizontal: number;
  readonly largestVertical: number;
  readonly progressive: boolean;
}

const defaultMaxPixels = 100e6;
/** A progressive file repeats its scans over the spectrum; a few hundred is far beyond any encoder's script. */
const mostScans = 500;
/** Blocks of a unit of several components (T.81, B.2.3). */
const mostInterleaved = 10;

/**
 * Reads the quantised DCT coefficients of a JPEG file, without turning them into pixels (ITU-T T.81).
 *
 * The bytes are not trusted: sizes are checked before anything is allocated, and every read is bounded.
 *
 * @throws InputError if the bytes are no JPEG, are damaged or truncated, exceed `maxPixels`, or use a process that
 *   figures do not (arithmetic coding, lossless, hierarchical, 12-bit samples, four components, fractional sampling)
 */
export function readJpegCoefficients(
  bytes: Uint8Array,
  options: { readonly maxPixels?: number } = {},
): JpegCoefficients {
  const maxPixels = options.maxPixels ?? defaultMaxPixels;
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw damaged('it does not begin with SOI');
  const quantisers: (Uint16Array | undefined)[] = [];
  const dcTables: (HuffmanTable | undefined)[] = [];
  const acTables: (HuffmanTable | undefined)[] = [];
  const tablesUsed = new Map<number, Uint16Array>();
  let frame: Frame | undefined;
  let restartInterval = 0;
  let scans = 0;
  let isJfif = false;
  let adobeTransform: number | undefined;
  let at = 2;
  // Every turn reads a marker, so `at` moves on.
  for (;;) {
    // Markers may be preceded by any number of fill bytes.
    if (bytes[at] !== 0xff) throw damaged(`expected a marker at byte ${at}`);
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined) throw damaged('it ends before EOI');
    if (marker === 0xd9) break;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    if (at + 2 > bytes.length) throw damaged('it ends inside a segment');
    const length = (bytes[at]! << 8) | bytes[at + 1]!;
    const end = at + length;
    if (length < 2 || end > bytes.length) throw damaged('a segment is longer than the file');
    const segment = bytes.subarray(at + 2, end);
    at = end;
    if (marker === 0xdb) readQuantisers(segment, quantisers);
    else if (marker === 0xc4) readHuffmanTables(segment, dcTables, acTables);
    else if (marker === 0xe0) isJfif ||= startsWith(segment, 'JFIF');
    else if (marker === 0xee) {
      if (startsWith(segment, 'Adobe')) adobeTransform = segment[11];
    } else if (marker === 0xdd) restartInterval = ((segment[0] ?? 0) << 8) | (segment[1] ?? 0);
    else if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) {
      if (frame !== undefined) throw damaged('it has two frames');
      frame = readFrame(segment, marker === 0xc2, maxPixels, bytes.length);
    } else if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc8)
      throw new InputError(
        'The JPEG uses lossless, hierarchical or arithmetic coding: only Huffman-coded DCT is read',
      );
    else if (marker === 0xda) {
      if (frame === undefined) throw damaged('a scan comes before its frame');
      if (++scans > mostScans) throw damaged(`it has more than ${mostScans} scans`);
      const header = readScanHeader(segment, frame, dcTables, acTables);
      for (const { component } of header.components) {
        // A component's quantiser is the one in force at its first scan.
        const index = frame.components.indexOf(component as Frame['components'][number]);
        const table = quantisers[frame.components[index]!.quantiser];
        if (!tablesUsed.has(index)) {
          if (table === undefined) throw damaged('a quantisation table is missing');
          tablesUsed.set(index, table.slice());
        }
      }
      at = decodeScan(bytes, at, frame, header, restartInterval);
    }
  }
  if (frame === undefined || scans === 0) throw damaged('it holds no picture');
  return {
    width: frame.width,
    height: frame.height,
    colourModel: colourModelOf(
      frame.components.map(({ id }) => id),
      isJfif,
      adobeTransform,
    ),
    progressive: frame.progressive,
    largestHorizontal: frame.largestHorizontal,
    largestVertical: frame.largestVertical,
    components: frame.components.map((component, index) => {
      const quantisation = tablesUsed.get(index);
      if (quantisation === undefined) throw damaged(`component ${index + 1} has no scan`);
      const { horizontal, vertical, blocksWide, blocksHigh, coefficients } = component;
      return { horizontal, vertical, blocksWide, blocksHigh, coefficients, quantisation };
    }),
  };
}

function startsWith(segment: Uint8Array, letters: string): boolean {
  return [...letters].every((letter, i) => segment[i] === letter.charCodeAt(0));
}

/**
 * The colour model, by the rules that decoders agree on (libjpeg's): a JFIF file is YCbCr; else an Adobe marker tells
 * by its transform; else the component ids, where they spell RGB.
 */
function colourModelOf(
  ids: readonly number[],
  isJfif: boolean,
  adobeTransform: number | undefined,
): JpegCoefficients['colourModel'] {
  if (ids.length === 1) return 'grey';
  if (isJfif) return 'ycc';
  if (adobeTransform !== undefined) return adobeTransform === 0 ? 'rgb' : 'ycc';
  return String.fromCharCode(...ids) === 'RGB' ? 'rgb' : 'ycc';
}

function readQuantisers(segment: Uint8Array, quantisers: (Uint16Array | undefined)[]): void {
  let at = 0;
  while (at < segment.length) {
    const head = segment[at++]!;
    const wide = head >> 4;
    const slot = head & 15;
    const size = wide === 0 ? 64 : 128;
    if (wide > 1 || slot > 3 || at + size > segment.length)
      throw damaged('a quantisation table is malformed');
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k++)
      table[zigzag[k]!] =
        wide === 0 ? segment[at + k]! : (segment[at + 2 * k]! << 8) | segment[at + 2 * k + 1]!;
    if (table.some((q) => q === 0)) throw damaged('a quantisation step is 0');
    quantisers[slot] = table;
    at += size;
  }
}

function readHuffmanTables(
  segment: Uint8Array,
  dcTables: (HuffmanTable | undefined)[],
  acTables: (HuffmanTable | undefined)[],
): void {
  let at = 0;
  while (at < segment.length) {
    const head = segment[at]!;
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, c) => sum + c, 0);
    const symbols = segment.subarray(at + 17, at + 17 + total);
    if (counts.length < 16 || symbols.length < total || total > 256 || (head & 15) > 3 || head >> 4 > 1)
      throw damaged('a Huffman table is malformed');
    const table = huffmanTable(counts, symbols);
    if (table === undefined) throw damaged('a Huffman table has too many codes');
    (head >> 4 === 0 ? dcTables : acTables)[head & 15] = table;
    at += 17 + total;
  }
}

function readScanHeader(
  segment: Uint8Array,
  frame: Frame,
  dcTables: readonly (HuffmanTable | undefined)[],
  acTables: readonly (HuffmanTable | undefined)[],
): Parameters<typeof decodeScan>[3] {
  const count = segment[0] ?? 0;
  if (count < 1 || count > frame.components.length || segment.length < 4 + 2 * count)
    throw damaged('a scan header is malformed');
  const components = Array.from({ length: count }, (_, c) => {
    const id = segment[1 + 2 * c]!;
    const component = frame.components.find((f) => f.id === id);
    if (component === undefined) throw damaged(`a scan names component ${id}, which the frame does not`);
    const slots = segment[2 + 2 * c]!;
    return { component, dc: dcTables[slots >> 4], ac: acTables[slots & 15] };
  });
  if (new Set(components.map((c) => c.component)).size !== count)
    throw damaged('a scan names a component twice');
  const blocks = components.reduce((sum, { component: c }) => sum + c.horizontal * c.vertical, 0);
  if (count > 1 && blocks > mostInterleaved)
    throw damaged(`a scan interleaves more than ${mostInterleaved} blocks`);
  const first = segment[1 + 2 * count]!;
  const last = segment[2 + 2 * count]!;
  const high = segment[3 + 2 * count]! >> 4;
  const low = segment[3 + 2 * count]! & 15;
  const sane = frame.progressive
    ? first <= last && last < 64 && low < 14 && (first > 0 ? count === 1 : last === 0)
    : true;
  if (!sane) throw damaged('a scan has an impossible spectral selection');
  return frame.progressive
    ? { components, first, last, high, low }
    : { components, first: 0, last: 63, high: 0, low: 0 };
}
