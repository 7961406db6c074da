import type { Raster } from '../../model/types.js';

type Point = readonly [x: number, y: number];

/** A mask that is painted on: 1 for pixels that are left out. */
export interface PaintedPlane {
  readonly width: number;
  readonly height: number;
  readonly mask: Uint8Array;
}

/** Sets the pixels whose centres lie within a radius of a line through points. */
export function discsAlong(
  { width, height, mask }: PaintedPlane,
  points: readonly Point[],
  radius: number,
  value: number,
): void {
  for (const [k, [bx, by]] of points.entries()) {
    const [ax, ay] = points[Math.max(0, k - 1)]!;
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const left = Math.max(0, Math.floor(Math.min(ax, bx) - radius));
    const right = Math.min(width - 1, Math.ceil(Math.max(ax, bx) + radius));
    const top = Math.max(0, Math.floor(Math.min(ay, by) - radius));
    const bottom = Math.min(height - 1, Math.ceil(Math.max(ay, by) + radius));
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        const [px, py] = [x + 0.5 - ax, y + 0.5 - ay];
        const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        if (Math.hypot(px - along * dx, py - along * dy) <= radius) mask[y * width + x] = value;
      }
  }
}

/** Sets the pixels whose centres lie inside a polygon, by the even-odd rule. */
export function insidePolygon(
  { width, height, mask }: PaintedPlane,
  points: readonly Point[],
  value: number,
): void {
  for (let y = 0; y < height; y++) {
    const crossings: number[] = [];
    for (const [k, [ax, ay]] of points.entries()) {
      const [bx, by] = points[(k + 1) % points.length]!;
      if (ay <= y + 0.5 !== by <= y + 0.5) crossings.push(ax + ((y + 0.5 - ay) / (by - ay)) * (bx - ax));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k]! - 0.5));
      const to = Math.min(width, Math.ceil(crossings[k + 1]! - 0.5));
      if (from < to) mask.fill(value, y * width + from, y * width + to);
    }
  }
}

/** Sets the pixels of the box between two opposite corners. */
export function boxMask(
  { width, height, mask }: PaintedPlane,
  points: readonly Point[],
  value: number,
): void {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const from = Math.max(0, Math.round(Math.min(...xs)));
  const to = Math.min(width, Math.round(Math.max(...xs)));
  const bottom = Math.min(height, Math.round(Math.max(...ys)));
  for (let y = Math.max(0, Math.round(Math.min(...ys))); y < bottom; y++)
    mask.fill(value, y * width + from, y * width + Math.max(from, to));
}

/** Sets the pixels that hang together (4-connected) around a point and have about its colour. */
export function floodFrom(
  { width, height, mask }: PaintedPlane,
  { data }: Raster,
  [x, y]: Point,
  tolerance: number,
  value: number,
): void {
  const start = Math.floor(y) * width + Math.floor(x);
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return;
  const seen = new Uint8Array(width * height);
  const isAlike = (i: number): boolean => {
    let distance = 0;
    for (let c = 0; c < 3; c++) distance += (data[4 * i + c]! - data[4 * start + c]!) ** 2;
    return distance <= tolerance ** 2;
  };
  // Every pixel is put here once at most.
  const waiting = new Int32Array(width * height);
  let count = 0;
  const visit = (i: number): void => {
    if (seen[i] === 1 || !isAlike(i)) return;
    seen[i] = 1;
    waiting[count++] = i;
  };
  visit(start);
  while (count > 0) {
    const i = waiting[--count]!;
    mask[i] = value;
    const column = i % width;
    if (column > 0) visit(i - 1);
    if (column < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
}
