import type { Colourmap } from '../../model/types.js';
import { pointsAt, segmentAt } from '../../numeric/curves/polyline.js';

/**
 * The colours that a colourmap draws positions in: 3n sRGB values, 0…255. A stepped map gives the colour of the band,
 * a map of levels that of the level, any other interpolates between its colours; beyond its ends it keeps their colours.
 *
 * @param positions n positions 0…1
 */
export function coloursAt(colourmap: Colourmap, positions: Float64Array): Float64Array {
  const { colours, bands: edges, levels } = colourmap;
  const n = colourmap.positions.length;
  const evenLevels = levels === n;
  if (edges === undefined && !evenLevels) return pointsAt(colours, colourmap.positions, positions);
  const drawn = new Float64Array(3 * positions.length);
  for (let k = 0; k < positions.length; k++) {
    // A position on an edge belongs to the band above it, as in a histogram.
    const i = edges === undefined ? Math.floor(positions[k]! * n) : segmentAt(edges, positions[k]!);
    const from = 3 * Math.min(n - 1, Math.max(0, i));
    drawn.set(colours.subarray(from, from + 3), 3 * k);
  }
  return drawn;
}

/** n colours as the renderer would draw n equal levels of the map: at the levels' centres. */
export function sampledLevels(colourmap: Colourmap, n: number): Float64Array {
  return coloursAt(
    colourmap,
    Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n),
  );
}
