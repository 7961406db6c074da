import type { AxisEdges } from '../../grid/coordinates/coordinates.js';

/** A place along an axis, in pixels of the figure, and the coordinate there. */
export interface AxisMark {
  readonly at: number;
  readonly value: number;
}

/** Digits that mean something: the rest is the rounding of binary fractions. */
const digits = 12;

/**
 * The coordinates at two edges of a plot area by two places between which they run evenly, or in even ratios.
 *
 * @param edges the places of the edges, pixels
 * @returns null where the marks say nothing: the same place twice, or a logarithm of what is not positive
 */
export function axisEdges(
  [a, b]: readonly [AxisMark, AxisMark],
  edges: readonly [number, number],
  scale: 'linear' | 'log',
): readonly [number, number] | null {
  const isLog = scale === 'log';
  if (a.at === b.at || a.value === b.value || (isLog && Math.min(a.value, b.value) <= 0)) return null;
  const [from, to] = isLog ? [Math.log(a.value), Math.log(b.value)] : [a.value, b.value];
  const along = (at: number): number => {
    const value = from + ((at - a.at) / (b.at - a.at)) * (to - from);
    return Number((isLog ? Math.exp(value) : value).toPrecision(digits));
  };
  return [along(edges[0]), along(edges[1])];
}

type Ends = readonly [number, number];

/** The coordinates at the left and right, and at the bottom and top, whichever of the latter stands first in its axis. */
export function axisEnds(axes: {
  readonly x: AxisEdges | null;
  readonly y: AxisEdges | null;
}): readonly [Ends | null, Ends | null] {
  const { x, y } = axes;
  const isBottomFirst = y?.at && y.at[0] > y.at[1];
  return [x?.range ?? null, y && (isBottomFirst ? y.range : [y.range[1], y.range[0]])];
}
