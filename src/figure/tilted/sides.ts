import { median } from '../../numeric/statistics/statistics.js';
import type { Point, Quadrilateral } from '../../scan/projective.js';

/** A side has outline along this share of it. */
const leastOutlined = 0.7;
/** Corners and what stands at them are left out when a side is fitted. */
export const sideFrom = 0.08;

const cross = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/**
 * The hull with all but four of its sides taken away, each time the one whose neighbours, drawn on until they meet, add
 * the least area; clockwise from the top left.
 */
export function fourSides(hull: readonly Point[]): Quadrilateral | undefined {
  const polygon = [...hull];
  while (polygon.length > 4) {
    let best: { k: number; at: Point; area: number } | undefined;
    for (let k = 0; k < polygon.length; k++) {
      const [a, b, c, d] = [0, 1, 2, 3].map((i) => polygon[(k + i) % polygon.length]!) as [
        Point,
        Point,
        Point,
        Point,
      ];
      const at = crossing(a, b, d, c);
      // Neighbours that part never meet on this side.
      if (!at || cross(b, c, at) > 0) continue;
      const area = Math.abs(cross(b, c, at));
      if (!best || area < best.area) best = { k, at, area };
    }
    if (!best) return undefined;
    const [first, second] = [(best.k + 1) % polygon.length, (best.k + 2) % polygon.length];
    polygon[first] = best.at;
    polygon.splice(second, 1);
  }
  return polygon.length === 4 ? fromTopLeft(polygon) : undefined;
}

function fromTopLeft(polygon: readonly Point[]): Quadrilateral {
  const first = polygon.reduce(
    (best, [x, y], k) => (x + y < polygon[best]![0] + polygon[best]![1] ? k : best),
    0,
  );
  return [0, 1, 2, 3].map((k) => polygon[(first + k) % 4]!) as unknown as Quadrilateral;
}

/** Where the lines through a, b and through c, d meet. */
function crossing([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point, [dx, dy]: Point): Point | undefined {
  const [ux, uy, vx, vy] = [bx - ax, by - ay, dx - cx, dy - cy];
  const sine = ux * vy - uy * vx;
  if (Math.abs(sine) < 1e-9) return undefined;
  const t = ((cx - ax) * vy - (cy - ay) * vx) / sine;
  return [ax + t * ux, ay + t * uy];
}

/** A line through two points. */
export type Side = readonly [Point, Point];

/** Quadrilateral through lines fitted to the outline near each side; undefined where a side has too little outline. */
export function fittedSides(corners: Quadrilateral, points: readonly Point[]): Quadrilateral | undefined {
  const sides = corners.map((a, k) => {
    const b = corners[(k + 1) % 4]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const near = points
      .map((p) => along(a, b, p))
      .filter(
        ({ at, off }) => at > sideFrom && at < 1 - sideFrom && Math.abs(off) < Math.max(3, length / 40),
      );
    return fittedLine(a, b, near, length);
  });
  return sides.every((side) => side !== undefined) ? cornersOf(sides as Side[]) : undefined;
}

/** Place of a point relative to a line: share of the way from a to b, and pixels off it. */
function along(a: Point, b: Point, p: Point): { at: number; off: number } {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const squared = ux * ux + uy * uy;
  return {
    at: ((p[0] - a[0]) * ux + (p[1] - a[1]) * uy) / squared,
    off: cross(a, b, p) / Math.sqrt(squared),
  };
}

/**
 * A line through places about another: least squares over those that stay near it, round by round. Undefined where those
 * that stay leave gaps.
 */
export function fittedLine(
  a: Point,
  b: Point,
  near: readonly { at: number; off: number }[],
  length: number,
): Side | undefined {
  let kept = near;
  let [offset, slope] = [median(near.map(({ off }) => off)), 0];
  for (const reach of [3, 2, 1.5, 1.5]) {
    kept = near.filter(({ at, off }) => Math.abs(off - offset - slope * (at - 0.5)) <= reach);
    const n = kept.length;
    if (n < 8) return undefined;
    const meanAt = kept.reduce((sum, { at }) => sum + at, 0) / n;
    const meanOff = kept.reduce((sum, { off }) => sum + off, 0) / n;
    const spread = kept.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
    slope =
      spread > 0 ? kept.reduce((sum, { at, off }) => sum + (at - meanAt) * (off - meanOff), 0) / spread : 0;
    offset = meanOff + slope * (0.5 - meanAt);
  }
  const bins = Math.min(20, Math.floor(length / 2));
  const seen = new Set(kept.map(({ at }) => Math.floor(((at - sideFrom) / (1 - 2 * sideFrom)) * bins)));
  if (seen.size < leastOutlined * bins) return undefined;
  const [nx, ny] = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  const at = (end: Point, off: number): Point => [end[0] + nx * off, end[1] + ny * off];
  return [at(a, offset - slope / 2), at(b, offset + slope / 2)];
}

export function cornersOf(sides: readonly Side[]): Quadrilateral | undefined {
  const corners = sides.map((side, k) => crossing(...sides[(k + 3) % 4]!, ...side));
  return corners.every((corner) => corner !== undefined) ? (corners as unknown as Quadrilateral) : undefined;
}

export function areaOf(corners: Quadrilateral): number {
  const twice = corners.reduce((sum, [x, y], k) => {
    const [nextX, nextY] = corners[(k + 1) % 4]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
