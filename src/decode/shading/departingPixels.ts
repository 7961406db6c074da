/**
 * The anti-aliased fringe around pixels that something was drawn over, in a shaded picture: its blended colours lie on
 * the map by accident, so only their departure from the field around them gives them away.
 */

import { dilate } from '../../raster/dilate.js';

/** Half side of the neighbourhood in which a fringe pixel's value is judged; doubled where it holds no clean pixel. */
const neighbourhood = 4;
/** Multiples of the neighbours' median absolute deviation (×1.48 = three standard deviations). */
const deviations = 4.4;
/** Fewer clean neighbours than this say nothing. */
const enough = 5;

/**
 * Finds the fringe of seeds: pixels within `reach` of a seed whose value departs from the plane through the clean
 * neighbours by more than `floor` and more than they scatter. Nothing is dilated blindly: a pixel next to a mark that
 * agrees with its surroundings stays.
 *
 * @param values position of each pixel, width × height
 * @param off 1 for seeds, 2 for other pixels that hold no data; 0 = data
 * @param reach how far blends reach, in pixels
 * @param floor departure in positions that is always forgiven
 * @param suspects further pixels (1) to be judged like those near a seed
 * @returns 1 for fringe pixels
 */
export function fringeOf(
  values: Float32Array,
  off: Uint8Array,
  width: number,
  height: number,
  reach: number,
  floor: number,
  suspects?: Uint8Array,
): Uint8Array {
  const near = dilated(off, width, height, reach);
  if (suspects !== undefined) for (let i = 0; i < near.length; i++) near[i]! |= suspects[i]!;
  const fringe = new Uint8Array(off.length);
  const most = (4 * neighbourhood + 1) ** 2;
  const clean = { dx: new Float64Array(most), dy: new Float64Array(most), value: new Float64Array(most) };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (near[i] === 0 || off[i] !== 0) continue;
      let count = 0;
      for (let radius = neighbourhood; count < enough && radius <= 2 * neighbourhood; radius *= 2) {
        count = 0;
        for (let yy = Math.max(0, y - radius); yy <= Math.min(height - 1, y + radius); yy++) {
          for (let xx = Math.max(0, x - radius); xx <= Math.min(width - 1, x + radius); xx++) {
            const k = yy * width + xx;
            if (near[k] !== 0 || off[k] !== 0) continue;
            clean.dx[count] = xx - x;
            clean.dy[count] = yy - y;
            clean.value[count++] = values[k]!;
          }
        }
      }
      if (count < enough) continue;
      levelOut(clean.dx, clean.dy, clean.value, count);
      if (departs(values[i]!, clean.value, count, floor)) fringe[i] = 1;
    }
  }
  return fringe;
}

/** 1 within `reach` (in rows and columns) of a 1; other marks do not grow. */
function dilated(marks: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  // Marks other than 1 are rare: without them nothing has to be copied.
  let only = marks;
  for (let i = 0; i < marks.length; i++) {
    if (marks[i]! <= 1) continue;
    only = marks.slice();
    for (let k = i; k < only.length; k++) if (only[k] !== 1) only[k] = 0;
    break;
  }
  return dilate(only, width, height, reach);
}

/**
 * Whether a value departs from the median of others by more than `floor` and more than they scatter about it. Most do
 * not depart from any of them by that much, and need no median.
 *
 * @param others the first `count` count; they are overwritten
 */
function departs(value: number, others: Float64Array, count: number, floor: number): boolean {
  let farthest = 0;
  for (let k = 0; k < count; k++) farthest = Math.max(farthest, Math.abs(value - others[k]!));
  if (farthest <= floor) return false;
  const expected = medianOf(others, count);
  const departure = Math.abs(value - expected);
  if (departure <= floor) return false;
  for (let k = 0; k < count; k++) others[k] = Math.abs(others[k]! - expected);
  return departure > deviations * medianOf(others, count);
}

/**
 * Takes from the values the slope of the plane through them, so that each is what the plane has at the origin. The
 * slope is damped by one pixel's worth, so that a few points on one side do not extrapolate wildly.
 */
function levelOut(dx: Float64Array, dy: Float64Array, value: Float64Array, count: number): void {
  let mx = 0;
  let my = 0;
  let mv = 0;
  for (let k = 0; k < count; k++) {
    mx += dx[k]! / count;
    my += dy[k]! / count;
    mv += value[k]! / count;
  }
  let xx = count;
  let xy = 0;
  let yy = count;
  let xv = 0;
  let yv = 0;
  for (let k = 0; k < count; k++) {
    const ax = dx[k]! - mx;
    const ay = dy[k]! - my;
    const av = value[k]! - mv;
    xx += ax * ax;
    xy += ax * ay;
    yy += ay * ay;
    xv += ax * av;
    yv += ay * av;
  }
  const det = xx * yy - xy * xy;
  const gx = (yy * xv - xy * yv) / det;
  const gy = (xx * yv - xy * xv) / det;
  for (let k = 0; k < count; k++) value[k] = value[k]! - gx * dx[k]! - gy * dy[k]!;
}

/** Median of the first `count` values, which it reorders (Hoare's selection). */
function medianOf(values: Float64Array, count: number): number {
  const upper = select(values, count, count >> 1);
  if (count % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count >> 1; k++) lower = Math.max(lower, values[k]!);
  return (lower + upper) / 2;
}

/** The value that has `rank` smaller ones before it; none before it is larger afterwards, none after it smaller. */
function select(values: Float64Array, count: number, rank: number): number {
  let from = 0;
  let to = count - 1;
  while (from < to) {
    const pivot = values[(from + to) >> 1]!;
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else break;
  }
  return values[rank]!;
}
