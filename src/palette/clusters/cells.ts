import type { WeightedColours } from '../colours/space.js';

/** Levels of a channel that one cell holds: within it, colours differ by less than any palette's own error. */
const bits = 3;
/** Up to so many colours each is used by itself. */
const few = 4096;

/**
 * Colours brought together by cells of 8 × 8 × 8 levels, each at the mean of its pixels: what is far below the distances
 * of a palette's colours need not be told apart while they are looked for.
 *
 * @param coordinates 3n numbers, of the same colours in the space in which they are compared
 * @returns 3m coordinates and m weights, m ≤ n
 */
export function cellsOf(
  { rgb, counts }: WeightedColours,
  coordinates: Float64Array,
): { readonly points: Float64Array; readonly weights: Float64Array } {
  if (counts.length <= few) return { points: coordinates, weights: Float64Array.from(counts) };
  const side = 8 - bits;
  const cellOf = new Int32Array(1 << (3 * side)).fill(-1);
  const sums: number[] = [];
  let cells = 0;
  for (let i = 0; i < counts.length; i++) {
    const key =
      ((rgb[3 * i]! >> bits) << (2 * side)) | ((rgb[3 * i + 1]! >> bits) << side) | (rgb[3 * i + 2]! >> bits);
    if (cellOf[key]! < 0) {
      cellOf[key] = cells++;
      sums.push(0, 0, 0, 0);
    }
    const o = 4 * cellOf[key]!;
    const w = counts[i]!;
    for (let d = 0; d < 3; d++) sums[o + d]! += w * coordinates[3 * i + d]!;
    sums[o + 3]! += w;
  }
  const weights = Float64Array.from({ length: cells }, (_, c) => sums[4 * c + 3]!);
  const points = Float64Array.from(
    { length: 3 * cells },
    (_, o) => sums[4 * Math.floor(o / 3) + (o % 3)]! / weights[Math.floor(o / 3)]!,
  );
  return { points, weights };
}
