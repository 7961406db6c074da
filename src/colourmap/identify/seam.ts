import type { Raster } from '../../model/types.js';
import { toWorkingSpace } from '../../raster/colours/colourSpace.js';
import { nearestOn, tableCurve } from './tableCurve.js';

/** Pairs of neighbours that are looked at: enough to see a seam that one pair in a thousand crosses. */
const pairs = 3000;

/**
 * Share of neighbouring pixels whose positions on a closed colourmap lie more than half the map apart: where the map
 * is cut inside the range of the data, the field seems to jump from one end to the other.
 *
 * @param vertices 3n coordinates of the map in the fit space
 */
export function seamCrossings({ width, height, data }: Raster, vertices: Float64Array): number {
  const n = vertices.length / 3;
  const total = (width - 1) * height;
  if (total <= 0) return 0;
  const stride = Math.max(1, Math.floor(total / pairs));
  const colours: number[] = [];
  for (let i = 0; i < total; i += stride) {
    const o = 4 * (Math.floor(i / (width - 1)) * width + (i % (width - 1)));
    for (const p of [o, o + 4]) colours.push(data[p]!, data[p + 1]!, data[p + 2]!);
  }
  const { entry } = nearestOn(tableCurve(vertices), false, toWorkingSpace(colours, 'chroma-weighted'));
  let crossings = 0;
  for (let k = 0; k < entry.length; k += 2) if (Math.abs(entry[k]! - entry[k + 1]!) > n / 2) crossings++;
  return crossings / (entry.length / 2);
}
