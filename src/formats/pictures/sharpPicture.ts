import sharp, { type Metadata, type Sharp } from 'sharp';
import { agreeingCoefficients } from '../../jpeg/agreement.js';
import type { JpegCoefficients } from '../../jpeg/coefficients.js';
import { InputError } from '../../model/errors.js';
import type { Raster } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { firstFrameWarnings, noSuchFrame } from './films/film.js';
import { iccProfileName } from './iccProfileName.js';
import { unreadable } from './unreadable.js';

/** A picture as its decoder leaves it. */
export interface DecodedPicture {
  /** Alpha as stored. */
  readonly raster: Raster;
  readonly hasAlpha: boolean;
  /** As sharp names it. */
  readonly format: string;
  readonly warnings: readonly Warning[];
  /** Whether its pixels were turned or mirrored, as EXIF says. */
  readonly isTurned: boolean;
  /** Of a JPEG that was not turned. */
  readonly readJpeg?: () => JpegCoefficients | undefined;
}

/**
 * The stored pixels of a picture that sharp reads.
 *
 * @param accept told the size before anything is decoded; may throw
 * @param page which frame of an animation; the first unless told
 * @throws InputError if it is no picture, is damaged, or has no such frame
 */
export async function sharpPicture(
  bytes: Uint8Array,
  name: string,
  accept: (width: number, height: number) => void,
  page?: number,
): Promise<DecodedPicture> {
  const open = (withProfile = false, frame = page ?? 0) =>
    sharp(bytes, {
      ignoreIcc: !withProfile,
      limitInputPixels: false,
      failOn: 'error',
      page: frame,
      sequentialRead: true,
    });

  let metadata: Metadata;
  try {
    metadata = await open(false, 0).metadata();
    const frames = metadata.pages ?? 1;
    if ((page ?? 0) >= frames) throw noSuchFrame(name, frames);
    if (page) metadata = await open().metadata();
  } catch (cause) {
    throw cause instanceof InputError ? cause : unreadable(name, bytes, cause);
  }
  accept(metadata.width, metadata.pageHeight ?? metadata.height);
  const isTurned = (metadata.orientation ?? 1) !== 1;
  const raster = await storedPixels(metadata, (withProfile) => open(withProfile).autoOrient()).catch(
    (cause) => {
      throw unreadable(name, bytes, cause);
    },
  );
  return {
    raster,
    hasAlpha: metadata.hasAlpha,
    format: metadata.format ?? 'unknown',
    warnings: warningsOf(metadata, page),
    isTurned,
    ...(metadata.format === 'jpeg' && !isTurned && { readJpeg: () => agreeingCoefficients(bytes, raster) }),
  };
}

/**
 * RGBA.
 *
 * @param open what is to be read of the file, upright, with its colour profile or without
 */
export async function storedPixels(
  metadata: Pick<Metadata, 'space' | 'icc' | 'depth'>,
  open: (withProfile: boolean) => Sharp,
): Promise<Raster> {
  const inks = metadata.space === 'cmyk' && metadata.icc === undefined;
  const deep = metadata.depth === 'ushort';
  const upright = open(metadata.space === 'cmyk' && !inks);
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
  const { width, height } = info;
  const bytes = data.buffer as ArrayBuffer;
  if (inks) return { width, height, data: withoutInks(data) };
  if (deep)
    return {
      width,
      height,
      data: roundedTo8Bits(new Uint16Array(bytes, data.byteOffset, data.byteLength / 2)),
    };
  return { width, height, data: new Uint8ClampedArray(bytes, data.byteOffset, data.length) };
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

export function warningsOf(metadata: Metadata, frame: number | undefined): Warning[] {
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
  warnings.push(...firstFrameWarnings(metadata.pages ?? 1, frame));
  return warnings;
}
