/**
 * Which pixels something was drawn over: those whose colour is off the map (seeds), and the anti-aliased fringe
 * around them whose blended colours lie on the map by accident.
 */

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
      const { expected, spread } = planeThrough(clean.dx, clean.dy, clean.value, count);
      if (Math.abs(values[i]! - expected) > Math.max(floor, deviations * spread)) fringe[i] = 1;
    }
  }
  return fringe;
}

/** 1 within `reach` (in rows and columns) of a 1; square windows, in two passes. */
export function dilated(marks: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const along = new Uint8Array(marks.length);
  for (let y = 0; y < height; y++) {
    let last = Number.NEGATIVE_INFINITY;
    for (let x = 0; x < width; x++) {
      if (marks[y * width + x] === 1) last = x;
      if (x - last <= reach) along[y * width + x] = 1;
    }
    last = Number.POSITIVE_INFINITY;
    for (let x = width - 1; x >= 0; x--) {
      if (marks[y * width + x] === 1) last = x;
      if (last - x <= reach) along[y * width + x] = 1;
    }
  }
  const result = new Uint8Array(marks.length);
  const last = new Int32Array(width).fill(-reach - 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (along[y * width + x] === 1) last[x] = y;
      if (y - last[x]! <= reach) result[y * width + x] = 1;
    }
  }
  last.fill(height + reach);
  for (let y = height - 1; y >= 0; y--) {
    for (let x = 0; x < width; x++) {
      if (along[y * width + x] === 1) last[x] = y;
      if (last[x]! - y <= reach) result[y * width + x] = 1;
    }
  }
  return result;
}

/**
 * Value at the origin of the plane through the points, and the median absolute deviation from it. The slope is damped
 * by one pixel's worth, so that a few points on one side do not extrapolate wildly.
 */
function planeThrough(
  dx: Float64Array,
  dy: Float64Array,
  value: Float64Array,
  count: number,
): { expected: number; spread: number } {
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
  const expected = medianOf(value, count);
  for (let k = 0; k < count; k++) value[k] = Math.abs(value[k]! - expected);
  return { expected, spread: medianOf(value, count) };
}

function medianOf(values: Float64Array, count: number): number {
  const sorted = values.subarray(0, count).sort();
  return (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2;
}

/**
 * Seeds of a noisy picture, by hysteresis: pixels beyond `low` that are connected (by sides or corners) to one beyond
 * `high`. Noise has tails, so a single threshold fires where nothing is drawn, or misses the soft rims of what is.
 *
 * @param residual distance from the map; width × height
 * @param excluded pixels (1) that cannot be seeds
 * @returns 1 for seeds
 */
export function hysteresisSeeds(
  residual: Float32Array,
  excluded: Uint8Array,
  width: number,
  height: number,
  low: number,
  high: number,
): Uint8Array {
  const seeds = new Uint8Array(residual.length);
  const stack: number[] = [];
  for (let i = 0; i < residual.length; i++) {
    if (excluded[i] !== 0 || residual[i]! <= high || seeds[i] === 1) continue;
    seeds[i] = 1;
    stack.push(i);
    while (stack.length > 0) {
      const p = stack.pop()!;
      const x = p % width;
      const y = (p - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const q = v * width + u;
          if (seeds[q] === 1 || excluded[q] !== 0 || residual[q]! <= low) continue;
          seeds[q] = 1;
          stack.push(q);
        }
    }
  }
  return seeds;
}
