import { describe, expect, it } from 'vitest';
import { overlaid } from '../../../src/decode/shading/blend.js';
import { fitShaded } from '../../../src/decode/shading/gaussNewton.js';
import { type Illumination, pointOn, surfacePoint } from '../../../src/decode/shading/illumination.js';
import { directionOfLight } from '../../../src/decode/shading/lampDirection.js';
import { shadingSurface } from '../../../src/decode/shading/surface.js';
import type { Colourmap } from '../../../src/model/types.js';

const hues = [255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 255];
const rainbow: Colourmap = {
  colours: Float64Array.from(hues),
  positions: Float64Array.from({ length: 6 }, (_, k) => k / 5),
  closed: false,
  accuracy: { standardError: 0, endsKnown: true },
  source: 'file',
  confidence: 1,
};
const surface = shadingSurface(rainbow, overlaid);
const [width, height] = [60, 50];

/** Hills, and their colours under a lamp; slopes by the one-sided and central differences of numpy's gradient. */
function lit(lamp: Illumination) {
  const t = Float64Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    return 0.5 + 0.2 * Math.sin(x / 7) * Math.cos(y / 6) + 0.2 * Math.sin((x + 2 * y) / 23);
  });
  const colours = new Float32Array(3 * t.length);
  const point = surfacePoint();
  for (let i = 0; i < t.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    const [l, r] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
    const [a, b] = [Math.max(0, y - 1), Math.min(height - 1, y + 1)];
    const gx = (t[y * width + r]! - t[y * width + l]!) / (r - l);
    const gy = (t[b * width + x]! - t[a * width + x]!) / (b - a);
    const intensity =
      lamp.offset + (lamp.a * gx + lamp.b * gy + lamp.c) / Math.sqrt(1 + lamp.p * gx * gx + lamp.q * gy * gy);
    pointOn(surface, t[i]!, Math.min(1, Math.max(0, intensity)), point);
    for (let c = 0; c < 3; c++) colours[3 * i + c] = Math.floor(point.colour[c]! + 0.5);
  }
  return { t, scene: { surface, colours, off: new Uint8Array(t.length), width } };
}

const lamp: Illumination = { offset: 0.3, a: 8, b: 5, c: 0.4, p: 400, q: 400 };

describe('a field under its own light', () => {
  it('is found with its lamp from a rough guess of both', () => {
    const { t, scene } = lit(lamp);
    const rough = t.map((v, i) => v + 0.01 * Math.sin(i * 1.7));
    const guess = { offset: 0.4, a: 5, b: 5, c: 0.3, p: 200, q: 200 };
    const stage = { soft: 20, lambda: 1e4, rounds: 30, tolerance: 0.05 };
    const fit = fitShaded(scene, rough, guess, stage, [0, 1, 2, 3, 4]);
    const error = Math.sqrt(fit.t.reduce((sum, v, i) => sum + (v - t[i]!) ** 2, 0) / t.length);
    expect(error).toBeLessThan(0.002);
    expect(Math.atan2(fit.light.b, fit.light.a)).toBeCloseTo(Math.atan2(lamp.b, lamp.a), 1);
  });

  it('never costs more than what it started from, and leaves a held lamp alone', () => {
    const { t, scene } = lit(lamp);
    const stage = { soft: 20, lambda: 1e4, rounds: 0, tolerance: 0.05 };
    const rough = t.map((v, i) => v + 0.02 * Math.cos(i * 0.9));
    const before = fitShaded(scene, rough, lamp, stage, []);
    const after = fitShaded(scene, rough, lamp, { ...stage, rounds: 3 }, []);
    expect(after.cost).toBeLessThan(before.cost);
    expect(after.light).toEqual(lamp);
    expect(before.t).toEqual(rough);
  });
});

describe('the direction of light', () => {
  it('is that of the lamp over hills that are known, and explains nothing where light is even', () => {
    const { t, scene } = lit(lamp);
    const { x, y, gain } = directionOfLight(scene, t);
    expect(Math.atan2(y, x)).toBeCloseTo(Math.atan2(lamp.b, lamp.a), 0);
    expect(gain).toBeGreaterThan(0.5);
    const unlit = lit({ offset: 0.5, a: 0, b: 0, c: 0, p: 0, q: 0 });
    expect(directionOfLight(unlit.scene, unlit.t).gain).toBeLessThan(0.02);
  });
});
