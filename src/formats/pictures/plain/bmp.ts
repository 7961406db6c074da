import type { Raster } from '../../../model/types.js';

/** A picture that has to be told to be none, in words that follow its name. */
export class PictureFault extends Error {}

/** Where each channel of a pixel lies among its bits. */
interface Channels {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

const channels555: Channels = { red: 0x7c00, green: 0x3e0, blue: 0x1f, alpha: 0 };
const channels888: Channels = { red: 0xff0000, green: 0xff00, blue: 0xff, alpha: 0 };

/** What the headers of a bitmap say. */
interface Header {
  readonly width: number;
  readonly height: number;
  /** The first row of the file is the top one. */
  readonly isTopDown: boolean;
  readonly bits: number;
  /** Where the pixels begin. */
  readonly start: number;
  /** Colours of a palette, four bytes (blue, green, red, 0) each or three in the oldest files; where they begin. */
  readonly palette?: { readonly start: number; readonly entry: 3 | 4 };
  readonly channels: Channels;
}

export const isBmp = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d;

/**
 * A Windows or OS/2 bitmap: 1, 4 and 8 bits with a palette, 16, 24 and 32 bits; not the run-length compressed kinds.
 *
 * @param accept told the size before anything is decoded; may throw
 * @throws PictureFault where it is damaged or compressed
 */
export function readBmp(bytes: Uint8Array, accept: (width: number, height: number) => void): Raster {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = headerOf(view);
  const { width, height, bits, start, isTopDown } = header;
  if (!(width > 0 && height > 0)) throw new PictureFault('is damaged: its size is none');
  accept(width, height);
  // Rows are made up to a multiple of four bytes.
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (start + rowBytes * height > bytes.length)
    throw new PictureFault('is damaged or truncated: pixels are missing');
  const data = new Uint8ClampedArray(4 * width * height);
  const put = header.palette ? paletteReader(view, header) : channelReader(view, header);
  for (let y = 0; y < height; y++) {
    const row = start + rowBytes * (isTopDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) put(row, x, data, 4 * (y * width + x));
  }
  return { width, height, data };
}

function headerOf(view: DataView): Header {
  if (view.byteLength < 30) throw new PictureFault('is damaged or truncated: its header is incomplete');
  const size = view.getUint32(14, true);
  const start = view.getUint32(10, true);
  if (size === 12) {
    const bits = view.getUint16(24, true);
    const [width, height] = [view.getUint16(18, true), view.getUint16(20, true)];
    const palette = bits <= 8 ? ({ palette: { start: 26, entry: 3 } } as const) : {};
    return { width, height, isTopDown: false, bits: known(bits), start, channels: channels888, ...palette };
  }
  if (size < 40 || view.byteLength < 14 + size)
    throw new PictureFault('is damaged or truncated: its header is incomplete');
  const signedHeight = view.getInt32(22, true);
  const bits = known(view.getUint16(28, true));
  const compression = view.getUint32(30, true);
  // 0: none, 3 and 6: none, with masks that say where the channels are.
  if (compression !== 0 && compression !== 3 && compression !== 6)
    throw new PictureFault('is a compressed bitmap, which unhue cannot read: save it as png first');
  return {
    width: view.getInt32(18, true),
    height: Math.abs(signedHeight),
    isTopDown: signedHeight < 0,
    bits,
    start,
    channels:
      compression === 0
        ? bits === 16
          ? channels555
          : channels888
        : masks(view, compression === 6 || size >= 56),
    ...(bits <= 8 && { palette: { start: 14 + size, entry: 4 as const } }),
  };
}

function known(bits: number): number {
  if (![1, 4, 8, 16, 24, 32].includes(bits))
    throw new PictureFault(`is damaged: a bitmap has no ${bits} bits a pixel`);
  return bits;
}

/** Behind a header of 40 bytes, or within a longer one: the place is the same. */
function masks(view: DataView, withAlpha: boolean): Channels {
  if (view.byteLength < (withAlpha ? 70 : 66))
    throw new PictureFault('is damaged or truncated: its header is incomplete');
  return {
    red: view.getUint32(54, true),
    green: view.getUint32(58, true),
    blue: view.getUint32(62, true),
    alpha: withAlpha ? view.getUint32(66, true) : 0,
  };
}

type PutPixel = (row: number, x: number, data: Uint8ClampedArray, at: number) => void;

function paletteReader(view: DataView, { bits, palette }: Header): PutPixel {
  const { start, entry } = palette!;
  const perByte = 8 / bits;
  return (row, x, data, at) => {
    const byte = view.getUint8(row + Math.floor(x / perByte));
    const index = (byte >> (8 - bits * ((x % perByte) + 1))) & ((1 << bits) - 1);
    const colour = start + entry * index;
    if (colour + 3 > view.byteLength) throw new PictureFault('is damaged: its palette is incomplete');
    for (let c = 0; c < 3; c++) data[at + c] = view.getUint8(colour + 2 - c);
    data[at + 3] = 255;
  };
}

function channelReader(view: DataView, { bits, channels }: Header): PutPixel {
  const { red, green, blue, alpha } = channels;
  const parts = [red, green, blue].map(extractor);
  const opacity = alpha === 0 ? () => 255 : extractor(alpha);
  const bytes = bits / 8;
  return (row, x, data, at) => {
    const place = row + bytes * x;
    const pixel =
      bytes === 4
        ? view.getUint32(place, true)
        : bytes === 3
          ? view.getUint16(place, true) | (view.getUint8(place + 2) << 16)
          : view.getUint16(place, true);
    for (let c = 0; c < 3; c++) data[at + c] = parts[c]!(pixel);
    data[at + 3] = opacity(pixel);
  };
}

/** The bits of a mask as a number from 0 to 255. */
function extractor(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (pixel) => (255 * ((pixel & mask) >>> shift)) / most;
}
