type Points = readonly (readonly [x: number, y: number])[];

/** Sets the pixels whose centres lie within a radius of a line through points. */
export function discsAlong(
  mask: Uint8Array,
  width: number,
  height: number,
  points: Points,
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
  mask: Uint8Array,
  width: number,
  height: number,
  points: Points,
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
  mask: Uint8Array,
  width: number,
  height: number,
  points: Points,
  value: number,
): void {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const from = Math.max(0, Math.round(Math.min(...xs)));
  const to = Math.min(width, Math.round(Math.max(...xs)));
  for (
    let y = Math.max(0, Math.round(Math.min(...ys)));
    y < Math.min(height, Math.round(Math.max(...ys)));
    y++
  )
    mask.fill(value, y * width + from, y * width + Math.max(from, to));
}
