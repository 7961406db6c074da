/** How rough a field is, as the priors of the joint decoding of JPEGs measure it. Masked pixels take no part. */

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

/** λ Σ√(Δ² + ε²) over neighbours along rows and columns; adds its gradient. */
export function roughnessTerm(
  t: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  lambda: number,
  epsilon: number,
  gradient: Float32Array,
): number {
  let sum = 0;
  const square = epsilon * epsilon;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (mask[i] !== 1) continue;
      if (x + 1 < width && mask[i + 1] === 1) {
        const d = t[i + 1]! - t[i]!;
        const r = Math.sqrt(d * d + square);
        sum += r;
        const g = (lambda * d) / r;
        gradient[i + 1]! += g;
        gradient[i]! -= g;
      }
      if (y + 1 < height && mask[i + width] === 1) {
        const d = t[i + width]! - t[i]!;
        const r = Math.sqrt(d * d + square);
        sum += r;
        const g = (lambda * d) / r;
        gradient[i + width]! += g;
        gradient[i]! -= g;
      }
    }
  }
  return lambda * sum;
}

/**
 * ½ slope Σ(first differences)² + ½ bend Σ(Laplacian)²; adds its gradient. Where neighbours on one axis are missing, the
 * Laplacian is that along the other, so that a ramp costs no bend at the borders.
 */
export function fieldEnergy(
  t: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  slope: number,
  bend: number,
  gradient: Float32Array,
): number {
  let slopes = 0;
  let bends = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (mask[i] !== 1) continue;
      const right = x + 1 < width && mask[i + 1] === 1;
      const down = y + 1 < height && mask[i + width] === 1;
      if (right) {
        const d = t[i + 1]! - t[i]!;
        slopes += d * d;
        gradient[i + 1]! += slope * d;
        gradient[i]! -= slope * d;
      }
      if (down) {
        const d = t[i + width]! - t[i]!;
        slopes += d * d;
        gradient[i + width]! += slope * d;
        gradient[i]! -= slope * d;
      }
      const across = right && x > 0 && mask[i - 1] === 1;
      const along = down && y > 0 && mask[i - width] === 1;
      const l =
        (across ? t[i - 1]! - 2 * t[i]! + t[i + 1]! : 0) +
        (along ? t[i - width]! - 2 * t[i]! + t[i + width]! : 0);
      bends += l * l;
      if (across) {
        gradient[i - 1]! += bend * l;
        gradient[i]! -= 2 * bend * l;
        gradient[i + 1]! += bend * l;
      }
      if (along) {
        gradient[i - width]! += bend * l;
        gradient[i]! -= 2 * bend * l;
        gradient[i + width]! += bend * l;
      }
    }
  }
  return 0.5 * (slope * slopes + bend * bends);
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
