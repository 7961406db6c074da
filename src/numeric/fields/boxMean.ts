/**
 * Mean of what values there are in the square of 2 · radius + 1 pixels around each pixel, by running sums: the radius costs
 * nothing.
 *
 * @param values width × height, none below 0; NaN where there is none
 * @returns NaN where the square holds no value
 */
export function boxMean(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  // Sums of each column over the rows of the square, then of the columns: all in the space of two rows.
  const sums = new Float64Array(width);
  const counts = new Int32Array(width);
  const addRow = (y: number, sign: 1 | -1): void => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      if (Number.isNaN(values[i]!)) continue;
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
      // What has been added and taken away again leaves its rounding.
      mean[i] = n > 0 ? Math.max(0, s / n) : Number.NaN;
    }
  }
  return mean;
}
