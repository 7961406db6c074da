import type { Draws } from './random.js';

/** A smooth random function of the plane, about −1…1, whose features are one unit across. */
export type Noise = (x: number, y: number) => number;

/** Gradient noise with a fade of fifth degree (Perlin, Improving Noise, 2002, DOI 10.1145/566654.566636). */
export function gradientNoise(draw: Draws): Noise {
  const order = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 255; i > 0; i--) {
    const j = draw.integer(0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const angles = Float64Array.from({ length: 256 }, () => draw.uniform(0, 2 * Math.PI));
  const [east, south] = [angles.map(Math.cos), angles.map(Math.sin)];
  const corner = (ix: number, iy: number, dx: number, dy: number): number => {
    const k = order[(order[ix & 255]! + iy) & 255]!;
    return dx * east[k]! + dy * south[k]!;
  };
  const fade = (t: number) => t * t * t * (t * (6 * t - 15) + 10);
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const dx = x - ix;
    const dy = y - iy;
    const u = fade(dx);
    const top = (1 - u) * corner(ix, iy, dx, dy) + u * corner(ix + 1, iy, dx - 1, dy);
    const below = (1 - u) * corner(ix, iy + 1, dx, dy - 1) + u * corner(ix + 1, iy + 1, dx - 1, dy - 1);
    // The corners reach ±1/√2.
    return Math.SQRT2 * (top + fade(dy) * (below - top));
  };
}

/** Octaves of a noise: each half the size of the one before, weaker by `gain`. */
export function fractal(noise: Noise, octaves: number, gain = 0.5): Noise {
  return (x, y) => {
    let sum = 0;
    let weight = 1;
    // The shift keeps the octaves' lattices apart.
    for (let o = 0; o < octaves; o++, weight *= gain)
      sum += weight * noise(x * 2 ** o + 17.3 * o, y * 2 ** o - 9.1 * o);
    return sum;
  };
}

/** A function of the plane at the pixel centres of a picture, in units of its shorter side. */
export function sampled(width: number, height: number, value: Noise): Float64Array {
  const side = Math.min(width, height);
  const field = new Float64Array(width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) field[i] = value((x + 0.5) / side, (y + 0.5) / side);
  return field;
}

/** The value below which a share of the numbers lies; NaN are left out. */
export function quantile(values: Float64Array, share: number): number {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** Box means of (2r + 1)² pixels, three times over: nearly a Gaussian of standard deviation √(r² + r). */
export function blurred(field: Float64Array, width: number, height: number, r: number): Float64Array {
  let result = field;
  for (let pass = 0; pass < 3; pass++) {
    result = boxMeans(result, width, height, 1, width, r);
    result = boxMeans(result, height, width, width, 1, r);
  }
  return result;
}

/** Means of 2r + 1 entries along lines of `n` entries `step` apart; the lines' starts are `across` apart. */
function boxMeans(field: Float64Array, n: number, lines: number, step: number, across: number, r: number) {
  const result = new Float64Array(field.length);
  for (let line = 0; line < lines; line++)
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let d = -r; d <= r; d++) sum += field[line * across + Math.min(n - 1, Math.max(0, i + d)) * step]!;
      result[line * across + i * step] = sum / (2 * r + 1);
    }
  return result;
}
