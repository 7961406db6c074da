/** How rough a field is, as the prior of the joint decoding of JPEGs measures it. Masked pixels take no part. */

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

/** Mean absolute second difference along rows: how much a field bends. */
export function meanBend(t: Float32Array, mask: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      const i = y * width + x;
      if (mask[i - 1] !== 1 || mask[i] !== 1 || mask[i + 1] !== 1) continue;
      sum += Math.abs(t[i - 1]! - 2 * t[i]! + t[i + 1]!);
      count++;
    }
  }
  return Math.max(count > 0 ? sum / count : 0, 4e-5);
}

/** λ Σ√(Δ² + ε²) over second differences along rows and columns; adds its gradient. */
export function bendTerm(
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
  const see = (i: number, step: number): void => {
    if (mask[i - step] !== 1 || mask[i + step] !== 1) return;
    const d = t[i - step]! - 2 * t[i]! + t[i + step]!;
    const r = Math.sqrt(d * d + square);
    sum += r;
    const g = (lambda * d) / r;
    gradient[i - step]! += g;
    gradient[i]! -= 2 * g;
    gradient[i + step]! += g;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (mask[i] !== 1) continue;
      if (x > 0 && x + 1 < width) see(i, 1);
      if (y > 0 && y + 1 < height) see(i, width);
    }
  }
  return lambda * sum;
}

/** Mean of the valid pixels in the square around each pixel. */
export function boxMean(
  values: Float32Array,
  mask: Uint8Array,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const counts = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let s = 0;
    let n = 0;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (mask[i] === 1) {
        s += values[i]!;
        n++;
      }
      const o = y * stride + x + 1;
      sums[o + stride] = sums[o]! + s;
      counts[o + stride] = counts[o]! + n;
    }
  }
  const mean = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * stride;
    const bottom = Math.min(height, y + radius + 1) * stride;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const s = sums[bottom + right]! - sums[top + right]! - sums[bottom + left]! + sums[top + left]!;
      const n = counts[bottom + right]! - counts[top + right]! - counts[bottom + left]! + counts[top + left]!;
      mean[y * width + x] = n > 0 ? s / n : 0;
    }
  }
  return mean;
}
