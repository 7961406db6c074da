import type { Raster } from '../types.js';

const reach = [1, 2, 3] as const;
const directions = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/**
 * How much each pixel stands out from both of its sides, sRGB units: the smaller of its distances to the two pixels on
 * opposite sides less half of what they differ by, the largest over four directions and distances of 1 to 3 px.
 *
 * A field that runs through the picture, however steeply, differs from its two sides in opposite senses and has none; a pixel
 * beside a stroke is like its other side and has none; lines and letters up to 5 px thick have their full contrast.
 *
 * @param excluded pixels (1) that say nothing about the field: pairs that touch one are passed over
 * @returns width × height; 0 where excluded
 */
export function strokeContrast(raster: Raster, excluded: Uint8Array): Float32Array {
  const { width, height, data } = raster;
  const contrast = new Float32Array(width * height);
  for (const [dx, dy] of directions) {
    for (const distance of reach) {
      const sx = dx * distance;
      const sy = dy * distance;
      const shift = sy * width + sx;
      const top = Math.abs(sy);
      for (let y = top; y < height - top; y++) {
        for (let x = sx; x < width - sx; x++) {
          const p = y * width + x;
          if (excluded[p] || excluded[p - shift] || excluded[p + shift]) continue;
          const o = 4 * p;
          const a = o - 4 * shift;
          const b = o + 4 * shift;
          const toFirst = squared(data, o, a);
          // Neither side can contribute more than it differs itself: most pixels are done here.
          const least = contrast[p]!;
          if (toFirst <= least * least) continue;
          const toSecond = squared(data, o, b);
          if (toSecond <= least * least) continue;
          const value = Math.sqrt(Math.min(toFirst, toSecond)) - Math.sqrt(squared(data, a, b)) / 2;
          if (value > least) contrast[p] = value;
        }
      }
    }
  }
  return contrast;
}

function squared(data: Uint8ClampedArray, a: number, b: number): number {
  const r = data[a]! - data[b]!;
  const g = data[a + 1]! - data[b + 1]!;
  const u = data[a + 2]! - data[b + 2]!;
  return r * r + g * g + u * u;
}

/** Compression ringing and the curvature of steep fields stay below this; ink on a map is seldom fainter. */
const leastContrast = 20;
/** Fields rough by themselves stand out from their sides everywhere: ink must do so much more than the typical pixel. */
const aboveTypical = 4;

/** Pixels (1) that stand out like ink: seeds of what was drawn over the data, not its full extent. */
export function strokeSeeds(contrast: Float32Array, excluded: Uint8Array): Uint8Array {
  const values = contrast.filter((_, p) => !excluded[p]).sort();
  const limit = Math.max(leastContrast, aboveTypical * (values[values.length >> 1] ?? 0));
  const seeds = new Uint8Array(contrast.length);
  for (let p = 0; p < seeds.length; p++) seeds[p] = !excluded[p] && contrast[p]! > limit ? 1 : 0;
  return seeds;
}
