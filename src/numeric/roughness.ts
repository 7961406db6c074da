/** What the joint decoding of JPEGs measures of a field. Masked pixels take no part. */

/** Mean absolute difference of neighbours along rows: how rough a field is. */
export function meanDifference(t: Float32Array, mask: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const i = y * width + x;
      if (mask[i] !== 1 || mask[i + 1] !== 1) continue;
      sum += Math.abs(t[i + 1]! - t[i]!);
      count++;
    }
  }
  // A flat picture still has differences of a hundredth of a level.
  return Math.max(count > 0 ? sum / count : 0, 4e-5);
}

/** Mean of the valid pixels in the square around each pixel. */
export function boxMean(
  values: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  // Sums of each column over the rows of the square, then of the columns: all in the space of two rows.
  const sums = new Float64Array(width);
  const counts = new Int32Array(width);
  const addRow = (y: number, sign: 1 | -1): void => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (mask[i] !== 1) continue;
      sums[x]! += sign * values[i]!;
      counts[x]! += sign;
    }
  };
  const mean = new Float32Array(values.length);
  for (let y = 0; y < Math.min(radius, height); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(y + radius, 1);
    if (y > radius) addRow(y - radius - 1, -1);
    let s = 0;
    let n = 0;
    for (let x = 0; x < Math.min(radius, width); x++) {
      s += sums[x]!;
      n += counts[x]!;
    }
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (x + radius < width) {
        s += sums[x + radius]!;
        n += counts[x + radius]!;
      }
      if (x > radius) {
        s -= sums[x - radius - 1]!;
        n -= counts[x - radius - 1]!;
      }
      mean[i] = n > 0 ? s / n : 0;
    }
  }
  return mean;
}
