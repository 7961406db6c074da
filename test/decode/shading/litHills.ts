import { overlaid } from '../../../src/decode/shading/light/blend.js';
import { type Illumination, pointOn, surfacePoint } from '../../../src/decode/shading/light/illumination.js';
import { shadingSurface } from '../../../src/decode/shading/light/surface.js';
import type { Colourmap } from '../../../src/model/types.js';

const hues = [255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 255];
export const rainbow: Colourmap = {
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
export function lit(lamp: Illumination) {
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

export const lamp: Illumination = { offset: 0.3, a: 8, b: 5, c: 0.4, p: 400, q: 400 };
