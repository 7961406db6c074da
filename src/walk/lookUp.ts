import type { DistinctColours } from '../raster/colours/distinct.js';
import { nearestVertex } from './nearestVertex.js';

export interface LookedUp {
  /** For each of the n distinct colours: index of the nearest colour of the map. */
  readonly index: Uint32Array;
  /** Its distance, sRGB units. */
  readonly residual: Float32Array;
}

/**
 * The look-up stage of the method: for each distinct colour of the picture the nearest colour of the map, by KD-tree.
 * The tree is asked once per distinct colour, never once per pixel; `distinct.indices` carries the answer to the pixels.
 *
 * @param ordered 3k colours in the order of the locus
 */
export function lookUp(distinct: DistinctColours, ordered: Float64Array): LookedUp {
  const nearest = nearestVertex(ordered);
  const n = distinct.packed.length;
  const index = new Uint32Array(n);
  const residual = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const colour = distinct.packed[i]!;
    const found = nearest(colour >> 16, (colour >> 8) & 255, colour & 255);
    index[i] = found.index;
    residual[i] = found.distance;
  }
  return { index, residual };
}
