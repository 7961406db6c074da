import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { readRaster } from '../../../src/formats/pictures/readRaster.js';
import { explainsPixels } from '../../../src/jpeg/agreement.js';
import { readJpegCoefficients } from '../../../src/jpeg/coefficients.js';
import { InputError } from '../../../src/model/errors.js';
import { warningText } from '../../../src/model/warning.js';
import { recoverFigure } from '../../../src/pipeline/recoverFigure.js';
import { smoothField } from '../../bench/syntheticFigure.js';
import { planarJpeg } from '../../jpeg/planarJpeg.js';

const samples = join(import.meta.dirname, '..', '..', '..', 'samples');
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures');
const pictures = [samples, fixtures].flatMap((folder) =>
  readdirSync(folder)
    .filter((f) => f.endsWith('.png') && !/\.(overlay|truth)\.png$/.test(f))
    .map((f) => join(folder, f)),
);

const pixels = (width: number, height: number, channels: 1 | 2 | 3 | 4, data: number[]) =>
  sharp(Uint8Array.from(data), { raw: { width, height, channels } });
const rgbaOf = async (bytes: Uint8Array, options = {}) => [...(await readRaster(bytes, options)).raster.data];

describe('readRaster', () => {
  it.each(pictures)('gives the same bytes as pngjs for %s', async (path) => {
    const { raster } = await readRaster(path);
    const oracle = PNG.sync.read(readFileSync(path));
    expect([raster.width, raster.height]).toEqual([oracle.width, oracle.height]);
    expect(Buffer.compare(Buffer.from(raster.data), oracle.data)).toBe(0);
  });

  it('does not apply a colour profile, and says that it ignored one', async () => {
    const picture = pixels(2, 1, 3, [200, 30, 40, 10, 220, 60]);
    const plain = await picture.clone().png().toBuffer();
    const tagged = await picture.clone().png().withIccProfile('p3').toBuffer();
    const stored = PNG.sync.read(tagged);
    expect(await rgbaOf(tagged)).toEqual([...stored.data]);
    expect((await readRaster(tagged)).warnings.map(warningText).join()).toMatch(/colour profile .* ignored/);
    expect((await readRaster(plain)).warnings).toEqual([]);
    const srgb = await picture.clone().png().withIccProfile('srgb').toBuffer();
    expect((await readRaster(srgb)).warnings).toEqual([]);
  });

  it('applies EXIF orientation', async () => {
    const turned = await pixels(2, 1, 3, [255, 0, 0, 0, 0, 255])
      .withMetadata({ orientation: 6 })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const { raster } = await readRaster(turned);
    expect([raster.width, raster.height]).toEqual([1, 2]);
    expect([...raster.data]).toEqual([255, 0, 0, 255, 0, 0, 255, 255]);
  });

  it('rounds 16-bit samples to the nearest of 256', async () => {
    const samples = [0, 128, 129, 32768, 65406, 65407, 65535];
    const deep = await sharp(Uint16Array.from(samples), { raw: { width: 7, height: 1, channels: 1 } })
      .toColourspace('grey16')
      .png({ palette: false })
      .toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    const grey = (await rgbaOf(deep)).filter((_, i) => i % 4 === 0);
    expect(grey).toEqual(samples.map((v) => Math.round(v / 257)));
  });

  it.each([
    ['grey', 1, 'grey16'],
    ['colour', 3, 'rgb16'],
  ] as const)('keeps enough of 16-bit %s for values to better than 1/255', async (_, channels, space) => {
    const [width, height] = [120, 80];
    const field = smoothField(width, height, 3);
    const samples = Uint16Array.from({ length: channels * field.length }, (__, i) =>
      Math.round(65535 * field[Math.floor(i / channels)]!),
    );
    const deep = await sharp(samples, { raw: { width, height, channels } })
      .toColourspace(space)
      .png()
      .toBuffer();
    const { raster } = await readRaster(deep);
    const whole = { plot: 'all', colourbar: 'none', colourmap: 'matplotlib:gray', range: [0, 1] } as const;
    const [panel] = await recoverFigure({ raster }, whole);
    const off = panel!.grid.values.map((value, p) => Math.abs(value - field[p]!));
    expect(Math.max(...off)).toBeLessThan(1 / 255);
  });

  it('expands greys and palettes', async () => {
    const grey = await pixels(2, 1, 1, [7, 200]).png().toBuffer();
    expect(await rgbaOf(grey)).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
    const palette = await pixels(2, 1, 3, [255, 0, 0, 0, 0, 255]).png({ palette: true }).toBuffer();
    expect(await rgbaOf(palette)).toEqual([255, 0, 0, 255, 0, 0, 255, 255]);
  });

  it('composites alpha on white or on the background asked for, and marks transparent pixels', async () => {
    const bytes = await pixels(3, 1, 4, [0, 0, 0, 0, 100, 100, 100, 128, 9, 9, 9, 255]).png().toBuffer();
    const onWhite = await readRaster(bytes);
    expect([...onWhite.raster.data].filter((_, i) => i % 4 === 0)).toEqual([
      255,
      Math.round((100 * 128 + 255 * 127) / 255),
      9,
    ]);
    expect([...onWhite.transparent!]).toEqual([1, 0, 0]);
    const onGreen = await readRaster(bytes, { background: [0, 255, 0] });
    expect([...onGreen.raster.data.subarray(0, 4)]).toEqual([0, 255, 0, 255]);
  });

  it('warns of CMYK and of the frames that it leaves out', async () => {
    const cmyk = await pixels(2, 2, 3, Array(12).fill(90)).toColourspace('cmyk').jpeg().toBuffer();
    expect((await readRaster(cmyk)).warnings.map(warningText).join()).toMatch(/CMYK/);
    const frames = await sharp(Uint8Array.from([...Array(12).fill(0), ...Array(12).fill(255)]), {
      raw: { width: 2, height: 4, channels: 3, pageHeight: 2 },
    })
      .gif()
      .toBuffer();
    const first = await readRaster(frames);
    expect([first.raster.height, first.raster.data[0]]).toEqual([2, 0]);
    expect(first.warnings.map(warningText).join()).toMatch(/first of 2 frames/);
    const second = await readRaster(frames, { frame: 1 });
    expect(second.raster.data[0]).toBe(255);
    expect(second.warnings).toEqual([]);
    await expect(readRaster(frames, { frame: 9 })).rejects.toThrow(/no such frame/);
  });

  it.each(['webp', 'tiff', 'avif', 'gif'] as const)('reads %s', async (format) => {
    const bytes = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#3264c8' } })
      [format](format === 'tiff' ? { compression: 'lzw' } : format === 'gif' ? {} : { lossless: true })
      .toBuffer();
    expect((await rgbaOf(bytes)).slice(0, 4)).toEqual([50, 100, 200, 255]);
  });

  it('reads svg', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3" fill="#0a141e"/></svg>';
    expect((await rgbaOf(Buffer.from(svg))).slice(0, 4)).toEqual([10, 20, 30, 255]);
  });

  it('refuses what is too large before decoding it, naming the way out', async () => {
    // The header promises 100,000 × 100,000 pixels; there is not one.
    const header = PNG.sync.write(new PNG({ width: 1, height: 1 }));
    header.writeUInt32BE(100_000, 16);
    header.writeUInt32BE(100_000, 20);
    await expect(readRaster(header)).rejects.toThrow(InputError);
    const small = await pixels(4, 4, 3, Array(48).fill(1)).png().toBuffer();
    await expect(readRaster(small, { maxPixels: 15 })).rejects.toThrow(/4 × 4 pixels.*limit of 15/);
  });

  it('refuses what is no picture, empty, truncated, missing or a folder, in one line', async () => {
    const whole = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 99, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer();
    const png = await pixels(
      64,
      64,
      3,
      Array.from({ length: 12288 }, (_, i) => (i * 7919) % 256),
    )
      .png()
      .toBuffer();
    const cases: [string | Uint8Array, RegExp][] = [
      [Buffer.from('not a picture at all'), /not a picture that unhue can read/],
      [new Uint8Array(0), /empty/],
      [whole.subarray(0, whole.length / 2), /damaged or truncated/],
      [png.subarray(0, png.length / 2), /damaged or truncated/],
      [join(samples, 'nothing-here.png'), /there is no file/],
      [samples, /is a folder/],
    ];
    for (const [source, message] of cases) {
      const failure = await readRaster(source).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InputError);
      expect((failure as Error).message).toMatch(message);
      expect((failure as Error).message).not.toContain('\n');
    }
  });
});

describe('a JPEG that is not YCbCr', () => {
  const width = 64;
  const height = 48;
  const viridisLike = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const t = (Math.floor(i / 3) % width) / (width - 1);
    return Math.round([40 + 200 * t * t, 30 + 200 * t, 90 + 60 * Math.sin(3 * t)][i % 3]!);
  });

  const planes = [0, 1, 2].map((c) => viridisLike.filter((_, i) => i % 3 === c));

  for (const told of ['adobe', 'ids'] as const)
    it(`is read in its own colours, and its coefficients are not taken for luma and chroma (${told})`, async () => {
      const file = await readRaster(planarJpeg(planes, width, height, told));
      for (let p = 0; p < width * height; p++)
        for (let c = 0; c < 3; c++)
          expect(Math.abs(file.raster.data[4 * p + c]! - viridisLike[3 * p + c]!)).toBeLessThan(12);
      expect(file.readJpeg?.()).toBeUndefined();
    });

  it('keeps its coefficients where it says nothing and is YCbCr', async () => {
    const jpeg = await sharp(viridisLike, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 90 })
      .toBuffer();
    expect((await readRaster(jpeg)).readJpeg?.()).toBeDefined();
  });

  it('gives up coefficients that do not explain the decoded pixels', async () => {
    // Without a marker the format's rule makes it YCbCr; a decoder that knew better would show other pixels.
    const jpeg = readJpegCoefficients(planarJpeg(planes, width, height, 'nothing'));
    const shown = { width, height, data: new Uint8ClampedArray(4 * width * height) };
    for (let p = 0; p < width * height; p++)
      shown.data.set([...viridisLike.subarray(3 * p, 3 * p + 3), 255], 4 * p);
    expect(explainsPixels(jpeg, shown)).toBe(false);
  });

  it('has CMYK inks without a profile turned into the colours that they were made from', async () => {
    // C = 255 − R and no black, as programs without colour management write it; Adobe stores complements.
    const noBlack = new Uint8Array(width * height).fill(255);
    const jpeg = planarJpeg([...planes, noBlack], width, height, 'adobe');
    const { raster, warnings } = await readRaster(jpeg);
    let worst = 0;
    for (let p = 0; p < width * height; p++)
      for (let c = 0; c < 3; c++)
        worst = Math.max(worst, Math.abs(raster.data[4 * p + c]! - viridisLike[3 * p + c]!));
    expect(worst).toBeLessThan(16);
    expect(warnings.map(warningText).join()).toMatch(/CMYK/);
  });
});
