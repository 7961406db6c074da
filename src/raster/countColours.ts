import type { DistinctColours } from './distinct.js';

/** How many of the counted pixels have each distinct colour. */
export function countColours(distinct: DistinctColours, counted: (pixel: number) => boolean): Uint32Array {
  const counts = new Uint32Array(distinct.packed.length);
  for (let p = 0; p < distinct.indices.length; p++) if (counted(p)) counts[distinct.indices[p]!]!++;
  return counts;
}
