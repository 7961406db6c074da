import type { DistinctColours } from '../../raster/colours/distinct.js';

/**
 * For each distinct colour, where on an ordered polyline of levels (0…1) the levels within 2 px of its pixels lie on
 * average; NaN for colours that are levels themselves or have none beside them.
 */
export function placesBeside(
  levels: Float64Array,
  colours: Float64Array,
  distinct: DistinctColours,
  counted: (pixel: number) => boolean,
  width: number,
  height: number,
): Float64Array {
  const n = levels.length / 3;
  const rank = new Map<string, number>();
  for (let i = 0; i < n; i++) rank.set(levels.subarray(3 * i, 3 * i + 3).join(), i / (n - 1));
  const place = Float64Array.from(
    distinct.packed,
    (_, i) => rank.get(colours.subarray(3 * i, 3 * i + 3).join()) ?? Number.NaN,
  );
  const sums = new Float64Array(place.length);
  const counts = new Float64Array(place.length);
  for (let p = 0; p < distinct.indices.length; p++) {
    const colour = distinct.indices[p]!;
    if (!Number.isNaN(place[colour]!) || !counted(p)) continue;
    const x = p % width;
    const y = (p - x) / width;
    for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++)
      for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
        const beside = place[distinct.indices[v * width + u]!]!;
        if (Number.isNaN(beside)) continue;
        sums[colour]! += beside;
        counts[colour]!++;
      }
  }
  return sums.map((sum, i) => (counts[i]! > 0 ? sum / counts[i]! : Number.NaN));
}
