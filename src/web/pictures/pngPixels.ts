import { type DecodedPng, decode } from 'fast-png';

/** What a PNG shows: RGBA bytes and the ICC profile that it carries. */
export interface PngPicture {
  readonly width: number;
  readonly height: number;
  /** Sixteen-bit samples are rounded to the nearest of 256 levels; alpha is the file's own. */
  readonly data: Uint8ClampedArray;
  readonly hasAlpha: boolean;
  readonly profile?: string;
}

/**
 * The stored pixels of a PNG file, which neither a colour profile nor alpha has changed, as a canvas would.
 *
 * @throws Error if the bytes are no PNG, or are damaged
 */
export function pngPixels(bytes: Uint8Array): PngPicture {
  const png = decode(bytes, { checkCrc: true });
  const { width, height, palette, iccEmbeddedProfile: icc } = png;
  const hasAlpha =
    png.channels % 2 === 0 || palette?.[0]?.length === 4 || (png.transparency?.length ?? 0) > 0;
  return {
    width,
    height,
    data: palette ? fromPalette(png, palette) : fromSamples(png),
    hasAlpha,
    ...(icc && { profile: icc.name }),
  };
}

/** One sample a pixel of 1, 2, 4 or 8 bits, each row beginning with a byte of its own. */
function unpacked({ width, height, data, depth }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  const samples = new Uint8Array(width * height);
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0; x < width; x++, k++) {
      const byte = data[y * rowBytes + Math.floor(x / perByte)]!;
      samples[k] = (byte >> (8 - depth * (1 + (x % perByte)))) & ((1 << depth) - 1);
    }
  return samples;
}

function fromPalette(png: DecodedPng, palette: NonNullable<DecodedPng['palette']>): Uint8ClampedArray {
  const indices = unpacked(png);
  const rgba = new Uint8ClampedArray(4 * png.width * png.height);
  for (let i = 0, o = 0; o < rgba.length; i++, o += 4) {
    const [red, green, blue, alpha = 255] = palette[indices[i]!] ?? [0, 0, 0];
    rgba[o] = red!;
    rgba[o + 1] = green!;
    rgba[o + 2] = blue!;
    rgba[o + 3] = alpha;
  }
  return rgba;
}

function fromSamples(png: DecodedPng): Uint8ClampedArray {
  const { depth, channels, transparency: key = [] } = png;
  const samples = channels === 1 ? unpacked(png) : png.data;
  const most = 2 ** depth - 1;
  const colours = channels < 3 ? 1 : 3;
  const rgba = new Uint8ClampedArray(4 * png.width * png.height);
  for (let i = 0, o = 0; o < rgba.length; i += channels, o += 4) {
    for (let c = 0; c < 3; c++) rgba[o + c] = (samples[i + (colours === 1 ? 0 : c)]! / most) * 255;
    rgba[o + 3] = channels > colours ? (samples[i + colours]! / most) * 255 : 255;
    // A colour that stands for full transparency, where there is one.
    if (
      key.length >= colours &&
      Array.from({ length: colours }, (_, c) => c).every((c) => samples[i + c] === key[c])
    )
      rgba[o + 3] = 0;
  }
  return rgba;
}
