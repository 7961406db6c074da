import type { Box } from '../../model/types.js';

type Point = readonly [x: number, y: number];

/** Coordinates are written with some digits: those of upright and level lines agree to this share of their length. */
const slack = 1e-3;

/** The upright rectangle that an outline fills, closed or not; undefined where it is another shape. */
export function rectangleOf(corners: readonly Point[]): Box | undefined {
  if (corners.length < 4 || corners.length > 6) return undefined;
  const [x, y] = [corners.map((corner) => corner[0]), corners.map((corner) => corner[1])];
  const box = { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
  const near = slack * Math.max(box.right - box.left, box.bottom - box.top);
  const side = (at: number, low: number, high: number): number =>
    Math.abs(at - low) <= near ? 0 : Math.abs(at - high) <= near ? 1 : Number.NaN;
  const places = corners.map(
    (_, k) => 2 * side(x[k]!, box.left, box.right) + side(y[k]!, box.top, box.bottom),
  );
  const isRound = places.slice(1).every((at, k) => at + places[k]! !== 3);
  return isRound && !places.some(Number.isNaN) && new Set(places).size === 4 ? box : undefined;
}

/** The level and upright lines of an outline, as boxes without thickness. */
export function straightLines(corners: readonly Point[]): Box[] {
  return corners.slice(1).flatMap(([x, y], k) => {
    const [x0, y0] = corners[k]!;
    const [across, down] = [Math.abs(x - x0), Math.abs(y - y0)];
    if (Math.min(across, down) > slack * Math.max(across, down) || across === down) return [];
    return [{ left: Math.min(x, x0), top: Math.min(y, y0), right: Math.max(x, x0), bottom: Math.max(y, y0) }];
  });
}
