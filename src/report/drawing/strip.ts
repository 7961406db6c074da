import { pngUri } from './means.js';

/** More columns than this show no more at the width of a page. */
const MOST = 1024;

/**
 * Colours side by side, one column each, as a data URI.
 *
 * @param colours 3n colours, sRGB 0…255
 * @param indices which of them, from left to right
 */
export async function stripUri(colours: ArrayLike<number>, indices: ArrayLike<number>): Promise<string> {
  const width = Math.max(1, Math.min(MOST, indices.length));
  const data = new Uint8ClampedArray(4 * width).fill(255);
  for (let x = 0; x < width; x++) {
    const i = indices[Math.floor(((x + 0.5) * indices.length) / width)] ?? 0;
    for (let c = 0; c < 3; c++) data[4 * x + c] = colours[3 * i + c]!;
  }
  return pngUri({ width, height: 1, data });
}

/** Indices of the colours of a map that its even positions show, from its low end to its high end. */
export function evenlyAlong(positions: ArrayLike<number>, count = 512): Uint32Array {
  const indices = new Uint32Array(count);
  for (let x = 0, i = 0; x < count; x++) {
    const t = (x + 0.5) / count;
    while (i + 1 < positions.length && Math.abs(positions[i + 1]! - t) <= Math.abs(positions[i]! - t)) i++;
    indices[x] = i;
  }
  return indices;
}
