import { fractal, gradientNoise, quantile, sampled } from './noise.js';
import type { Draws } from './random.js';

/** Fields as earth and sky give them. All are row-major, in any units; NaN = no data. */

/** Echoes of a weather radar: storms in clusters, speckled; nothing (NaN) where the echo is weak. */
export function radar(width: number, height: number, draw: Draws): Float64Array {
  const ratio = { x: width / Math.min(width, height), y: height / Math.min(width, height) };
  const storms = Array.from({ length: draw.integer(5, 14) }, () => ({
    x: draw.uniform(0, ratio.x),
    y: draw.uniform(0, ratio.y),
    long: draw.uniform(0.06, 0.3),
    short: draw.uniform(0.03, 0.1),
    angle: draw.uniform(-0.5, 1),
    peak: draw.uniform(0.4, 1),
  }));
  const texture = fractal(gradientNoise(draw), 5, 0.6);
  const speckle = draw.uniform(0.01, 0.05);
  const field = sampled(width, height, (x, y) => {
    let echo = 0;
    for (const s of storms) {
      const along = (x - s.x) * Math.cos(s.angle) + (y - s.y) * Math.sin(s.angle);
      const across = (y - s.y) * Math.cos(s.angle) - (x - s.x) * Math.sin(s.angle);
      echo = Math.max(echo, s.peak * Math.exp(-((along / s.long) ** 2) - (across / s.short) ** 2));
    }
    return 0.7 * echo ** 0.6 + 0.25 * texture(7 * x, 7 * y) + speckle * draw.normal();
  });
  const weakest = quantile(field, draw.uniform(0.25, 0.55));
  return field.map((v) => (v < weakest ? Number.NaN : v));
}

/** A star field: a faint nebula, noise, and point sources whose brightness follows a power law, asinh-stretched. */
export function stars(width: number, height: number, draw: Draws): Float64Array {
  const nebula = fractal(gradientNoise(draw), 5, 0.55);
  const depth = draw.uniform(1, 6);
  const grain = draw.uniform(0.2, 0.8);
  const field = sampled(width, height, (x, y) => depth * (1 + nebula(2 * x, 2 * y)) + grain * draw.normal());
  const spread = draw.uniform(0.8, 1.8);
  const count = Math.round((width * height) / draw.uniform(150, 700));
  for (let s = 0; s < count; s++) {
    const flux = Math.min(4000, 4 / draw.uniform(0.0005, 1) ** 1.1);
    const [cx, cy] = [draw.uniform(0, width), draw.uniform(0, height)];
    const reach = Math.ceil(spread * (4 + Math.log(flux)));
    for (let y = Math.max(0, Math.floor(cy) - reach); y < Math.min(height, cy + reach); y++)
      for (let x = Math.max(0, Math.floor(cx) - reach); x < Math.min(width, cx + reach); x++)
        // A Moffat profile: a Gaussian's core with the wings that seeing gives it.
        field[y * width + x]! += flux * (1 + ((x - cx) ** 2 + (y - cy) ** 2) / (2 * spread) ** 2) ** -3;
  }
  return field.map((v) => Math.asinh(v / 4));
}

/** Temperature of a turbulent sea: noise carried round by eddies, with fronts where waters meet. */
export function eddies(width: number, height: number, draw: Draws): Float64Array {
  const ratio = { x: width / Math.min(width, height), y: height / Math.min(width, height) };
  const water = fractal(gradientNoise(draw), 5, 0.45);
  const stir = fractal(gradientNoise(draw), 3);
  const vortices = Array.from({ length: draw.integer(4, 12) }, () => ({
    x: draw.uniform(0, ratio.x),
    y: draw.uniform(0, ratio.y),
    radius: draw.uniform(0.05, 0.25),
    turn: draw.uniform(-4, 4),
  }));
  const steepness = draw.uniform(3, 12);
  const front = draw.uniform(0.2, 0.8);
  return sampled(width, height, (x, y) => {
    for (const v of vortices) {
      const angle = v.turn * Math.exp(-((x - v.x) ** 2 + (y - v.y) ** 2) / v.radius ** 2);
      const [dx, dy] = [x - v.x, y - v.y];
      x = v.x + dx * Math.cos(angle) - dy * Math.sin(angle);
      y = v.y + dx * Math.sin(angle) + dy * Math.cos(angle);
    }
    const warped = 3 * x + 0.6 * stir(2 * x, 2 * y);
    const mixed = 0.6 * y + 0.35 * water(warped, 3 * y);
    return mixed + 0.25 * Math.tanh(steepness * (mixed - front));
  });
}

/** Zonal bands, as of a giant planet: jets of many widths, wavy, with turbulence drawn out along them. */
export function bands(width: number, height: number, draw: Draws): Float64Array {
  const profile = fractal(gradientNoise(draw), 4, 0.7);
  const waves = fractal(gradientNoise(draw), 4);
  const number = draw.uniform(3, 9);
  const waviness = draw.uniform(0.01, 0.06);
  const turbulence = draw.uniform(0.05, 0.3);
  const grain = draw.uniform(0, 0.02);
  return sampled(width, height, (x, y) => {
    const latitude = y + waviness * waves(3 * x, 5 * y);
    return (
      profile(number * latitude, 0.5) +
      turbulence * waves(4 * x + 3 * latitude, 14 * latitude) +
      grain * draw.normal()
    );
  });
}

/** Heights with ridges and valleys; the sea that fills the lowest part is flat. */
export function terrain(width: number, height: number, draw: Draws): Float64Array {
  const noise = gradientNoise(draw);
  const land = fractal(gradientNoise(draw), 2);
  const ridged = fractal((x, y) => 0.5 - Math.abs(noise(x, y)), draw.integer(5, 7), 0.5);
  const scale = draw.uniform(1.5, 4);
  const field = sampled(width, height, (x, y) => land(1.3 * x, 1.3 * y) + 0.8 * ridged(scale * x, scale * y));
  const sea = quantile(field, draw.uniform(0.15, 0.5));
  return field.map((v) => Math.max(sea, v) - sea);
}
