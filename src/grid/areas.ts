import type { Grid } from '../model/types.js';
import { bordersAlong } from './valuesAt.js';

/** How much of a grid has values in a band. */
export interface BandArea {
  /** Values are at least `from` and below `to`; null where the band has no such end. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of the area that has values, 0…1; NaN where nothing has. */
  readonly share: number;
  /** In the units of the two axes, multiplied; square pixels where axes are not known. */
  readonly area: number;
}

/**
 * The area of each band between levels, and of those below the first and above the last: together all that has a
 * value. Pixels count with the area that they have in the coordinates: on logarithmic axes not all have the same.
 *
 * @param levels ascending
 */
export function areasBetween(grid: Grid, levels: readonly number[]): BandArea[] {
  const { width, values, mask } = grid;
  const [xs, ys] = [bordersAlong(grid, 'x'), bordersAlong(grid, 'y')];
  const areas = new Float64Array(levels.length + 1);
  for (let row = 0, i = 0; row < grid.height; row++) {
    const high = Math.abs(ys[row + 1]! - ys[row]!);
    for (let column = 0; column < width; column++, i++) {
      if (mask[i] !== 1 || Number.isNaN(values[i])) continue;
      let band = 0;
      while (band < levels.length && values[i]! >= levels[band]!) band++;
      areas[band]! += high * Math.abs(xs[column + 1]! - xs[column]!);
    }
  }
  const total = areas.reduce((a, b) => a + b, 0);
  return Array.from(areas, (area, band) => ({
    from: levels[band - 1] ?? null,
    to: levels[band] ?? null,
    share: area / total,
    area,
  }));
}
