import type { Grid } from '../model/types.js';

/** Values along a straight line through a grid, one for about each pixel that it crosses. */
export interface Profile {
  /** From the beginning of the line, in pixels of the grid. */
  readonly distance: Float64Array;
  /** Coordinates of the pixels' centres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** NaN where masked. */
  readonly values: Float64Array;
  readonly sigma: Float64Array;
}

/**
 * The pixels that a line passes through, in the order of the line. Nothing is interpolated: each value is that of a pixel,
 * with that pixel's standard error.
 *
 * @param from where the line begins, in pixels from the grid's top left corner; both ends are moved into the grid
 */
export function profileAlong(
  grid: Grid,
  from: readonly [x: number, y: number],
  to: readonly [x: number, y: number],
): Profile {
  const [ax, ay] = inside(grid, from);
  const [bx, by] = inside(grid, to);
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay))));
  const length = Math.hypot(bx - ax, by - ay);
  const seen: number[] = [];
  const distance: number[] = [];
  for (let k = 0; k <= steps; k++) {
    const column = Math.floor(ax + (k / steps) * (bx - ax));
    const row = Math.floor(ay + (k / steps) * (by - ay));
    const i = row * grid.width + column;
    if (i === seen.at(-1)) continue;
    seen.push(i);
    distance.push((k / steps) * length);
  }
  const taken = (of: (i: number) => number) => Float64Array.from(seen, of);
  return {
    distance: Float64Array.from(distance),
    x: taken((i) => grid.x[i % grid.width]!),
    y: taken((i) => grid.y[Math.floor(i / grid.width)]!),
    values: taken((i) => (grid.mask[i] === 1 ? grid.values[i]! : Number.NaN)),
    sigma: taken((i) => (grid.mask[i] === 1 ? grid.sigma[i]! : Number.NaN)),
  };
}

/** The nearest point whose pixel lies in the grid. */
function inside({ width, height }: Grid, [x, y]: readonly [number, number]): [number, number] {
  const within = (at: number, size: number): number => Math.max(0, Math.min(size - 1e-9, at));
  return [within(x, width), within(y, height)];
}
