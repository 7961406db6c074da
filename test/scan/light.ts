import type { Raster } from '../../src/model/types.js';
import { filled } from '../../src/numeric/filled.js';
import type { Point } from '../../src/scan/projective.js';

/** A picture in linear light, 0…1: what dots, lenses and sensors add up. */
export interface Light {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue; width × height each. */
  readonly planes: readonly Float32Array[];
}

const linear = Float32Array.from({ length: 256 }, (_, v) => {
  const share = v / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

export function lightOf({ width, height, data }: Raster): Light {
  const planes = [0, 1, 2].map((c) =>
    filled(new Float32Array(width * height), (i) => linear[data[4 * i + c]!]!),
  );
  return { width, height, planes };
}

/** The bytes of sRGB. */
export function encodedLight({ width, height, planes }: Light): Raster {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (const [c, plane] of planes.entries())
    for (let i = 0; i < plane.length; i++) {
      const share = Math.min(1, Math.max(0, plane[i]!));
      data[4 * i + c] = 255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055);
    }
  return { width, height, data };
}

/** The light at a place, linearly between pixels; beyond the picture its border goes on. */
export function lightAt({ width, height, planes }: Light, [x, y]: Point, out: Float64Array): void {
  const u = Math.max(0, Math.min(width - 1.001, x - 0.5));
  const v = Math.max(0, Math.min(height - 1.001, y - 0.5));
  const [f, g] = [u % 1, v % 1];
  const o = Math.floor(v) * width + Math.floor(u);
  for (let c = 0; c < planes.length; c++) {
    const plane = planes[c]!;
    out[c] =
      (1 - g) * ((1 - f) * plane[o]! + f * plane[o + 1]!) +
      g * ((1 - f) * plane[o + width]! + f * plane[o + width + 1]!);
  }
}

/** Through a Gaussian of this standard deviation in pixels. */
export function blurred({ width, height, planes }: Light, deviation: number): Light {
  const reach = Math.ceil(3 * deviation);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-(((k - reach) / deviation) ** 2) / 2),
  );
  const total = weights.reduce((sum, w) => sum + w, 0);
  const along = (plane: Float32Array, step: number, length: number): Float32Array => {
    const soft = new Float32Array(plane.length);
    for (let i = 0; i < plane.length; i++) {
      const at = Math.floor(i / step) % length;
      const isInner = at >= reach && at + reach < length;
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const off = isInner ? k : Math.min(length - 1, Math.max(0, at + k)) - at;
        sum += weights[k + reach]! * plane[i + off * step]!;
      }
      soft[i] = sum / total;
    }
    return soft;
  };
  return { width, height, planes: planes.map((plane) => along(along(plane, 1, width), width, height)) };
}
