/** A place in a picture: pixels from its left and its top edge; the centre of pixel (i, j) is at i + ½, j + ½. */
export type Point = readonly [x: number, y: number];

/** Four corners, clockwise from the top left as one reads what lies between them. */
export type Quadrilateral = readonly [Point, Point, Point, Point];

/**
 * A projective map of the plane, as the 9 entries of its matrix, row by row: (x, y) goes to
 * ((m₀x + m₁y + m₂) / w, (m₃x + m₄y + m₅) / w) with w = m₆x + m₇y + m₈. A flat page goes to its photograph by such a map.
 */
export type ProjectiveMap = Float64Array;

/**
 * The map that takes the rectangle from (0, 0) to (width, height) onto a convex quadrilateral, corner by corner.
 *
 * Heckbert 1989, Fundamentals of texture mapping and image warping, section 2.2.3.
 */
export function ontoQuadrilateral(
  width: number,
  height: number,
  [[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quadrilateral,
): ProjectiveMap {
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / area;
  const h = (dx1 * dy3 - dx3 * dy1) / area;
  return Float64Array.of(
    (x1 - x0 + g * x1) / width,
    (x3 - x0 + h * x3) / height,
    x0,
    (y1 - y0 + g * y1) / width,
    (y3 - y0 + h * y3) / height,
    y0,
    g / width,
    h / height,
    1,
  );
}

/** Where a map takes a point; NaN for points that it takes to infinity or beyond it. */
export function mappedPoint(m: ProjectiveMap, [x, y]: Point): [number, number] {
  const w = m[6]! * x + m[7]! * y + m[8]!;
  if (!(w > 0)) return [Number.NaN, Number.NaN];
  return [(m[0]! * x + m[1]! * y + m[2]!) / w, (m[3]! * x + m[4]! * y + m[5]!) / w];
}

/** The map into a picture that is so many times as large. */
export function enlarged(m: ProjectiveMap, times: number): ProjectiveMap {
  return m.map((v, k) => (k < 6 ? times * v : v));
}

/** The map that leads back: the adjugate, which is the inverse but for a factor, with that taken out. */
export function inverseMap(m: ProjectiveMap): ProjectiveMap {
  const [a, b, c, d, e, f, g, h, i] = m as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return Float64Array.of(
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ).map((v) => v / determinant);
}

/** Whether four corners go round clockwise (as a picture is seen) without a bend inwards. */
export function isConvex(corners: Quadrilateral): boolean {
  return corners.every(([x, y], k) => {
    const [nextX, nextY] = corners[(k + 1) % 4]!;
    const [afterX, afterY] = corners[(k + 2) % 4]!;
    return (nextX - x) * (afterY - nextY) - (nextY - y) * (afterX - nextX) > 0;
  });
}

/** Whether a point lies in a convex quadrilateral. */
export function isInside(corners: Quadrilateral, [px, py]: Point): boolean {
  return corners.every(([x, y], k) => {
    const [nextX, nextY] = corners[(k + 1) % 4]!;
    return (nextX - x) * (py - y) - (nextY - y) * (px - x) >= 0;
  });
}
