import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { RecoveryError } from '../../src/model/errors.js';
import type { Raster } from '../../src/model/types.js';
import { pointsAt } from '../../src/numeric/curves/polyline.js';
import { randomSource } from '../../src/numeric/randomSource.js';
import { relabelledError } from '../bench/score.js';
import { recoveredBare } from '../decode/decoded.js';

const [width, height] = [160, 120];

/** A sum of waves with random phases, 0…1: smooth, many hills, all values. */
function randomField(seed: number): Float64Array {
  const random = randomSource(seed);
  const waves = Array.from({ length: 8 }, () => ({
    u: (random() - 0.5) / 5,
    v: (random() - 0.5) / 5,
    phase: 2 * Math.PI * random(),
  }));
  const field = Float64Array.from({ length: width * height }, (_, p) =>
    waves.reduce(
      (sum, { u, v, phase }) => sum + Math.sin(u * (p % width) + v * Math.floor(p / width) + phase),
      0,
    ),
  );
  const low = field.reduce((a, b) => Math.min(a, b));
  const high = field.reduce((a, b) => Math.max(a, b));
  return field.map((v) => (v - low) / (high - low));
}

/** A smooth open locus in no library: dark to light, swinging through hues by random amounts. */
function randomLocus(seed: number): Float64Array {
  const random = randomSource(seed);
  const [a, b, c, d] = [random(), random(), random(), random()];
  return Float64Array.from(
    Array.from({ length: 256 }, (_, i) => {
      const t = i / 255;
      const swing = 45 * Math.sin(Math.PI * t);
      return [
        20 + 210 * t + swing * Math.sin(2 * Math.PI * (a + (0.5 + 0.4 * b) * t)),
        20 + 210 * t + swing * Math.sin(2 * Math.PI * (c + (0.5 + 0.4 * d) * t)),
        20 + 210 * t + swing * Math.cos(2 * Math.PI * (a + c + 0.6 * t)),
      ];
    }).flat(),
  ).map((v) => Math.round(Math.min(255, Math.max(0, v))));
}

function drawn(field: Float64Array, table: Float64Array): Raster {
  const levels = Float64Array.from({ length: 256 }, (_, i) => i);
  const data = new Uint8ClampedArray(4 * field.length).fill(255);
  const at = field.map((t) => Math.min(255, Math.floor(256 * t)));
  pointsAt(table, levels, at).forEach((v, i) => {
    data[4 * Math.floor(i / 3) + (i % 3)] = v;
  });
  return { width, height, data };
}

async function throughJpeg(raster: Raster, quality: number): Promise<Raster> {
  const jpeg = await sharp(raster.data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
  const data = await sharp(jpeg).ensureAlpha().raw().toBuffer();
  return { width, height, data: new Uint8ClampedArray(data) };
}

describe('the map found from the pixels alone', () => {
  it('brings back random fields drawn in random maps, exactly as far as levels tell', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const field = randomField(seed);
        const { decoded, confidence } = recoveredBare(drawn(field, randomLocus(seed + 1)));
        expect(relabelledError(field, decoded.t, decoded.mask, 1)).toBeLessThan(0.0015);
        expect(confidence).toBeGreaterThan(0.8);
      }),
      { seed: 11, numRuns: 5 },
    );
  });

  it('brings them back through JPEG', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), fc.constantFrom(60, 75, 90), async (seed, quality) => {
        const field = randomField(seed);
        const raster = await throughJpeg(drawn(field, randomLocus(seed + 1)), quality);
        const { decoded, confidence } = recoveredBare(raster);
        expect(relabelledError(field, decoded.t, decoded.mask, 1)).toBeLessThan(0.01);
        expect(decoded.mask.includes(0)).toBe(false);
        expect(confidence).toBeGreaterThan(0.5);
      }),
      { seed: 12, numRuns: 5 },
    );
  }, 30_000);

  it('gives the same result twice, and the reverse when asked', () => {
    const raster = drawn(randomField(5), randomLocus(6));
    const once = recoveredBare(raster);
    expect(isDeepStrictEqual(recoveredBare(raster).decoded.t, once.decoded.t)).toBe(true);
    const turned = recoveredBare(raster, { reverse: true });
    for (let p = 0; p < 50; p++) expect(turned.decoded.t[p]).toBeCloseTo(1 - once.decoded.t[p]!, 3);
  });

  it('moves no value out of its level, and none at all when told not to smooth', () => {
    const raster = drawn(randomField(8), randomLocus(9));
    const levels = recoveredBare(raster, { smooth: 'off' });
    const smooth = recoveredBare(raster);
    expect(levels.facts.smoothed).toMatchObject({ how: 'none', share: 0 });
    expect(smooth.facts.smoothed).toMatchObject({ how: 'interval' });
    expect(smooth.facts.smoothed.share).toBeGreaterThan(0);
    const half = 0.5 / levels.colourmap.positions.length + 1e-6;
    levels.decoded.t.forEach((t, p) => {
      expect(Math.abs(smooth.decoded.t[p]! - t)).toBeLessThan(half);
    });
  });

  it('refuses a picture of one colour', () => {
    const raster = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(200) };
    expect(() => recoveredBare(raster)).toThrow(RecoveryError);
    expect(() => recoveredBare(raster)).toThrow(/one colour/);
  });
});
