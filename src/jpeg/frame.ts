import { InputError } from '../model/errors.js';
import { damaged } from './damaged.js';
import type { ScanComponent } from './scan.js';

/** What a frame's header says. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  readonly components: (ScanComponent & { readonly quantiser: number })[];
  readonly largestHorizontal: number;
  readonly largestVertical: number;
}

/**
 * The header of a frame: size and components, with room for their coefficients.
 *
 * @param segment without its marker and length
 * @param fileSize bytes: what it could hold at most bounds what is allocated
 * @throws InputError if it is malformed, too large, or of a kind that is not read
 */
export function readFrame(
  segment: Uint8Array,
  progressive: boolean,
  maxPixels: number,
  fileSize: number,
): Frame {
  const precision = segment[0];
  const height = (segment[1]! << 8) | segment[2]!;
  const width = (segment[3]! << 8) | segment[4]!;
  const count = segment[5]!;
  if (segment.length < 6 + 3 * count) throw damaged('its frame header is too short');
  if (precision !== 8)
    throw new InputError(`The JPEG has ${precision}-bit samples: only 8-bit ones are read`);
  if (count !== 1 && count !== 3)
    throw new InputError(`The JPEG has ${count} components: only grey and YCbCr ones are read`);
  if (width === 0 || height === 0) throw damaged('its size is 0 (or left to a later marker)');
  if (width * height > maxPixels)
    throw new InputError(`The JPEG has ${width} × ${height} pixels, more than the limit of ${maxPixels}`);
  const factors = Array.from({ length: count }, (_, c) => {
    const sampling = segment[7 + 3 * c]!;
    const horizontal = sampling >> 4;
    const vertical = sampling & 15;
    if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4)
      throw damaged('a sampling factor is not 1 to 4');
    return { id: segment[6 + 3 * c]!, horizontal, vertical, quantiser: segment[8 + 3 * c]! };
  });
  const largestHorizontal = Math.max(...factors.map((f) => f.horizontal));
  const largestVertical = Math.max(...factors.map((f) => f.vertical));
  // Libjpeg's upsampling knows whole multiples only, and there is no other way that decoders agree on.
  if (factors.some((f) => largestHorizontal % f.horizontal > 0 || largestVertical % f.vertical > 0))
    throw new InputError(
      'The JPEG has components whose samples stand for no whole number of pixels: none such is read',
    );
  const mcusWide = Math.ceil(width / (8 * largestHorizontal));
  const mcusHigh = Math.ceil(height / (8 * largestVertical));
  const blocks = factors.reduce((sum, f) => sum + mcusWide * mcusHigh * f.horizontal * f.vertical, 0);
  // A block's DC term takes at least one bit: a short file that claims a large picture is not allocated for. A
  // non-interleaved scan leaves out the padding blocks, hence the factor.
  if (blocks > 4 * 8 * fileSize) throw damaged('it is too short for its size');
  return {
    width,
    height,
    progressive,
    largestHorizontal,
    largestVertical,
    components: factors.map(({ id, horizontal, vertical, quantiser }) => {
      const blocksWide = mcusWide * horizontal;
      const blocksHigh = mcusHigh * vertical;
      return {
        id,
        horizontal,
        vertical,
        quantiser,
        blocksWide,
        blocksHigh,
        // Blocks that hold pixels: all that a scan of this component alone contains.
        filledWide: Math.ceil(Math.ceil((width * horizontal) / largestHorizontal) / 8),
        filledHigh: Math.ceil(Math.ceil((height * vertical) / largestVertical) / 8),
        coefficients: new Int16Array(64 * blocksWide * blocksHigh),
      };
    }),
  };
}
