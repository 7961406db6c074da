import { fractal, gradientNoise, quantile, sampled } from './noise.js';
import type { Draws } from './random.js';

export const holeKinds = ['blobs', 'disc', 'swath', 'dropouts', 'margin'] as const;
export type HoleKind = (typeof holeKinds)[number];

/** Where there is no data: width × height, 1 = hole. Between a hundredth and half of the picture. */
export function holeMask(kind: HoleKind, width: number, height: number, draw: Draws): Uint8Array {
  if (kind === 'blobs') return blobs(width, height, draw);
  if (kind === 'margin') return margin(width, height, draw);
  if (kind === 'dropouts') return dropouts(width, height, draw);
  const inside: (x: number, y: number) => boolean =
    kind === 'disc' ? disc(width, height, draw) : swath(width, height, draw);
  return Uint8Array.from({ length: width * height }, (_, i) =>
    inside(i % width, Math.floor(i / width)) ? 1 : 0,
  );
}

/** Clouds or land: ragged patches. */
function blobs(width: number, height: number, draw: Draws): Uint8Array {
  const noise = fractal(gradientNoise(draw), draw.integer(2, 5));
  const scale = draw.uniform(1.5, 5);
  const field = sampled(width, height, (x, y) => noise(scale * x, scale * y));
  const level = quantile(field, draw.uniform(0.55, 0.92));
  return Uint8Array.from(field, (v) => (v > level ? 1 : 0));
}

/** Everything outside a round field of view. */
function disc(width: number, height: number, draw: Draws): (x: number, y: number) => boolean {
  const [rx, ry] = [draw.uniform(0.44, 0.56) * width, draw.uniform(0.44, 0.56) * height];
  return (x, y) => ((x - width / 2) / rx) ** 2 + ((y - height / 2) / ry) ** 2 > 1;
}

/** Gaps between the slanted swaths of a satellite. */
function swath(width: number, height: number, draw: Draws): (x: number, y: number) => boolean {
  const slant = draw.uniform(-0.5, 0.5);
  const spacing = draw.uniform(0.25, 0.6) * width;
  const gap = draw.uniform(0.1, 0.4) * spacing;
  const phase = draw.uniform(0, spacing);
  return (x, y) => (((x + slant * (y - height / 2) + phase) % spacing) + spacing) % spacing < gap;
}

/** Lost rows, columns and single pixels. */
function dropouts(width: number, height: number, draw: Draws): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let k = draw.integer(2, 8); k > 0; k--) {
    const y = draw.integer(0, height - 1);
    mask.fill(1, y * width, (y + 1) * width);
  }
  for (let k = draw.integer(1, 6); k > 0; k--) {
    const left = draw.integer(0, width - 1);
    for (let y = 0; y < height; y++) mask[y * width + left] = 1;
  }
  const lost = draw.uniform(0, 0.02) * width * height;
  for (let k = 0; k < lost; k++) mask[draw.integer(0, width * height - 1)] = 1;
  return mask;
}

/** A margin on one to four sides, as of a picture cut out too large. */
function margin(width: number, height: number, draw: Draws): Uint8Array {
  const side = () => (draw.chance(0.6) ? draw.integer(3, 24) : 0);
  const [left, top, right, bottom] = [draw.integer(3, 24), side(), side(), side()];
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x < left || y < top || x >= width - right || y >= height - bottom ? 1 : 0;
  });
}
