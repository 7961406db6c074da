import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeTiff } from '../../src/formats/grids/tiff/encodeTiff.js';
import { geoFields } from '../../src/formats/grids/tiff/georeference.js';
import { readRaster } from '../../src/formats/pictures/readRaster.js';
import { InputError } from '../../src/model/errors.js';
import { readPicture } from '../../src/web/pictures/readPicture.js';
import { samples } from '../cli/runUnhue.js';
import { writeApng } from '../formats/pictures/films/writeApng.js';
import { writeGif } from '../formats/pictures/films/writeGif.js';

const nowhere = () => Promise.reject(new Error('no browser here'));

/** Both readers give the same picture, or both fail. */
async function expectSame(bytes: Uint8Array, options: { readonly frame?: number } = {}): Promise<void> {
  const node = await readRaster(bytes, options);
  const { input, readJpeg } = await readPicture(bytes, 'it', nowhere, options);
  expect([input.raster.width, input.raster.height]).toEqual([node.raster.width, node.raster.height]);
  expect(Buffer.compare(Buffer.from(input.raster.data), Buffer.from(node.raster.data))).toBe(0);
  expect(input.ignore && Buffer.from(input.ignore)).toEqual(
    node.transparent && Buffer.from(node.transparent),
  );
  expect(input.sha256).toBe(node.sha256);
  expect(input.warnings).toEqual(node.warnings);
  expect(readJpeg?.()?.components.length).toBe(node.readJpeg?.()?.components.length);
}

/** Pixels of all kinds of colours and alphas, some wholly transparent. */
function pixels(width: number, height: number, channels: number): Uint8Array {
  let state = width;
  return Uint8Array.from({ length: width * height * channels }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return i % 9 === 0 ? 0 : state >>> 24;
  });
}

describe('a picture read in the page', () => {
  it.each(readdirSync(samples).filter((name) => /(?<!overlay)\.(png|jpg)$/.test(name)))(
    'has the bytes that the command line decodes: %s',
    async (name) => expectSame(readFileSync(join(samples, name))),
  );

  it.each([1, 2, 3, 4] as const)(
    'has them with %i channels, of 8 and of 16 bits, interlaced or not',
    async (channels) => {
      const raw = { width: 21, height: 13, channels };
      const picture = sharp(pixels(21, 13, channels), { raw });
      for (const progressive of [false, true]) {
        await expectSame(await picture.clone().png({ progressive }).toBuffer());
        await expectSame(await picture.clone().toColourspace('rgb16').png({ progressive }).toBuffer());
      }
    },
  );

  it.each([2, 4, 16, 200])('has them from a palette of %i colours', async (colours) => {
    const raw = { width: 37, height: 23, channels: 4 as const };
    await expectSame(
      await sharp(pixels(37, 23, 4), { raw })
        .png({ palette: true, colours })
        .toBuffer(),
    );
  });

  it('has them from greys of few bits', async () => {
    const raw = { width: 21, height: 13, channels: 1 as const };
    for (const colours of [2, 4, 16])
      await expectSame(
        await sharp(pixels(21, 13, 1), { raw })
          .png({ palette: true, colours })
          .toBuffer(),
      );
    const grey = new PNG({ width: 5, height: 4 });
    grey.data.fill(77);
    await expectSame(PNG.sync.write(grey, { colorType: 0 }));
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'stands upright where EXIF orientation %i says how',
    async (orientation) => {
      const raw = { width: 19, height: 11, channels: 3 as const };
      await expectSame(
        await sharp(pixels(19, 11, 3), { raw })
          .withMetadata({ orientation })
          .jpeg()
          .toBuffer(),
      );
    },
  );

  it.each(['none', 'lzw', 'deflate', 'packbits'] as const)(
    'has them from a tiff packed by %s, of 8 and of 16 bits',
    async (compression) => {
      for (const channels of [1, 2, 3, 4] as const) {
        const picture = sharp(pixels(21, 13, channels), { raw: { width: 21, height: 13, channels } });
        await expectSame(await picture.clone().tiff({ compression }).toBuffer());
        await expectSame(await picture.clone().toColourspace('rgb16').tiff({ compression }).toBuffer());
        await expectSame(
          await picture.clone().tiff({ compression, tile: true, predictor: 'none' }).toBuffer(),
        );
      }
    },
  );

  it('has them from plain bitmaps, and knows where a tiff lies on the ground', async () => {
    const head = Buffer.from('P6 5 4 255\n');
    await expectSame(Buffer.concat([head, pixels(5, 4, 3)]));
    const short = (tag: number, ...values: number[]) => ({ tag, type: 'short' as const, values });
    const place = { west: 10, north: 60, xStep: 0.5, yStep: 0.25, flipX: false, flipY: false };
    const fields = [
      ...[short(256, 16), short(257, 16), short(258, 8), short(259, 1), short(262, 1), short(277, 1)],
      ...[short(322, 16), short(323, 16), ...geoFields({ ...place, crs: 4326 })],
    ];
    const tiff = Buffer.concat(encodeTiff([{ fields, tiles: [pixels(16, 16, 1)] }]));
    await expectSame(tiff);
    const { input } = await readPicture(tiff, 'it', nowhere);
    expect(input.ground).toEqual({ corner: [10, 60], step: [0.5, -0.25], crs: 4326, isGeographic: true });
  });

  it('has those of each frame of a gif and of an animated png, and of each page of a tiff', async () => {
    const palette = pixels(16, 1, 3);
    const gif = writeGif(
      21,
      17,
      palette,
      [0, 1, 2].map((k) => ({
        ...{ x: k, y: 2 * k, width: 21 - k, height: 13, disposal: k + 1, transparent: 3 },
        indices: pixels(21 - k, 13, 1).map((value) => value >> 4),
      })),
    );
    const apng = writeApng(
      [0, 1, 2].map((k) => ({
        ...{ x: k, y: 2 * k, width: 21 - 2 * k, height: 13 - 3 * k, disposal: 2 - k, blend: k % 2 },
        rgba: pixels(21 - 2 * k, 13 - 3 * k, 4),
      })),
    );
    const short = (tag: number, value: number) => ({ tag, type: 'short' as const, values: [value] });
    const tiff = encodeTiff(
      [16, 32, 48].map((side) => ({
        fields: [
          ...[256, 257, 322, 323].map((tag) => short(tag, side)),
          ...[short(258, 8), short(259, 1), short(262, 1), short(277, 1)],
        ],
        tiles: [pixels(side, side, 1)],
      })),
    );
    for (const film of [gif, apng, Buffer.concat(tiff)]) {
      await expectSame(film);
      for (const frame of [0, 1, 2]) await expectSame(film, { frame });
      const message = 'has no such frame: it holds 3 frames, the first of which is 0';
      await expect(readRaster(film, { frame: 3 })).rejects.toThrow(message);
      await expect(readPicture(film, 'it', nowhere, { frame: 3 })).rejects.toThrow(message);
    }
  });

  it('is refused in one sentence where there is none', async () => {
    const png = readFileSync(join(samples, 'notebook.png'));
    const said = (bytes: Uint8Array) =>
      readPicture(bytes, 'x.png', nowhere).then(
        () => 'read',
        (error: unknown) => (error instanceof InputError ? error.message : 'not foreseen'),
      );
    expect(await said(new Uint8Array())).toMatch(/^x\.png is empty/);
    expect(await said(Buffer.from('a,b\n1,2\n'))).toMatch(/not a picture that this page can read/);
    expect(await said(png.subarray(0, png.length / 2))).toBe('x.png is damaged or truncated');
    expect(await said(readFileSync(join(samples, 'jpeg.jpg')).subarray(0, 3000))).toMatch(/damaged/);
  });
});
