import type { Raster } from '../types.js';

const reach = [1, 2] as const;
const directions = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/**
 * How far each pixel's colour is from the mean of the two on either side of it, sRGB units: the largest over four
 * directions and two distances. A field that runs evenly through the picture, however steeply, has next to none; thin
 * lines, letters and the mixed colours along them bend by half their contrast at least. Distance 2 is there because
 * a stroke of two pixels is flat to its neighbours along one side.
 *
 * @param excluded pixels (1) that say nothing about the field: pairs that touch one are passed over
 * @returns width × height; excluded pixels and pixels with no pair have 0
 */
export function colourBend(raster: Raster, excluded: Uint8Array): Float32Array {
  const { width, height, data } = raster;
  const bend = new Float32Array(width * height);
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
          const r = (data[a]! + data[b]!) / 2 - data[o]!;
          const g = (data[a + 1]! + data[b + 1]!) / 2 - data[o + 1]!;
          const u = (data[a + 2]! + data[b + 2]!) / 2 - data[o + 2]!;
          const squared = r * r + g * g + u * u;
          if (squared > bend[p]!) bend[p] = squared;
        }
      }
    }
  }
  for (let p = 0; p < bend.length; p++) bend[p] = Math.sqrt(bend[p]!);
  return bend;
}
