import { fromArrayBuffer, type GeoTIFFImage } from 'geotiff';
import { noSuchFrame } from '../../formats/pictures/films/film.js';
import { taggedGround } from '../../formats/pictures/ground/taggedGround.js';
import { iccProfileName } from '../../formats/pictures/iccProfileName.js';
import { InputError } from '../../model/errors.js';
import type { Ground, Raster } from '../../model/types.js';
import type { Warning } from '../../model/warning.js';
import { uprightPicture } from './exifOrientation.js';
import { profileIgnored } from './profileIgnored.js';

/** What a picture of a TIFF file shows, and where that lies on the ground. */
export interface TiffPicture {
  readonly raster: Raster;
  readonly hasAlpha: boolean;
  readonly ground?: Ground;
  readonly warnings: readonly Warning[];
  /** Pictures that the file holds. */
  readonly frames: number;
}

/** How samples stand for colours: `PhotometricInterpretation` of TIFF 6.0. */
const photometric = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3 } as const;
/** Codecs that keep every bit: none, LZW, both numbers of Deflate, PackBits. */
const lossless: ReadonlySet<number> = new Set([1, 5, 8, 32946, 32773]);

/**
 * The pixels of a TIFF file as the command line decodes them: greys, RGB and palettes of 8 or 16 bits, without loss.
 *
 * @param frame which of its pictures, from 0
 * @throws InputError where it is of another kind, or there is no such picture
 * @throws Error where it is damaged
 */
export async function tiffPicture(bytes: Uint8Array, name: string, frame = 0): Promise<TiffPicture> {
  const file = await fromArrayBuffer(new Uint8Array(bytes).buffer);
  const frames = await file.getImageCount();
  if (frame >= frames) throw noSuchFrame(name, frames);
  const image = await file.getImage(frame);
  const { fileDirectory: tags } = image;
  const value = (tag: string): unknown => tags.getValue(tag as never);
  const kind = Number(value('PhotometricInterpretation'));
  const depth = image.getBitsPerSample();
  const isRead =
    kind <= photometric.palette &&
    lossless.has(Number(value('Compression') ?? 1)) &&
    (depth === 8 || depth === 16) &&
    Number((value('SampleFormat') as ArrayLike<number> | undefined)?.[0] ?? 1) === 1;
  if (!isRead)
    throw new InputError(
      `${name} is a kind of tiff that this page does not read: save it as a png, or give it to the command line`,
      name,
    );
  const { raster, hasAlpha } = await pixelsOf(image, kind, depth, value('ColorMap') as ArrayLike<number>);
  const orientation = Number(value('Orientation') ?? 1);
  const reading = taggedGround(bytes);
  const profile = value('ICCProfile') as ArrayLike<number> | undefined;
  const profileName = profile && (iccProfileName(Uint8Array.from(profile)) ?? 'unnamed');
  return {
    raster: uprightPicture(raster, orientation),
    hasAlpha,
    ...(reading?.ground && orientation === 1 && { ground: reading.ground }),
    warnings: [
      ...(reading?.warnings ?? []),
      ...(profileName && !/srgb/i.test(profileName) ? [profileIgnored(profileName)] : []),
    ],
    frames,
  };
}

async function pixelsOf(
  image: GeoTIFFImage,
  kind: number,
  depth: number,
  palette: ArrayLike<number>,
): Promise<{ raster: Raster; hasAlpha: boolean }> {
  const [width, height] = [image.getWidth(), image.getHeight()];
  const samples = (await image.readRasters({ interleave: true })) as unknown as ArrayLike<number>;
  const channels = samples.length / (width * height);
  const colours = kind === photometric.rgb ? 3 : 1;
  // 16 bits to the nearest of 8: v / 257; the array rounds.
  const step = depth === 16 ? 257 : 1;
  const entries = 2 ** depth;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0, o = 0; o < data.length; i += channels, o += 4) {
    for (let c = 0; c < 3; c++) {
      const sample = samples[i + (colours === 3 ? c : 0)]!;
      data[o + c] =
        kind === photometric.palette
          ? palette[c * entries + sample]! / 257
          : kind === photometric.whiteIsZero
            ? 255 - sample / step
            : sample / step;
    }
    data[o + 3] = channels > colours ? samples[i + colours]! / step : 255;
  }
  return { raster: { width, height, data }, hasAlpha: channels > colours };
}
