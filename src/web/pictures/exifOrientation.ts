import type { Raster } from '../../model/types.js';

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const ORIENTATION = 0x0112;

/** How a JPEG file is to be turned, 1…8 as EXIF counts; 1, upright, where it does not say. */
export function exifOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (marker === START_OF_SCAN) break;
    const isExif = marker === APP1 && at + 18 <= view.byteLength && view.getUint32(at + 4) === 0x45786966;
    if (isExif) return orientationIn(view, at + 10, Math.min(view.byteLength, at + 2 + length));
    at += 2 + length;
  }
  return 1;
}

/** The orientation in a TIFF directory that begins at a byte and ends before another. */
function orientationIn(view: DataView, start: number, end: number): number {
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > end) return 1;
  const entries = view.getUint16(directory, little);
  for (let k = 0, at = directory + 2; k < entries && at + 12 <= end; k++, at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A picture turned, or mirrored, as an EXIF orientation says, so that it stands upright. */
export function uprightPicture(raster: Raster, orientation: number): Raster {
  if (orientation === 1) return raster;
  const isTurned = orientation >= 5;
  const [width, height] = isTurned ? [raster.height, raster.width] : [raster.width, raster.height];
  const from = new Uint32Array(raster.data.buffer, raster.data.byteOffset, raster.width * raster.height);
  const to = new Uint32Array(width * height);
  // Which way the stored columns and rows run against those shown.
  const mirrorX = [2, 3, 7, 8].includes(orientation);
  const mirrorY = [3, 4, 6, 7].includes(orientation);
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0; x < width; x++, k++) {
      const [a, b] = isTurned ? [y, x] : [x, y];
      const column = mirrorX ? raster.width - 1 - a : a;
      const row = mirrorY ? raster.height - 1 - b : b;
      to[k] = from[row * raster.width + column]!;
    }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
