import { InputError } from '../../../model/errors.js';
import type { Raster } from '../../../model/types.js';
import { isBmp, PictureFault, readBmp } from './bmp.js';
import { isNetpbm, readNetpbm } from './netpbm.js';

/** A picture in a format that sharp does not read, decoded; alpha as stored. */
export interface PlainPicture {
  readonly raster: Raster;
  readonly format: 'bmp' | 'netpbm';
}

/**
 * A picture in one of the plain formats (bmp, pbm, pgm, ppm); undefined where the bytes are of another.
 *
 * @param name of the file, for messages
 * @param accept told the size before anything is decoded; may throw
 * @throws InputError where it is damaged, or JPEG 2000, which neither this nor sharp reads
 */
export function plainPicture(
  bytes: Uint8Array,
  name: string,
  accept: (width: number, height: number) => void,
): PlainPicture | undefined {
  if (isJpeg2000(bytes))
    throw new InputError(
      `${name} is a JPEG 2000 picture, which unhue cannot read: convert it to png first, for instance with opj_decompress or gdal_translate`,
      name,
    );
  try {
    if (isBmp(bytes)) return { raster: readBmp(bytes, accept), format: 'bmp' };
    if (isNetpbm(bytes)) return { raster: readNetpbm(bytes, accept), format: 'netpbm' };
  } catch (cause) {
    if (cause instanceof PictureFault) throw new InputError(`${name} ${cause.message}`, name, { cause });
    throw cause;
  }
  return undefined;
}

/** A file of boxes (jp2, jpx) or a bare code stream (j2k). ISO/IEC 15444-1, annexes A and I. */
function isJpeg2000(bytes: Uint8Array): boolean {
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  return starts(0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20) || starts(0xff, 0x4f, 0xff, 0x51);
}
