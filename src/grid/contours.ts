import { contours } from 'd3-contour';
import type { Grid } from '../model/types.js';
import { coordinatesAlong } from './coordinates/coordinates.js';

/** A closed line of places [x, y] in the grid's coordinates, the first of which comes again at the end. */
export type Ring = readonly (readonly [number, number])[];

/** Where values reach a level. */
export interface Contour {
  readonly level: number;
  /** Areas in which values are the level or more: each an outer ring, anticlockwise, and the rings of its holes, clockwise. */
  readonly polygons: readonly (readonly Ring[])[];
}

/**
 * The areas in which a grid's values reach each level, bounded by lines that are interpolated between pixel centres
 * (marching squares), by the edges of the grid, and by the centres of the pixels around what is masked. Where an axis is
 * logarithmic, lines are straight in the figure.
 */
export function contoursOf(grid: Grid, levels: readonly number[]): Contour[] {
  const { width, height, values, mask } = grid;
  const valid = Array.from(values, (value, i) => (mask[i] === 1 ? value : Number.NaN));
  const draw = contours().size([width, height]);
  const [alongX, alongY] = [coordinatesAlong(grid, 'x'), coordinatesAlong(grid, 'y')];
  const place = ([x, y]: readonly number[]): [number, number] => [alongX(x!), alongY(y!)];
  return levels.map((level) => ({
    level,
    polygons: draw.contour(valid, level).coordinates.map((rings) =>
      rings.map((ring, k) => {
        const placed = ring.map(place);
        // One axis that grows the other way turns every ring round.
        return isAnticlockwise(placed) === (k === 0) ? placed : placed.reverse();
      }),
    ),
  }));
}

function isAnticlockwise(ring: Ring): boolean {
  let twiceArea = 0;
  for (let i = 1; i < ring.length; i++)
    twiceArea += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return twiceArea > 0;
}
