import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { jpegPixels } from '../../src/jpeg/jpegPixels.js';
import { samples } from '../cli/runUnhue.js';

/** What libjpeg-turbo makes of the same bytes. */
async function decodedBySharp(bytes: Uint8Array): Promise<Uint8Array> {
  return sharp(bytes, { ignoreIcc: true }).toColourspace('srgb').ensureAlpha().raw().toBuffer();
}

/** How many bytes two arrays differ in. */
const differing = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
};

/** Colours that jump between the ends of the range in places, so that ringing is clamped, and drift in others. */
function picture(width: number, height: number): Uint8Array {
  let state = 7 * width + height;
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const x = Math.floor(i / 3) % width;
    return (x >> 4) & 1 ? (state >>> 24) & (i % 3 === 0 ? 255 : 128) : (x * 5 + (i % 3) * 40) & 255;
  });
}

describe('the pixels of a JPEG', () => {
  it.each(['jpeg.jpg', 'coastline-jpeg.jpg'])('are those that libjpeg decodes: %s', async (name) => {
    const bytes = readFileSync(join(samples, name));
    const { data } = jpegPixels(readJpegCoefficients(bytes));
    expect(differing(data, await decodedBySharp(bytes))).toBe(0);
  });

  it.each(
    (['4:4:4', '4:2:0'] as const).flatMap((chromaSubsampling) =>
      [
        [64, 48],
        [37, 29],
        [17, 1],
        [3, 50],
        [2, 5],
        [1, 1],
      ].flatMap(([width, height]) =>
        [true, false].map((progressive) => ({ chromaSubsampling, progressive, width, height })),
      ),
    ),
  )('are those that libjpeg decodes at any size: %o', async ({ width, height, ...how }) => {
    const raw = { width: width!, height: height!, channels: 3 as const };
    for (const quality of [30, 90]) {
      const bytes = await sharp(picture(width!, height!), { raw })
        .jpeg({ quality, ...how })
        .toBuffer();
      const { data } = jpegPixels(readJpegCoefficients(bytes));
      expect(differing(data, await decodedBySharp(bytes))).toBe(0);
    }
  });

  it('are grey where the file is', async () => {
    const bytes = await sharp(picture(40, 30), { raw: { width: 40, height: 30, channels: 3 } })
      .greyscale()
      .jpeg()
      .toBuffer();
    expect(differing(jpegPixels(readJpegCoefficients(bytes)).data, await decodedBySharp(bytes))).toBe(0);
  });
});
