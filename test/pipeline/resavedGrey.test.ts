import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type PictureLike, recoverFigure } from '../../src/index.js';

const [width, height] = [120, 104];

/** A rough field: waves as short as a pixel and a half beside broad ones. */
const field = Float64Array.from({ length: width * height }, (_, p) => {
  const [x, y] = [p % width, Math.floor(p / width)];
  const fine = Math.sin(4.1 * x + 2.9 * y + 3 * Math.sin(y / 5)) * Math.cos(3.7 * y - x);
  return 0.5 + 0.25 * Math.sin(x / 13 + y / 21) + 0.2 * fine;
});

/** The field in greys, as a JPEG saved again as png: nothing but pixels is known of it. */
async function resaved(quality: number): Promise<PictureLike> {
  const greys = Uint8Array.from(field, (share) => Math.floor(256 * share));
  const jpeg = await sharp(greys, { raw: { width, height, channels: 1 } })
    .jpeg({ quality })
    .toBuffer();
  const data = await sharp(jpeg).toColourspace('srgb').ensureAlpha().raw().toBuffer();
  return { width, height, data: Uint8ClampedArray.from(data) };
}

describe('a grey JPEG that was saved again without loss', () => {
  it.each(['gray', 'blind'])('has standard errors as large as its errors, by %s', async (colourmap) => {
    const [panel] = await recoverFigure(await resaved(60), { plot: 'all', colourbar: 'none', colourmap });
    const { t, sigma, mask } = panel!.decoded;
    const [least, most] = [Math.min(...field), Math.max(...field)];
    // A blind order goes from end to end of what the picture shows.
    const share = (v: number) => (colourmap === 'blind' ? (v - least) / (most - least) : v);
    const valid = [...field.keys()].filter((p) => mask[p] === 1);
    const errors = valid.map((p) => Math.abs(t[p]! - share(field[p]!)));
    const within = (k: number) => errors.filter((e, i) => e < k * sigma[valid[i]!]!).length / errors.length;
    expect(valid.length).toBeGreaterThan(0.97 * field.length);
    expect(errors.reduce((sum, e) => sum + e, 0) / errors.length).toBeGreaterThan(0.02);
    expect(within(1)).toBeGreaterThan(0.5);
    expect(within(2)).toBeGreaterThan(0.8);
    expect(panel!.confidence).toBeLessThan(0.5);
    expect(panel!.warnings.map(({ code }) => code)).toContain('compression-noise');
  });
});
