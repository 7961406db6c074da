import type { Raster } from '../types.js';

const reach = [1, 2, 3] as const;
const directions = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/** Contrasts below this are not worth telling from none: ink and its limit are far above. */
const negligible = 8;

/**
 * How much each pixel stands out from both of its sides, sRGB units: the smaller of its distances to the two pixels on
 * opposite sides less half of what they differ by, the largest over four directions and distances of 1 to 3 px.
 *
 * A field that runs through the picture, however steeply, differs from its two sides in opposite senses and has none; a pixel
 * beside a stroke is like its other side and has none; lines and letters up to 5 px thick have their full contrast.
 *
 * @param excluded pixels (1) that say nothing about the field: pairs that touch one are passed over
 * @returns width × height; 0 where excluded, and where less than 8
 */
export function strokeContrast(raster: Raster, excluded: Uint8Array): Float32Array {
  const { width, height, data } = raster;
  const contrast = new Float32Array(width * height);
  const pairs = directions.flatMap(([dx, dy]) => reach.map((k) => [k * dx, k * dy] as const));
  const shifts = pairs.map(([dx, dy]) => dy * width + dx);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      if (excluded[p]) continue;
      const inner = x >= 3 && y >= 3 && x < width - 3 && y < height - 3;
      let least = negligible;
      for (let k = 0; k < shifts.length; k++) {
        if (!inner && !fits(x, y, pairs[k]!, width, height)) continue;
        const shift = shifts[k]!;
        // Neither side can contribute more than it differs itself: most pixels are done here.
        const toFirst = squared(data, 4 * p, 4 * (p - shift));
        if (toFirst <= least * least) continue;
        const toSecond = squared(data, 4 * p, 4 * (p + shift));
        if (toSecond <= least * least || excluded[p - shift] || excluded[p + shift]) continue;
        const apart = squared(data, 4 * (p - shift), 4 * (p + shift));
        const value = Math.sqrt(Math.min(toFirst, toSecond)) - Math.sqrt(apart) / 2;
        if (value > least) least = value;
      }
      if (least > negligible) contrast[p] = least;
    }
  }
  return contrast;
}

function fits(
  x: number,
  y: number,
  [dx, dy]: readonly [number, number],
  width: number,
  height: number,
): boolean {
  const rise = Math.abs(dy);
  return x >= dx && x + dx < width && y >= rise && y + rise < height;
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
  // A histogram of whole units gives the median of millions in one pass.
  const histogram = new Uint32Array(512);
  let counted = 0;
  for (let p = 0; p < contrast.length; p++) {
    if (excluded[p]) continue;
    histogram[Math.round(contrast[p]!)]!++;
    counted++;
  }
  let median = 0;
  for (let below = histogram[0]!; below < counted / 2; below += histogram[median]!) median++;
  const limit = Math.max(leastContrast, aboveTypical * median);
  const seeds = new Uint8Array(contrast.length);
  for (let p = 0; p < seeds.length; p++) seeds[p] = !excluded[p] && contrast[p]! > limit ? 1 : 0;
  return seeds;
}
