import { isEmpty } from '../../model/mask.js';
import type { DistinctColours } from './distinct.js';

/**
 * How many pixels have each distinct colour, some left out.
 *
 * @param leftOut 1 = not to be counted
 */
export function countColours({ counts, indices }: DistinctColours, leftOut: Uint8Array): Uint32Array {
  const left = counts.slice();
  if (!isEmpty(leftOut)) for (let p = 0; p < indices.length; p++) if (leftOut[p] === 1) left[indices[p]!]!--;
  return left;
}
