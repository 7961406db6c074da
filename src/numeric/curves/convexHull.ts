/** Corners of a polygon, [x, y] each; the last joins the first. */
export type Polygon = readonly (readonly [number, number])[];

/**
 * The corners of the convex hull of points, clockwise where y points down, without those on its sides: Andrew's monotone chain
 * (1979, doi:10.1016/0020-0190(79)90072-3).
 */
export function convexHull(points: Polygon): Polygon {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (along: Polygon): Polygon => {
    const corners: (readonly [number, number])[] = [];
    for (const point of along) {
      while (corners.length > 1 && turn(corners.at(-2)!, corners.at(-1)!, point) <= 0) corners.pop();
      corners.push(point);
    }
    return corners.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

function turn(
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** The two places where a convex polygon crosses a row, left first; NaN where it does not. */
export function crossings(polygon: Polygon, y: number): readonly [number, number] {
  let left = Number.NaN;
  let right = Number.NaN;
  for (let k = 0; k < polygon.length; k++) {
    const [ax, ay] = polygon[k]!;
    const [bx, by] = polygon[(k + 1) % polygon.length]!;
    if (ay === by || y < Math.min(ay, by) || y > Math.max(ay, by)) continue;
    const x = ax + ((y - ay) / (by - ay)) * (bx - ax);
    if (!(x >= left)) left = x;
    if (!(x <= right)) right = x;
  }
  return [left, right];
}
