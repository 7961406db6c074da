import sharp, { type Region } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readJpegCoefficients } from '../../src/jpeg/coefficients.js';
import { coefficientsOfPixels } from '../../src/jpeg/pixelCoefficients.js';
import type { Raster } from '../../src/model/types.js';

/** Whole units of the file: it holds no blocks but those of the picture. */
const [width, height] = [128, 96];

/** Waves of many lengths, in grey. */
const waves = Uint8Array.from({ length: width * height }, (_, p) => {
  const [x, y] = [p % width, Math.floor(p / width)];
  return 128 + 45 * Math.sin(x / 3 + y / 17) + 35 * Math.cos((x * y) / 190) + 20 * Math.sin(y / 1.7);
});

const picture = () => sharp(waves, { raw: { width, height, channels: 1 } });

/** What libjpeg-turbo, or a png's decoder, makes of a file, or of a part of it. */
async function rasterOf(bytes: Buffer, box?: Region): Promise<Raster> {
  const whole = sharp(bytes);
  const { data, info } = await (box ? whole.extract(box) : whole)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: Uint8ClampedArray.from(data) };
}

describe('the coefficients of a grey JPEG that was saved again without loss', () => {
  it.each([55, 75, 92])('are those of the file, at quality %i', async (quality) => {
    const bytes = await picture().jpeg({ quality }).toBuffer();
    const [component] = readJpegCoefficients(bytes).components;
    const found = coefficientsOfPixels(await rasterOf(bytes))!;
    const [own] = found.coefficients.components;
    expect([found.left, found.top]).toEqual([0, 0]);
    let differing = 0;
    component!.coefficients.forEach((k, i) => {
      const value = k * component!.quantisation[i % 64]!;
      if (value !== own!.coefficients[i]! * own!.quantisation[i % 64]!) differing++;
    });
    expect(differing / component!.coefficients.length).toBeLessThan(0.005);
  });

  it('are found wherever the picture was cut out of it', async () => {
    const bytes = await picture().jpeg({ quality: 75 }).toBuffer();
    const cut = await rasterOf(bytes, { left: 11, top: 5, width: 90, height: 80 });
    expect(coefficientsOfPixels(cut)).toMatchObject({ left: 3, top: 5 });
  });

  it('have the steps of the others where a wave occurs nowhere', async () => {
    const smooth = waves.map((_, p) => 128 + 60 * Math.sin((p % width) / 9) + 50 * Math.cos(p / width / 7));
    const bytes = await sharp(smooth, { raw: { width, height, channels: 1 } })
      .jpeg({ quality: 70 })
      .toBuffer();
    const steps = readJpegCoefficients(bytes).components[0]!.quantisation;
    const found = coefficientsOfPixels(await rasterOf(bytes))?.coefficients.components[0]?.quantisation;
    for (let i = 1; i < 64; i++) expect(Math.abs(found![i]! / steps[i]! - 1)).toBeLessThan(0.25);
  });

  it('are not seen in what was never compressed, nor in colours', async () => {
    expect(coefficientsOfPixels(await rasterOf(await picture().png().toBuffer()))).toBeUndefined();
    const tinted = await sharp(await picture().toColourspace('srgb').png().toBuffer())
      .tint({ r: 255, g: 120, b: 60 })
      .jpeg({ quality: 70 })
      .toBuffer();
    expect(coefficientsOfPixels(await rasterOf(tinted))).toBeUndefined();
  });
});
