import { blurred, fractal, gradientNoise, sampled } from './noise.js';
import type { Draws } from './random.js';

/** Fields of parts with edges, and the smoothest ones. All are row-major, in any units. */

/** A coarse data grid, each cell a block of pixels: correlated, independent, or a correlation matrix. */
export function cells(width: number, height: number, draw: Draws): Float64Array {
  const columns = draw.integer(6, 48);
  const rows = draw.integer(6, 48);
  const smooth = fractal(gradientNoise(draw), 3);
  const grain = draw.pick([0, 0.1, 0.5, 3]);
  const values = Float64Array.from(
    { length: rows * columns },
    (_, i) => smooth((i % columns) / 9, Math.floor(i / columns) / 9) + grain * draw.normal(),
  );
  return Float64Array.from({ length: width * height }, (_, i) => {
    const row = Math.floor(((Math.floor(i / width) + 0.5) * rows) / height);
    const column = Math.floor((((i % width) + 0.5) * columns) / width);
    return values[row * columns + column]!;
  });
}

/** Tissue: each pixel in the compartment whose noise is strongest there, with the compartment's mean and texture. */
export function tissue(width: number, height: number, draw: Draws): Float64Array {
  const scale = draw.uniform(2, 6);
  const texture = fractal(gradientNoise(draw), 3);
  const compartments = Array.from({ length: draw.integer(3, 6) }, () => ({
    noise: fractal(gradientNoise(draw), 4),
    mean: draw.uniform(0, 1),
    roughness: draw.uniform(0, 0.12),
  }));
  const field = sampled(width, height, (x, y) => {
    let strongest = compartments[0]!;
    let strength = Number.NEGATIVE_INFINITY;
    for (const compartment of compartments) {
      const s = compartment.noise(scale * x, scale * y);
      if (s > strength) [strongest, strength] = [compartment, s];
    }
    return strongest.mean + strongest.roughness * texture(25 * x, 25 * y);
  });
  // Instruments are never sharper than their pixels.
  const imaged = draw.chance(0.7) ? blurred(field, width, height, 1) : field;
  const grain = draw.uniform(0, 0.03);
  return imaged.map((v) => v + grain * draw.normal());
}

/** A slow gradient that stands still on a few plateaus. */
export function plateaus(width: number, height: number, draw: Draws): Float64Array {
  const angle = draw.uniform(0, 2 * Math.PI);
  const slow = fractal(gradientNoise(draw), 2);
  const levels = draw.integer(2, 6);
  const flat = draw.uniform(0.3, 0.8);
  return sampled(width, height, (x, y) => {
    const v = levels * (x * Math.cos(angle) + y * Math.sin(angle) + 0.4 * slow(1.5 * x, 1.5 * y));
    const rise = Math.max(0, (v - Math.floor(v) - flat) / (1 - flat));
    return Math.floor(v) + rise * rise * (3 - 2 * rise);
  });
}

/** A mixture of Gaussians, long and round, up and down. */
export function gaussians(width: number, height: number, draw: Draws): Float64Array {
  const ratio = { x: width / Math.min(width, height), y: height / Math.min(width, height) };
  const hills = Array.from({ length: draw.integer(3, 12) }, () => ({
    x: draw.uniform(0, ratio.x),
    y: draw.uniform(0, ratio.y),
    long: draw.uniform(0.08, 0.5),
    short: draw.uniform(0.05, 0.3),
    angle: draw.uniform(0, Math.PI),
    height: draw.uniform(-1, 1),
  }));
  return sampled(width, height, (x, y) => {
    let sum = 0;
    for (const h of hills) {
      const along = (x - h.x) * Math.cos(h.angle) + (y - h.y) * Math.sin(h.angle);
      const across = (y - h.y) * Math.cos(h.angle) - (x - h.x) * Math.sin(h.angle);
      sum += h.height * Math.exp(-((along / h.long) ** 2) - (across / h.short) ** 2);
    }
    return sum;
  });
}
