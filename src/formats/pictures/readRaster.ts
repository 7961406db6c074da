import sharp, { type Metadata } from 'sharp';
import { agreeingCoefficients } from '../../jpeg/agreement.js';
import type { JpegCoefficients } from '../../jpeg/coefficients.js';
import { InputError } from '../../model/errors.js';
import type { Ground, Raster, Rgb } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { compositeOnBackground } from '../../raster/composite.js';
import { type InputBytes, readInput } from '../input/readInput.js';
import { sha256Of } from '../input/sha256.js';
import { defaultSeconds, drawSvg, isDrawing, unpacked } from './drawing/drawSvg.js';
import { readGround } from './ground/readGround.js';
import { iccProfileName } from './iccProfileName.js';
import { plainPicture } from './plain/plainPicture.js';
import { svgText } from './svgText/svgText.js';
import { noSuchFrame, unreadable } from './unreadable.js';

export interface ReadRasterOptions {
  /** Colour that shows through transparent pixels; white unless told. */
  readonly background?: Rgb;
  /** Refuse larger pictures, before they are decoded; 100 million unless told. */
  readonly maxPixels?: number;
  /** Seconds that a drawing (svg) may take; 20 unless told. */
  readonly timeout?: number;
  /** Which frame of an animation or page of a document; 0 unless told. */
  readonly frame?: number;
}

export interface FigureFile {
  readonly raster: Raster;
  /** Of the file, without its folders; absent where there is none. */
  readonly name?: string;
  /** Of the bytes of the file as they came, hexadecimal. */
  readonly sha256: string;
  /** How many bytes the file has. */
  readonly size: number;
  /** As sharp names it: png, jpeg, webp, tiff, gif, heif, svg; else bmp or netpbm. */
  readonly format: string;
  readonly warnings: readonly Warning[];
  /** Where the file, or a world file beside it, says that its pixels lie. */
  readonly ground?: Ground;
  /** 1 where a pixel was wholly transparent; absent where none was. */
  readonly transparent?: Uint8Array;
  /** What a JPEG holds besides its pixels; absent for other files, and where the pixels were turned or converted. */
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

export const defaultMaxPixels = 100e6;

/**
 * Reads a picture: png, jpeg, webp, tiff, gif, avif, svg, bmp, ppm or pgm, from a path, from standard input (`-`) or from bytes.
 *
 * Pixel values are the file's own: ICC profiles are not applied, 16-bit samples are rounded to the nearest of 256,
 * palettes and greys are expanded, EXIF orientation is applied and alpha composited on the background.
 *
 * @throws InputError if there is no such file, it is no picture, is damaged, or is larger than `maxPixels`
 */
export async function readRaster(
  source: string | Uint8Array,
  options: ReadRasterOptions = {},
): Promise<FigureFile> {
  return readPicture(await readInput(source), options);
}

/**
 * Reads a picture from the bytes of a file.
 *
 * @throws InputError as `readRaster`
 */
export async function readPicture(
  { bytes, name, file, path }: InputBytes,
  options: ReadRasterOptions = {},
): Promise<FigureFile> {
  const maxPixels = options.maxPixels ?? defaultMaxPixels;
  const drawing = isDrawing(bytes);
  const picture = drawing
    ? await drawSvg(bytes, name, { maxPixels, seconds: options.timeout ?? defaultSeconds }).catch((cause) => {
        throw cause instanceof InputError ? cause : unreadable(name, bytes, cause);
      })
    : bytes;
  // Checked by hand from the header, so that the message can name both numbers and the way out.
  const accept = (width: number, height: number): void => {
    if (width * height <= maxPixels) return;
    throw new InputError(
      `${name} has ${width} × ${height} pixels, more than the limit of ${maxPixels}`,
      name,
      { code: 'too-large', settings: ['maxPixels'], fields: { width, height, maxPixels } },
    );
  };
  const origin = {
    ...(file !== undefined && { name: file }),
    sha256: sha256Of(bytes),
    size: bytes.length,
  };
  const { ground, warnings: remarks } = await readGround(bytes, path);
  const plain = plainPicture(bytes, name, accept);
  if (plain) {
    if (options.frame) throw noSuchFrame(name, 1);
    const transparent = compositeOnBackground(plain.raster.data, options.background ?? [255, 255, 255]);
    return {
      ...plain,
      ...origin,
      warnings: remarks,
      ...(ground && { ground }),
      ...(transparent && { transparent }),
    };
  }
  const open = (withProfile = false, page = options.frame ?? 0) =>
    sharp(picture, {
      ignoreIcc: !withProfile,
      limitInputPixels: false,
      failOn: 'error',
      page,
      sequentialRead: true,
    });

  let metadata: Metadata;
  try {
    metadata = await open(false, 0).metadata();
    const frames = metadata.pages ?? 1;
    const { frame = 0 } = options;
    if (frame >= frames) throw noSuchFrame(name, frames);
    if (frame > 0) metadata = await open().metadata();
  } catch (cause) {
    throw cause instanceof InputError ? cause : unreadable(name, bytes, cause);
  }
  const { width, height } = { width: metadata.width, height: metadata.pageHeight ?? metadata.height };
  accept(width, height);

  const warnings = [...remarks, ...warningsOf(metadata, options.frame)];
  let decoded: { data: Uint8Array | Uint16Array; width: number; height: number };
  const inks = metadata.space === 'cmyk' && metadata.icc === undefined;
  const deep = metadata.depth === 'ushort';
  try {
    const upright = open(metadata.space === 'cmyk' && !inks).autoOrient();
    const { data, info } = inks
      ? await upright
          .pipelineColourspace('cmyk')
          .toColourspace('cmyk')
          .raw()
          .toBuffer({ resolveWithObject: true })
      : deep
        ? await upright
            .toColourspace('rgb16')
            .ensureAlpha()
            .raw({ depth: 'ushort' })
            .toBuffer({ resolveWithObject: true })
        : await upright.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    decoded = {
      data: deep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data,
      width: info.width,
      height: info.height,
    };
  } catch (cause) {
    throw unreadable(name, bytes, cause);
  }
  const rgba = inks
    ? withoutInks(decoded.data)
    : deep
      ? roundedTo8Bits(decoded.data)
      : new Uint8ClampedArray(
          decoded.data.buffer as ArrayBuffer,
          decoded.data.byteOffset,
          decoded.data.length,
        );
  const transparent = metadata.hasAlpha
    ? compositeOnBackground(rgba, options.background ?? [255, 255, 255])
    : undefined;
  const pixels = { width: decoded.width, height: decoded.height, data: rgba };
  const text = drawing ? svgText(new TextDecoder().decode(unpacked(bytes, name)), pixels) : [];
  const raster = { ...pixels, ...(text.length > 0 && { text }) };
  return {
    raster,
    ...origin,
    format: drawing ? 'svg' : (metadata.format ?? 'unknown'),
    warnings,
    // Turned, the picture's columns are no longer those of its georeference.
    ...(ground && (metadata.orientation ?? 1) === 1 && { ground }),
    ...(transparent && { transparent }),
    ...(metadata.format === 'jpeg' &&
      (metadata.orientation ?? 1) === 1 && { readJpeg: () => agreeingCoefficients(bytes, raster) }),
  };
}

/** 16-bit samples to the nearest 8-bit ones: v / 257, so that 0x0000 → 0 and 0xffff → 255; the array rounds. */
function roundedTo8Bits(samples: ArrayLike<number>): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(samples.length);
  for (let i = 0; i < samples.length; i++) bytes[i] = samples[i]! / 257;
  return bytes;
}

/**
 * The colours that inks leave of white, (255 − C)(255 − K)/255 for red: what programs without colour management mean by
 * CMYK. (With an embedded profile, the profile says.)
 */
function withoutInks(inks: ArrayLike<number>): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(inks.length);
  for (let o = 0; o < rgba.length; o += 4) {
    const light = 255 - inks[o + 3]!;
    for (let c = 0; c < 3; c++) rgba[o + c] = ((255 - inks[o + c]!) * light) / 255;
    rgba[o + 3] = 255;
  }
  return rgba;
}

function warningsOf(metadata: Metadata, frame: number | undefined): Warning[] {
  const warnings: Warning[] = [];
  const profile = metadata.icc && iccProfileName(metadata.icc);
  if (metadata.icc && !/srgb/i.test(profile ?? ''))
    warnings.push({
      code: 'profile-ignored',
      message: `the colour profile “${profile ?? 'unnamed'}” is ignored: pixel values are used as stored`,
    });
  if (metadata.space === 'cmyk')
    warnings.push({
      code: 'cmyk',
      message: 'CMYK inks are converted to RGB: colours are approximate',
      advice: 'an RGB original decodes better',
    });
  if ((metadata.pages ?? 1) > 1 && frame === undefined)
    warnings.push({
      code: 'first-frame',
      message: `the first of ${metadata.pages} frames is used`,
      remedy: ['frame'],
    });
  return warnings;
}
