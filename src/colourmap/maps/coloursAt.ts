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
    for (let c = 0; c < 3; c++) drawn[3 * k + c] = colours[from + c]!;
  }
  return drawn;
}

/** The colours that a field's positions are drawn in, as `coloursAt` gives them; where there are none (NaN), that of 0. */
export function fieldColours(colourmap: Colourmap, field: Float32Array): Float64Array {
  // Millions of pixels: an array's own `from` with a function takes ten times as long.
  const positions = new Float64Array(field);
  for (let k = 0; k < positions.length; k++) if (Number.isNaN(positions[k]!)) positions[k] = 0;
  return coloursAt(colourmap, positions);
}

/** n colours as the renderer would draw n equal levels of the map: at the levels' centres. */
export function sampledLevels(colourmap: Colourmap, n: number): Float64Array {
  return coloursAt(
    colourmap,
    Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n),
  );
}
