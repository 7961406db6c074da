import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { jpegPixels } from '../../src/jpeg/jpegPixels.js';
import { InputError } from '../../src/model/errors.js';
import { drawsOf } from '../bench/fresh/random.js';
import { encodeJpeg, type OddComponent, type OddJpeg } from './encodeJpeg.js';

/** Samples that drift in places and jump between the ends of their range in others, so that ringing is clamped. */
function samplesOf(stream: number, most: number): OddComponent['sample'] {
  const d = drawsOf(29, stream);
  const [across, down, phase] = [d.uniform(5, 30), d.uniform(5, 30), d.uniform(0, 6)];
  return (x, y) =>
    (x >> 2) % 5 === 3 && (y >> 3) % 2 === 0
      ? most * ((x * 7 + y * 3) & 1)
      : Math.round(most * (0.5 + 0.45 * Math.sin(x / across + y / down + phase)));
}

const components = (
  factors: readonly (readonly [number, number])[],
  ids: readonly number[] = [1, 2, 3, 4],
  most = 255,
): OddComponent[] =>
  factors.map(([horizontal, vertical], c) => ({
    id: ids[c]!,
    horizontal,
    vertical,
    sample: samplesOf(c, most),
  }));

const one = [1, 1] as const;
const rgb = [0x52, 0x47, 0x42];
type Kind = Omit<OddJpeg, 'width' | 'height'>;

/** What is read to the coefficients, whose pixels must then be the decoder's. */
const read: [string, Kind][] = [
  ['grey', { components: components([one]) }],
  ['grey that claims to be sampled twice', { components: components([[2, 2]]) }],
  ['4:4:4', { components: components([one, one, one]) }],
  ['4:2:2', { components: components([[2, 1], one, one]) }],
  ['4:2:0', { components: components([[2, 2], one, one]) }],
  ['4:4:0', { components: components([[1, 2], one, one]) }],
  ['4:1:1', { components: components([[4, 1], one, one]) }],
  ['4:1:0', { components: components([[4, 2], one, one]) }],
  [
    'chroma of two samplings',
    {
      components: components([
        [2, 2],
        [2, 1],
        [1, 2],
      ]),
    },
  ],
  ['chroma finer than luma', { components: components([one, [2, 2], [2, 2]]) }],
  [
    '4:4:4 with factors of two',
    {
      components: components([
        [2, 2],
        [2, 2],
        [2, 2],
      ]),
      apart: true,
    },
  ],
  ['restart intervals', { components: components([[2, 2], one, one]), restart: 1 }],
  ['scans apart', { components: components([[2, 2], one, one]), apart: true }],
  ['scans apart with restarts', { components: components([[2, 1], one, one]), apart: true, restart: 3 }],
  ['ids that begin at nought', { components: components([one, one, one], [0, 1, 2]) }],
  ['ids R, G, B', { components: components([one, one, one], rgb) }],
  ['ids R, G, B in a JFIF file', { components: components([one, one, one], rgb), jfif: true }],
  ['Adobe transform 0', { components: components([one, one, one]), adobe: 0 }],
  ['Adobe transform 0, halved', { components: components([[2, 2], one, one]), adobe: 0 }],
  ['Adobe transform 0 in a JFIF file', { components: components([one, one, one]), adobe: 0, jfif: true }],
  ['Adobe transform 1', { components: components([[2, 1], one, one], rgb), adobe: 1 }],
  ['16-bit quantisation', { components: components([[2, 2], one, one]), steps: [300] }],
  [
    'a quantisation table for each component',
    {
      components: components([[2, 1], one, one]).map((c, quantiser) => ({ ...c, quantiser })),
      steps: [1, 17, 90],
    },
  ],
  ['fill bytes before its markers', { components: components([one, one, one]), fill: 3 }],
];

/** What is left to the decoder: its pixels are taken where it makes any. */
const left: [string, Kind][] = [
  ['CMYK', { components: components([one, one, one, one]), adobe: 0 }],
  ['CMYK without a word', { components: components([one, one, one, one]) }],
  ['YCCK', { components: components([one, one, one, one]), adobe: 2 }],
  ['YCCK, halved', { components: components([[2, 2], one, one, [2, 2]]), adobe: 2 }],
  ['two components', { components: components([one, one]) }],
  ['12 bits', { components: components([one, one, one], [1, 2, 3], 4095), precision: 12 }],
  ['12 bits of grey', { components: components([one], [1], 4095), precision: 12 }],
  ['samples that stand for one and a half', { components: components([[3, 1], [2, 1], one]) }],
];

const sizes = [
  ...Array.from({ length: 17 }, (_, k) => [k + 1, ((k * 7) % 17) + 1] as const),
  [40, 33] as const,
  [67, 18] as const,
];

/** What libjpeg makes of the same bytes; undefined where it refuses them. */
const decodedBySharp = (bytes: Uint8Array): Promise<Uint8Array | undefined> =>
  sharp(bytes, { ignoreIcc: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer()
    .catch(() => undefined);

const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let most = a.length === b.length ? 0 : 256;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
};

/** A JPEG is either left alone, and said to be sound, or read to the decoder's very pixels. */
const readAlone = (bytes: Uint8Array) => {
  try {
    return jpegPixels(readJpegCoefficients(bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).not.toMatch(/damaged/);
    return undefined;
  }
};

describe('an odd JPEG', () => {
  it.each(read)('has the pixels that libjpeg decodes at any size: %s', async (_, kind) => {
    for (const [width, height] of sizes) {
      const bytes = encodeJpeg({ width, height, ...kind });
      const decoded = await decodedBySharp(bytes);
      expect(decoded, 'decoded by sharp').toBeDefined();
      const own = readAlone(bytes);
      expect(own, `read at ${width} × ${height}`).toBeDefined();
      expect(worst(own!.data, decoded!), `${width} × ${height}`).toBe(0);
      const { raster, readJpeg } = await readRaster(bytes);
      expect(worst(raster.data, decoded!)).toBe(0);
      const kept = readJpeg?.();
      if (kept) expect(worst(jpegPixels(kept).data, raster.data)).toBe(0);
    }
  });

  it.each(left)('of a process that is not read is left to its decoder: %s', async (_, kind) => {
    for (const [width, height] of sizes) {
      const bytes = encodeJpeg({ width, height, ...kind });
      expect(readAlone(bytes), `${width} × ${height}`).toBeUndefined();
      const file = await readRaster(bytes).catch((error: unknown) => error);
      const decoded = await decodedBySharp(bytes);
      if (decoded === undefined) expect(file).toBeInstanceOf(InputError);
      else {
        const { raster, readJpeg } = file as Awaited<ReturnType<typeof readRaster>>;
        expect([raster.width, raster.height]).toEqual([width, height]);
        expect(readJpeg?.()).toBeUndefined();
      }
    }
  });

  it('is damaged where a unit has more blocks than the standard allows, as its decoder says', async () => {
    const factors = [2, 2] as const;
    const bytes = encodeJpeg({ width: 40, height: 33, components: components([factors, factors, factors]) });
    expect(await decodedBySharp(bytes)).toBeUndefined();
    expect(() => readJpegCoefficients(bytes)).toThrow(/interleaves more than 10 blocks/);
  });

  // Written by cjpeg (libjpeg-turbo 2.1.5): see test/fixtures/README.md.
  it.each(['arithmetic.jpg', 'arithmetic-progressive.jpg'])('%s is left to its decoder', async (name) => {
    const bytes = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'jpeg', name));
    expect(readAlone(bytes)).toBeUndefined();
    const file = await readRaster(bytes).catch((error: unknown) => error);
    const decoded = await decodedBySharp(bytes);
    if (decoded === undefined) expect(file).toBeInstanceOf(InputError);
    else {
      const { raster, readJpeg } = file as Awaited<ReturnType<typeof readRaster>>;
      expect(worst(raster.data, decoded)).toBe(0);
      expect(readJpeg?.()).toBeUndefined();
    }
  });
});
