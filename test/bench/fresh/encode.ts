import sharp from 'sharp';
import type { Draws } from './random.js';

/** How a picture is compressed. */
export type Compression =
  | { readonly format: 'png' }
  | { readonly format: 'jpeg'; readonly quality: number; readonly chroma: '4:2:0' | '4:4:4' }
  | { readonly format: 'webp'; readonly quality: number }
  /** A png of few colours, each pixel in the nearest. */
  | { readonly format: 'palette'; readonly colours: number }
  /** A gif of few colours, error-diffused. */
  | { readonly format: 'dither'; readonly colours: number }
  /** A png of few levels a channel, dithered by a matrix of `side` × `side` thresholds. */
  | { readonly format: 'dither-ordered'; readonly levels: number; readonly side: 4 | 8 };

/** Mostly JPEG: that is what pictures of no known origin are. */
export function drawCompression(family: 'png' | 'jpeg' | 'palette', draw: Draws): Compression {
  if (family === 'png') return { format: 'png' };
  if (family === 'jpeg') {
    if (draw.chance(0.1)) return { format: 'webp', quality: draw.integer(85, 98) };
    return { format: 'jpeg', quality: draw.integer(60, 95), chroma: draw.pick(['4:2:0', '4:2:0', '4:4:4']) };
  }
  const which = draw.uniform(0, 1);
  if (which < 0.4) return { format: 'palette', colours: draw.pick([32, 64, 128]) };
  if (which < 0.8) return { format: 'dither', colours: draw.pick([32, 64, 128, 256]) };
  return { format: 'dither-ordered', levels: draw.integer(8, 24), side: draw.pick([4, 8]) };
}

/** The word for a compression in names and descriptions; a `c` stands for whole chroma. */
export function formatName(compression: Compression): string {
  switch (compression.format) {
    case 'png':
      return 'png';
    case 'jpeg':
      return `jpeg${compression.quality}${compression.chroma === '4:4:4' ? 'c' : ''}`;
    case 'webp':
      return `webp${compression.quality}`;
    case 'dither-ordered':
      return `dither-ordered${compression.levels}`;
    default:
      return `${compression.format}${compression.colours}`;
  }
}

export function fileExtension({ format }: Compression): string {
  if (format === 'jpeg') return 'jpg';
  if (format === 'dither') return 'gif';
  return format === 'webp' ? 'webp' : 'png';
}

/**
 * The bytes of the file.
 *
 * @param rgb 3 × width × height, sRGB; rounded and clipped to 0…255
 */
export function encoded(
  rgb: Float64Array,
  width: number,
  height: number,
  compression: Compression,
): Promise<Buffer> {
  const bytes = Uint8ClampedArray.from(
    compression.format === 'dither-ordered'
      ? orderedDither(rgb, width, compression.levels, compression.side)
      : rgb,
  );
  const picture = sharp(bytes, { raw: { width, height, channels: 3 } });
  switch (compression.format) {
    case 'jpeg':
      return picture.jpeg({ quality: compression.quality, chromaSubsampling: compression.chroma }).toBuffer();
    case 'webp':
      return picture.webp({ quality: compression.quality }).toBuffer();
    case 'palette':
      return picture.png({ palette: true, colours: compression.colours, dither: 0, effort: 1 }).toBuffer();
    case 'dither':
      return picture.gif({ colours: compression.colours, dither: 1, effort: 1 }).toBuffer();
    default:
      return picture.png().toBuffer();
  }
}

/** Each channel to the level below or above, by the threshold of the pixel's place in Bayer's matrix (1973). */
function orderedDither(rgb: Float64Array, width: number, levels: number, side: number): Float64Array {
  const step = 255 / (levels - 1);
  return rgb.map((v, i) => {
    const pixel = Math.floor(i / 3);
    const threshold = bayer(pixel % width, Math.floor(pixel / width), side);
    return Math.min(levels - 1, Math.floor(v / step + threshold)) * step;
  });
}

/** The threshold at x, y of Bayer's matrix, in (0, 1): the bits of x xor y and of y, the finest weighing most. */
function bayer(x: number, y: number, side: number): number {
  let rank = 0;
  for (let bit = 1, weight = (side * side) / 4; bit < side; bit *= 2, weight /= 4)
    rank += weight * (2 * (((x ^ y) & bit) > 0 ? 1 : 0) + ((y & bit) > 0 ? 1 : 0));
  return (rank + 0.5) / (side * side);
}
