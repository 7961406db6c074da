import fc from 'fast-check';
import sharp, { type JpegOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { type JpegCoefficients, readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { dctScale, inverseDct, scaledForward } from '../../src/jpeg/dct.js';
import { InputError } from '../../src/model/errors.js';

const width = 75;
const height = 53;

/** A picture with smooth parts, edges and every hue. */
const pixels = Buffer.from(
  Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const edge = x > 40 && y > 20 && y < 34 ? 60 : 0;
    return [
      Math.round(127 + 100 * Math.sin(x / 9)) - edge,
      Math.round(127 + 90 * Math.cos(y / 7 + x / 30)),
      Math.round((255 * (x + y)) / (width + height)),
    ].map((v) => Math.min(255, Math.max(0, v)));
  }).flat(),
);

const encode = (options: JpegOptions): Promise<Buffer> =>
  sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg(options)
    .toBuffer();

/** One component's samples, by the textbook inverse transform. */
function samplesOf(jpeg: JpegCoefficients, index: number): (x: number, y: number) => number {
  const component = jpeg.components[index]!;
  const wide = 8 * component.blocksWide;
  const samples = new Float64Array(wide * 8 * component.blocksHigh);
  const block = new Float64Array(64);
  for (let b = 0; b < component.blocksWide * component.blocksHigh; b++) {
    for (let k = 0; k < 64; k++) block[k] = component.coefficients[64 * b + k]! * component.quantisation[k]!;
    inverseDct(block);
    const left = 8 * (b % component.blocksWide);
    const top = 8 * Math.floor(b / component.blocksWide);
    for (let k = 0; k < 64; k++) samples[(top + (k >> 3)) * wide + left + (k & 7)] = block[k]! + 128;
  }
  return (x, y) => samples[y * wide + x]!;
}

/** Coefficients (row-major, vertical frequency first) of an 8 × 8 block of samples, in place. */
function forwardDct(block: Float64Array): void {
  scaledForward(block);
  for (let i = 0; i < 64; i++) block[i]! *= dctScale[i]!;
}

describe('reading JPEG coefficients', () => {
  const kinds: [string, JpegOptions][] = [
    ['baseline', { quality: 90, chromaSubsampling: '4:4:4' }],
    ['low quality', { quality: 20, chromaSubsampling: '4:4:4' }],
    ['progressive', { quality: 85, chromaSubsampling: '4:4:4', progressive: true }],
    ['optimised scans', { quality: 70, chromaSubsampling: '4:4:4', mozjpeg: true }],
  ];
  for (const [name, options] of kinds) {
    it(`gives the pixels that sharp decodes: ${name}`, async () => {
      const file = await encode(options);
      const decoded = await sharp(file).raw().toBuffer();
      const jpeg = readJpegCoefficients(file);
      expect([jpeg.width, jpeg.height]).toEqual([width, height]);
      const [luma, blue, red] = [0, 1, 2].map((c) => samplesOf(jpeg, c));
      let worst = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const l = luma!(x, y);
          const b = blue!(x, y) - 128;
          const r = red!(x, y) - 128;
          const rgb = [l + 1.402 * r, l - 0.344136 * b - 0.714136 * r, l + 1.772 * b];
          for (let c = 0; c < 3; c++)
            worst = Math.max(
              worst,
              Math.abs(Math.min(255, Math.max(0, rgb[c]!)) - decoded[3 * (y * width + x) + c]!),
            );
        }
      // Integer transforms and three roundings.
      expect(worst).toBeLessThan(3.5);
    });
  }

  it('knows chroma at half resolution, with and without progression', async () => {
    for (const progressive of [false, true]) {
      const file = await encode({ quality: 80, chromaSubsampling: '4:2:0', progressive });
      const jpeg = readJpegCoefficients(file);
      expect(jpeg.progressive).toBe(progressive);
      expect(jpeg.components.map((c) => [c.horizontal, c.vertical])).toEqual([
        [2, 2],
        [1, 1],
        [1, 1],
      ]);
      const luma = samplesOf(jpeg, 0);
      const decoded = await sharp(file).raw().toBuffer();
      let sum = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const o = 3 * (y * width + x);
          sum += Math.abs(
            0.299 * decoded[o]! + 0.587 * decoded[o + 1]! + 0.114 * decoded[o + 2]! - luma(x, y),
          );
        }
      // Clipping to bytes after the upsampling moves some pixels' luma.
      expect(sum / (width * height)).toBeLessThan(1.5);
    }
  });

  it('has the same coefficients in baseline and progressive order', async () => {
    const [a, b] = await Promise.all(
      [false, true].map(async (progressive) =>
        readJpegCoefficients(await encode({ quality: 75, progressive, optimiseScans: progressive })),
      ),
    );
    expect(a!.components.map((c) => [...c.quantisation])).toEqual(
      b!.components.map((c) => [...c.quantisation]),
    );
    const filled = (jpeg: JpegCoefficients): number[][] =>
      jpeg.components.map((c, i) => {
        // Padding blocks beyond the picture may differ.
        const wide = Math.ceil((i === 0 ? width : width / 2) / 8);
        const high = Math.ceil((i === 0 ? height : height / 2) / 8);
        return Array.from({ length: wide * high }, (_, k) => {
          const o = 64 * (Math.floor(k / wide) * c.blocksWide + (k % wide));
          return [...c.coefficients.subarray(o, o + 64)];
        }).flat();
      });
    expect(filled(a!)).toEqual(filled(b!));
  });

  it('reads grey pictures', async () => {
    const file = await sharp(pixels, { raw: { width, height, channels: 3 } })
      .greyscale()
      .toColourspace('b-w')
      .jpeg({ quality: 95 })
      .toBuffer();
    const jpeg = readJpegCoefficients(file);
    expect(jpeg.components).toHaveLength(1);
    const grey = samplesOf(jpeg, 0);
    const decoded = await sharp(file).greyscale().raw().toBuffer();
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        expect(Math.abs(grey(x, y) - decoded[y * width + x]!)).toBeLessThan(1.5);
  });

  it('refuses what is no JPEG, and pictures beyond the limit', async () => {
    expect(() => readJpegCoefficients(new Uint8Array())).toThrow(InputError);
    expect(() => readJpegCoefficients(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toThrow(/SOI/);
    const file = await encode({});
    expect(() => readJpegCoefficients(file, { maxPixels: 1000 })).toThrow(/75 × 53/);
  });

  it('does not allocate for a short file that claims a large picture', async () => {
    const file = Buffer.from(await encode({}));
    const frame = file.indexOf(Buffer.from([0xff, 0xc0]));
    file.writeUInt16BE(9000, frame + 5);
    file.writeUInt16BE(9000, frame + 7);
    expect(() => readJpegCoefficients(file)).toThrow(/too short/);
  });

  it('either reads damaged bytes or throws InputError, never anything else', async () => {
    const files = await Promise.all([encode({ quality: 60 }), encode({ quality: 60, progressive: true })]);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 6 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (file, changes, keep) => {
          const bytes = Uint8Array.from(file.subarray(0, Math.ceil(keep * file.length)));
          for (const [at, value] of changes) bytes[Math.floor(at * (bytes.length - 1))] = value;
          try {
            readJpegCoefficients(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe('the discrete cosine transform', () => {
  it('is the sum over the cosines that defines it', () => {
    const basis = (u: number, x: number) =>
      (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -200, max: 200, noNaN: true }), { minLength: 64, maxLength: 64 }),
        (values) => {
          const coefficients = Float64Array.from(values);
          forwardDct(coefficients);
          const samples = Float64Array.from(values);
          inverseDct(samples);
          for (let i = 0; i < 64; i++) {
            let forward = 0;
            let inverse = 0;
            for (let k = 0; k < 64; k++) {
              forward += basis(i >> 3, k >> 3) * basis(i & 7, k & 7) * values[k]!;
              inverse += basis(k >> 3, i >> 3) * basis(k & 7, i & 7) * values[k]!;
            }
            expect(coefficients[i]).toBeCloseTo(forward, 9);
            expect(samples[i]).toBeCloseTo(inverse, 9);
          }
        },
      ),
      { numRuns: 20, seed: 5 },
    );
  });

  it('is undone by its inverse and keeps the energy', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -200, max: 200, noNaN: true }), { minLength: 64, maxLength: 64 }),
        (values) => {
          const block = Float64Array.from(values);
          const energy = values.reduce((s, v) => s + v * v, 0);
          forwardDct(block);
          expect(block.reduce((s, v) => s + v * v, 0)).toBeCloseTo(energy, 3);
          inverseDct(block);
          values.forEach((v, i) => {
            expect(block[i]).toBeCloseTo(v, 6);
          });
        },
      ),
      { numRuns: 20, seed: 3 },
    );
  });
});
