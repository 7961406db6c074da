/** Numbers given at the middles of equal squares of pixels. */
export interface Lattice {
  /** across × down numbers, row by row. */
  readonly values: Float32Array;
  readonly across: number;
  readonly down: number;
  /** Side of the squares, in pixels. */
  readonly size: number;
}

/** The row of a lattice above row y of the pixels, or its first, and how much of the row after that counts there; none beyond the outermost middles. */
export function rowsAbout(
  down: number,
  size: number,
  y: number,
): { readonly above: number; readonly share: number } {
  const v = Math.min(Math.max((y + 0.5) / size - 0.5, 0), down - 1);
  const above = Math.min(Math.floor(v), Math.max(0, down - 2));
  return { above, share: v - above };
}

/**
 * Row y of the pixels that a lattice covers, interpolated linearly; beyond the outermost middles the numbers stay.
 *
 * @param row one entry per pixel column, overwritten
 * @returns whether any of it is other than 0
 */
export function interpolateRow(
  { values, across, down, size }: Lattice,
  y: number,
  row: Float32Array,
): boolean {
  const { above, share: f } = rowsAbout(down, size, y);
  const o = above * across;
  const at = (s: number): number =>
    f === 0 ? values[o + s]! : values[o + s]! * (1 - f) + values[o + across + s]! * f;
  let any = false;
  let left = at(0);
  let x = 0;
  for (let s = 0; s <= across; s++) {
    const right = at(Math.min(s, across - 1));
    if (left !== 0 || right !== 0) any = true;
    const start = (s - 0.5) * size;
    const slope = (right - left) / size;
    const end = s < across ? Math.min(row.length, start + size) : row.length;
    for (; x < end; x++) row[x] = left + slope * (x + 0.5 - start);
    left = right;
  }
  return any;
}
