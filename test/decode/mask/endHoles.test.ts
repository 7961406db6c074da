import { describe, expect, it } from 'vitest';
import { markEndHoles, ordinaryChange } from '../../../src/decode/mask/endHoles.js';
import type { Colourmap, Raster } from '../../../src/model/types.js';
import { randomSource } from '../../../src/numeric/randomSource.js';
import { decoded } from '../decoded.js';

const width = 180;
const height = 140;

/** Black to white in 256 levels. */
const grey: Colourmap = {
  colours: Float64Array.from({ length: 768 }, (_, i) => Math.floor(i / 3)),
  positions: Float64Array.from({ length: 256 }, (_, k) => (k + 0.5) / 256),
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  levels: 256,
  source: 'named',
  confidence: 1,
};

function drawn(at: (x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const v = at(i % width, Math.floor(i / width));
    data.fill(Number.isNaN(v) ? 255 : Math.floor(256 * Math.min(0.9999, Math.max(0, v))), 4 * i, 4 * i + 3);
  }
  return { width, height, data };
}

const waves = (x: number, y: number): number =>
  0.45 + 0.2 * Math.sin(x / 23 + y / 40) + 0.2 * Math.cos(y / 19);
const masked = (mask: Uint8Array): number => mask.reduce((sum, m) => sum + 1 - m, 0);

describe('holes in a colour in which the map ends', () => {
  it('are told by their jump', () => {
    const inHole = (x: number, y: number) => Math.hypot(x - 90, y - 60) < 25 || x < 6;
    const { mask } = decoded(
      drawn((x, y) => (inHole(x, y) ? Number.NaN : waves(x, y))),
      grey,
    );
    for (let i = 0; i < mask.length; i++)
      if (inHole(i % width, Math.floor(i / width))) expect(mask[i]).toBe(0);
    expect(masked(mask)).toBeLessThan(1.15 * (Math.PI * 25 ** 2 + 6 * height));
  });

  it('are not seen in extremes that the field leads up to, steep and cut off ones too', () => {
    const peak = (x: number, y: number): number => 1.5 * Math.exp(-((x - 90) ** 2 + (y - 60) ** 2) / 400);
    for (const at of [peak, (x: number, y: number) => 1.3 * waves(x, y) + 0.1, (x: number) => 1.4 - x / 90])
      expect(masked(decoded(drawn(at), grey).mask)).toBe(0);
  });

  it('are told of any map, though rounding keeps its last colour from its very end', () => {
    const bent: Colourmap = {
      ...grey,
      colours: grey.colours.map((v, i) =>
        i % 3 === 0 ? 255 * (v / 255) ** 0.6 : i % 3 === 1 ? v : 255 * (v / 255) ** 2,
      ),
    };
    const isLost = (x: number) => x % 60 === 30;
    const picture = drawn((x, y) => (isLost(x) ? Number.NaN : waves(x, y)));
    const data = picture.data.map((v, o) => (o % 4 === 3 ? v : Math.round(bent.colours[3 * v + (o % 4)]!)));
    const { mask } = decoded({ ...picture, data }, bent);
    for (let i = 0; i < mask.length; i++) if (isLost(i % width)) expect(mask[i]).toBe(0);
    expect(masked(mask)).toBeLessThan(4 * 3 * height);
  });

  it('are not seen in stars, whose light falls off within a few pixels', () => {
    const random = randomSource(9);
    const stars = Array.from(
      { length: 60 },
      () => [180 * random(), 140 * random(), 1 + 3 * random()] as const,
    );
    const sky = (x: number, y: number): number =>
      stars.reduce(
        (sum, [u, v, light]) => sum + light * Math.exp(-((x - u) ** 2 + (y - v) ** 2) / 2.5),
        0.1 + 0.02 * Math.sin(x / 17),
      );
    const t = Float32Array.from({ length: width * height }, (_, i) =>
      Math.min(1, sky(i % width, Math.floor(i / width))),
    );
    const off = new Uint8Array(t.length);
    const suspect = Uint8Array.from(t, (v) => (v === 1 ? 1 : 0));
    markEndHoles(t, off, suspect, width, height, ordinaryChange(t, off, suspect, width, height));
    expect(off.includes(1)).toBe(false);
  });

  it('are not seen among cells', () => {
    const random = randomSource(4);
    const cells = Float64Array.from({ length: 12 * 10 }, () => random());
    cells.fill(1, 40, 43);
    const { mask } = decoded(
      drawn((x, y) => cells[Math.floor(y / 14) * 12 + Math.floor(x / 15)]!),
      grey,
    );
    expect(masked(mask)).toBe(0);
  });
});
