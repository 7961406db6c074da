import { PNG } from 'pngjs';
import sharp, { type PngOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPng } from '../../../../src/formats/pictures/direct/readPng.js';
import { randomSource } from '../../../../src/numeric/randomSource.js';

const [width, height] = [37, 11];

/** Bytes that run on smoothly in places and jump in others. */
function samples(channels: number): Uint8Array {
  const random = randomSource(channels);
  return Uint8Array.from({ length: width * height * channels }, (_, i) =>
    i % 64 < 48 ? (i * 3) & 255 : 256 * random(),
  );
}

const png = (channels: 1 | 2 | 3 | 4, options: PngOptions = {}) =>
  sharp(samples(channels), { raw: { width, height, channels } })
    .toColourspace(channels < 3 ? 'b-w' : 'srgb')
    .png(options)
    .toBuffer();

const direct = (bytes: Uint8Array) => readPng(bytes, () => {});

describe('a png read without sharp', () => {
  it.each([1, 2, 3, 4] as const)('has the samples of %i channels', async (channels) => {
    const bytes = await png(channels);
    const picture = direct(bytes);
    expect(picture?.hasAlpha).toBe(channels % 2 === 0);
    expect(Buffer.compare(Buffer.from(picture!.raster.data), PNG.sync.read(bytes).data)).toBe(0);
  });

  it.each([0, 1, 2, 3, 4])('has the samples of rows filtered by %i', (filterType) => {
    const image = new PNG({ width, height });
    image.data = Buffer.from(samples(4));
    const bytes = PNG.sync.write(image, { filterType });
    expect(Buffer.compare(Buffer.from(direct(bytes)!.raster.data), image.data)).toBe(0);
  });

  it('has the colours of a palette', async () => {
    const bytes = await png(3, { palette: true, colours: 200, dither: 0 });
    expect(bytes[25]).toBe(3);
    expect(Buffer.compare(Buffer.from(direct(bytes)!.raster.data), PNG.sync.read(bytes).data)).toBe(0);
  });

  it('is left to sharp where it is interlaced, has 16 bits or a colour profile', async () => {
    expect(direct(await png(3, { progressive: true }))).toBeUndefined();
    const tagged = await sharp(await png(3))
      .withIccProfile('p3')
      .png()
      .toBuffer();
    expect(direct(tagged)).toBeUndefined();
    const deep = await sharp(await png(3))
      .toColourspace('rgb16')
      .png()
      .toBuffer();
    expect(direct(deep)).toBeUndefined();
  });

  it('is left to sharp wherever a byte is lost or changed', async () => {
    const whole = await png(3);
    for (let at = 0; at < whole.length; at += 7) {
      expect(direct(whole.subarray(0, at))).toBeUndefined();
      const changed = Uint8Array.from(whole);
      changed[at]! ^= 16;
      const picture = direct(changed);
      // What escapes notice is the checksum of rows that have their own.
      if (picture)
        expect(Buffer.compare(Buffer.from(picture.raster.data), PNG.sync.read(whole).data)).toBe(0);
    }
  });

  it('is refused by its size before it is decoded', async () => {
    const sizes: number[][] = [];
    readPng(await png(3), (...size) => sizes.push(size));
    expect(sizes).toEqual([[width, height]]);
    const refuse = () => {
      throw new Error('too large');
    };
    const bytes = await png(3);
    expect(() => readPng(bytes, refuse)).toThrow('too large');
  });
});
