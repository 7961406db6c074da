import { isEmpty } from '../model/mask.js';

/**
 * Grows the marked pixels (non-zero) by `radius` pixels in every direction (chessboard distance). Marks are few as a
 * rule: rows far from any cost nothing.
 *
 * @returns a new width × height mask of 0 and 1
 */
export function dilate(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const grown = new Uint8Array(mask.length);
  if (isEmpty(mask)) return grown;
  /** Row of the latest mark within `radius` columns, for each column. */
  const latest = new Int32Array(width).fill(-radius - 1);
  /** Downwards, then upwards with rows counted from below: each fills what lies after a mark. */
  for (const upwards of [false, true]) {
    if (upwards) latest.fill(-radius - 1);
    let last = -radius - 1;
    for (let row = 0; row < height; row++) {
      const start = (upwards ? height - 1 - row : row) * width;
      if (markAcross(mask, start, width, radius, latest, row)) last = row;
      if (row - last > radius) continue;
      for (let x = 0; x < width; x++) if (row - latest[x]! <= radius) grown[start + x] = 1;
    }
  }
  return grown;
}

/** Notes a row for all columns within `radius` of a mark in it; whether there was one. */
function markAcross(
  mask: Uint8Array,
  start: number,
  width: number,
  radius: number,
  latest: Int32Array,
  row: number,
): boolean {
  /** Columns before this are noted. */
  let done = 0;
  for (let x = 0; x < width; x++) {
    if (mask[start + x] === 0) continue;
    const to = Math.min(width, x + radius + 1);
    for (let u = Math.max(done, x - radius); u < to; u++) latest[u] = row;
    done = to;
  }
  return done > 0;
}
