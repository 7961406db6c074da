import { inflateSync } from 'node:zlib';
import type { Raster } from '../../../model/types.js';
import { isPng, pngChunks } from '../png/pngChunk.js';
import { unfilter } from './unfilter.js';

/** Samples a pixel by colour type (PNG, third edition, 2025, 11.2.1): grey, colours, a palette's, the first two with alpha. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;
/** Chunks that change what the samples mean, or hold more than a picture. */
const meaning = new Set(['tRNS', 'iCCP', 'eXIf', 'acTL', 'cICP']);

/** A PNG decoded without sharp: alpha as stored. */
export interface DirectPicture {
  readonly raster: Raster;
  readonly hasAlpha: boolean;
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly isIndexed: boolean;
}

interface Chunks {
  readonly header: Header;
  /** Three bytes a colour. */
  readonly palette: Uint8Array;
  readonly data: readonly Uint8Array[];
}

/**
 * The pixels of a PNG of the usual kind: bytes for grey, colours or those of a palette, rows in order. A process that
 * reads one such figure spends more time on loading sharp than on the pixels.
 *
 * @param accept told the size before anything is decoded; may throw
 * @returns nothing for any other file, whatever it is and whatever is wrong with it: sharp reads that, or says why not
 */
export function readPng(
  bytes: Uint8Array,
  accept: (width: number, height: number) => void,
): DirectPicture | undefined {
  const found = chunksOf(bytes);
  if (!found) return undefined;
  const { width, height, channels, isIndexed } = found.header;
  accept(width, height);
  const size = (width * channels + 1) * height;
  const rows = inflated(found.data, size);
  const data = rows && unfilter(rows, width, height, channels);
  if (!data || (isIndexed && !takeColours(data, found.palette))) return undefined;
  return { raster: { width, height, data }, hasAlpha: channels % 2 === 0 };
}

/** Puts colours in place of their numbers; whether there is one for each. */
function takeColours(rgba: Uint8ClampedArray, palette: Uint8Array): boolean {
  for (let o = 0; o < rgba.length; o += 4) {
    const k = 3 * rgba[o]!;
    if (k >= palette.length) return false;
    rgba[o] = palette[k]!;
    rgba[o + 1] = palette[k + 1]!;
    rgba[o + 2] = palette[k + 2]!;
  }
  return true;
}

/** The header and the compressed rows of a whole, undamaged file of the usual kind. */
function chunksOf(bytes: Uint8Array): Chunks | undefined {
  if (!isPng(bytes)) return undefined;
  const data: Uint8Array[] = [];
  let header: Header | undefined;
  let palette: Uint8Array = new Uint8Array(0);
  for (const { type, data: body, isWhole, isIntact } of pngChunks(bytes)) {
    if (!isWhole || meaning.has(type)) return undefined;
    // The rows carry a checksum of their own.
    if (type === 'IDAT') data.push(body);
    else if (!isIntact()) return undefined;
    if (type === 'IHDR') header = headerOf(body);
    if (type === 'PLTE') palette = body;
    if (header === undefined) return undefined;
    if (type === 'IEND') return { header, palette, data };
  }
  return undefined;
}

function headerOf(body: Uint8Array): Header | undefined {
  if (body.length !== 13) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const [depth, type, compression, filter, interlace] = body.subarray(8);
  const [width, height, channels] = [view.getUint32(0), view.getUint32(4), channelsOf[type!]];
  const isUsual = depth === 8 && compression === 0 && filter === 0 && interlace === 0;
  return isUsual && channels !== undefined && width > 0 && height > 0
    ? { width, height, channels, isIndexed: type === PALETTE }
    : undefined;
}

/** Exactly as many bytes as the picture's rows have, whole and true to their checksum. */
function inflated(data: readonly Uint8Array[], size: number): Uint8Array | undefined {
  try {
    // One piece for all rows, a little larger, as a full one is followed by another; and no more than they may have.
    const rows = inflateSync(data.length === 1 ? data[0]! : Buffer.concat(data), {
      chunkSize: size + 64,
      maxOutputLength: size,
    });
    return rows.length === size ? rows : undefined;
  } catch {
    return undefined;
  }
}
