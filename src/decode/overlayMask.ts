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
 * Finds the fringe of seeds: pixels within `reach` of a seed whose value departs from the median of the clean
 * neighbours by more than `floor` and more than they scatter. Nothing is dilated blindly: a pixel next to a mark that
 * agrees with its surroundings stays. The outermost pixels of the plane are suspects too.
 *
 * @param values position of each pixel, width × height
 * @param off 1 for seeds, 2 for other pixels that hold no data; 0 = data
 * @param reach how far blends reach, in pixels
 * @param floor departure in positions that is always forgiven
 * @returns 1 for fringe pixels
 */
export function fringeOf(
  values: Float32Array,
  off: Uint8Array,
  width: number,
  height: number,
  reach: number,
  floor: number,
): Uint8Array {
  const near = dilated(off, width, height, reach);
  // A plot area's outermost pixels are often half frame, though no pixel of the frame itself is in the box.
  for (let x = 0; x < width; x++) near[x] = near[(height - 1) * width + x] = 1;
  for (let y = 0; y < height; y++) near[y * width] = near[y * width + width - 1] = 1;
  const fringe = new Uint8Array(off.length);
  const scratch = new Float64Array((4 * neighbourhood + 1) ** 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (near[i] === 0 || off[i] !== 0) continue;
      let count = 0;
      for (let radius = neighbourhood; count < enough && radius <= 2 * neighbourhood; radius *= 2) {
        count = 0;
        const top = Math.max(0, y - radius);
        const bottom = Math.min(height - 1, y + radius);
        const left = Math.max(0, x - radius);
        const right = Math.min(width - 1, x + radius);
        for (let yy = top; yy <= bottom; yy++) {
          for (let k = yy * width + left; k <= yy * width + right; k++)
            if (near[k] === 0 && off[k] === 0) scratch[count++] = values[k]!;
        }
      }
      if (count < enough) continue;
      const centre = medianOf(scratch, count);
      for (let k = 0; k < count; k++) scratch[k] = Math.abs(scratch[k]! - centre);
      const spread = medianOf(scratch, count);
      if (Math.abs(values[i]! - centre) > Math.max(floor, deviations * spread)) fringe[i] = 1;
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

function medianOf(values: Float64Array, count: number): number {
  const sorted = values.subarray(0, count).sort();
  return (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2;
}
