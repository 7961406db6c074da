import { expect, it } from 'vitest';
import { PixelKind } from '../../src/model/pixelKind.js';
import type { Colourmap, Raster } from '../../src/model/types.js';
import { rainbow } from '../colourmap/bar/paintedBar.js';
import { decoded } from './decoded.js';

const [width, height, levels] = [120, 90, 256];
const positions = Float64Array.from({ length: levels }, (_, k) => (k + 0.5) / levels);
const map: Colourmap = {
  colours: Float64Array.from([...positions].flatMap((t) => [...rainbow(t)])),
  positions,
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  levels,
  source: 'named',
  confidence: 1,
};
const field = Float32Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  return 0.5 + 0.23 * Math.sin(x / 17 + y / 40) + 0.2 * Math.cos(y / 13);
});
const data = new Uint8ClampedArray(4 * field.length).fill(255);
field.forEach((v, i) => {
  data.set(rainbow((Math.floor(v * levels) + 0.5) / levels).map(Math.floor), 4 * i);
});
const raster: Raster = { width, height, data };
const within = (left: number, right: number): Uint8Array =>
  field.map((_, i) => (i % width >= left && i % width < right ? 1 : 0)) as unknown as Uint8Array;

it('gives what was masked the value of its colour, and leaves the rest as it was', () => {
  const [ignore, restore] = [within(30, 60), within(40, 50)];
  const before = decoded(raster, map, { ignore });
  const { t, sigma, kind, mask } = decoded(raster, map, { ignore, restore });
  for (let p = 0; p < t.length; p++) {
    const isBack = restore[p] === 1;
    expect(mask[p]).toBe(isBack ? 1 : before.mask[p]);
    if (!isBack) {
      expect(t[p]).toBe(before.t[p]);
      continue;
    }
    expect(kind[p]).toBe(PixelKind.data);
    expect(Math.abs(t[p]! - field[p]!)).toBeLessThan(3 * sigma[p]!);
    expect(sigma[p]).toBeLessThan(2 / levels);
  }
});

it('says how far off the colours of a veil may be', () => {
  const restore = within(40, 50);
  const veiled = data.slice();
  for (let p = 0; p < field.length; p++)
    if (restore[p] === 1)
      for (let c = 0; c < 3; c++) veiled[4 * p + c] = 0.7 * veiled[4 * p + c]! + 0.3 * 255;
  const { t, sigma, mask } = decoded({ width, height, data: veiled }, map, { restore, ignore: restore });
  const errors = Array.from(t.keys())
    .filter((p) => restore[p] === 1)
    .map((p) => [mask[p]!, Math.abs(t[p]! - field[p]!) / sigma[p]!] as const);
  expect(errors.every(([is]) => is === 1)).toBe(true);
  expect(errors.filter(([, share]) => share < 2).length / errors.length).toBeGreaterThan(0.95);
});
