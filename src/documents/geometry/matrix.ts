import type { Box } from '../../model/types.js';

/** An affine map as PDF writes it: (x, y) goes to (ax + cy + e, bx + dy + f). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The first map, then the second. */
export const chained = (first: Matrix, second: Matrix): Matrix => {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = second;
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
};

export const mapped = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** The upright box around a mapped one; its `top` is the lesser of its two y. */
export function mappedBox(matrix: Matrix, { left, top, right, bottom }: Box): Box {
  const corners = [
    mapped(matrix, left, top),
    mapped(matrix, right, top),
    mapped(matrix, right, bottom),
    mapped(matrix, left, bottom),
  ];
  const x = corners.map(([at]) => at);
  const y = corners.map(([, at]) => at);
  return { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
}

/** The way back; the map must not be flat. */
export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/**
 * A box turned back by quarter turns: what lies in it turned clockwise comes out upright, with its top left at (0, 0).
 */
export function uprightFrom({ left, top, right, bottom }: Box, quarterTurns: number): Matrix {
  switch (quarterTurns) {
    case 1:
      return [0, -1, 1, 0, -top, right];
    case 2:
      return [-1, 0, 0, -1, right, bottom];
    case 3:
      return [0, 1, -1, 0, bottom, -left];
    default:
      return [1, 0, 0, 1, -left, -top];
  }
}
