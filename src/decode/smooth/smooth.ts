import { boxMean } from '../../numeric/fields/boxMean.js';

/** Half the side of the window, and its number of pixels. */
export const windowReach = 3;
const side = 2 * windowReach + 1;
const area = side * side;

/**
 * Weights that give the centre of a least-squares quadratic surface over 7 × 7 values (Savitzky and Golay 1964, in two
 * dimensions): for a full square grid the normal equations separate, and the weight of (u, v) is
 * a − b (u² + v²), with the moments of −3…3: n = 49, Σu² = 196, Σu⁴ = 1372, Σu²v² = 784.
 */
const quadraticWeights = ((): Float64Array => {
  const [s2, s4, s22] = [196, 1372, 784];
  // Unknowns c0, c1 = cuu = cvv of c0 + c1 (u² + v²), the only terms that reach the centre; weights solve A w = e0.
  const a11 = area;
  const a12 = 2 * s2;
  const a22 = 2 * (s4 + s22);
  const det = a11 * a22 - a12 * a12;
  const weights = new Float64Array(area);
  for (let v = -windowReach; v <= windowReach; v++)
    for (let u = -windowReach; u <= windowReach; u++)
      weights[(v + windowReach) * side + u + windowReach] = (a22 - a12 * (u * u + v * v)) / det;
  return weights;
})();

export interface Smoothed {
  /** width × height values; NaN where they were. */
  readonly values: Float32Array;
  /** Share of the noise variance that was taken out, averaged over the pixels. */
  readonly share: number;
  /** Mean squared distance of the values around each pixel from the local surfaces; NaN where none is valid. */
  readonly scatter: Float32Array;
}

/**
 * Takes measured noise out of a field: each value moves towards the local quadratic surface through its 7 × 7
 * surroundings by Wiener's factor noise / (noise + signal), the excess of the local scatter about that surface over the noise being the
 * field's own roughness. Rough fields are left as they are, smooth ones gain a factor of three.
 *
 * @param values width × height; NaN = masked
 * @param variance noise variance of each value, same units squared
 */
export function smoothQuadratic(
  values: Float32Array,
  variance: Float32Array,
  width: number,
  height: number,
): Smoothed {
  const fit = new Float32Array(values.length).fill(Number.NaN);
  // The weights are a − b (u² + v²): sums of the values and of u² times them along rows, then down columns.
  const a = quadraticWeights[(area - 1) / 2]!;
  const b = a - quadraticWeights[(area - 1) / 2 + 1]!;
  const plain = new Float32Array(values.length);
  const spread = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let p = y * width + windowReach; p < (y + 1) * width - windowReach; p++) {
      const pair1 = values[p - 1]! + values[p + 1]!;
      const pair2 = values[p - 2]! + values[p + 2]!;
      const pair3 = values[p - 3]! + values[p + 3]!;
      plain[p] = values[p]! + pair1 + pair2 + pair3;
      spread[p] = pair1 + 4 * pair2 + 9 * pair3;
    }
  }
  for (let y = windowReach; y < height - windowReach; y++) {
    for (let p = y * width + windowReach; p < (y + 1) * width - windowReach; p++) {
      const pair1 = plain[p - width]! + plain[p + width]!;
      const pair2 = plain[p - 2 * width]! + plain[p + 2 * width]!;
      const pair3 = plain[p - 3 * width]! + plain[p + 3 * width]!;
      let across = spread[p]!;
      for (let k = 1; k <= windowReach; k++) across += spread[p - k * width]! + spread[p + k * width]!;
      fit[p] = a * (plain[p]! + pair1 + pair2 + pair3) - b * (pair1 + 4 * pair2 + 9 * pair3 + across);
    }
  }
  for (let p = 0; p < values.length; p++)
    if (Number.isNaN(fit[p]!) && !Number.isNaN(values[p]!))
      fit[p] = quadraticWithGaps(values, width, height, p);
  const scatter = new Float32Array(values.length);
  for (let p = 0; p < values.length; p++) scatter[p] = (values[p]! - fit[p]!) ** 2;
  const localScatter = boxMean(scatter, width, height, windowReach);
  const localNoise = boxMean(variance, width, height, windowReach);
  const smooth = values.slice();
  // The residual of a fit with 49 values and 6 unknowns has (1 − weight of the centre) of the noise variance.
  const remaining = 1 - quadraticWeights[(area - 1) / 2]!;
  let taken = 0;
  let valid = 0;
  for (let p = 0; p < values.length; p++) {
    if (Number.isNaN(values[p]!)) continue;
    valid++;
    if (Number.isNaN(fit[p]!)) continue;
    const noise = remaining * localNoise[p]!;
    const share = localScatter[p]! > noise ? noise / localScatter[p]! : 1;
    smooth[p] = values[p]! + share * (fit[p]! - values[p]!);
    taken += share;
  }
  return { values: smooth, share: valid > 0 ? taken / valid : 0, scatter: localScatter };
}

/** A surface of six unknowns takes so many values to be better than the value itself. */
const leastValues = 16;

/** Centre of the least-squares quadratic surface through what values there are around a pixel; NaN if too few. */
function quadraticWithGaps(values: Float32Array, width: number, height: number, p: number): number {
  const x = p % width;
  const y = (p - x) / width;
  const system = new Float64Array(42);
  const terms = new Float64Array(7);
  let count = 0;
  for (let v = Math.max(-windowReach, -y); v <= Math.min(windowReach, height - 1 - y); v++) {
    for (let u = Math.max(-windowReach, -x); u <= Math.min(windowReach, width - 1 - x); u++) {
      const value = values[p + v * width + u]!;
      if (Number.isNaN(value)) continue;
      count++;
      terms[0] = 1;
      terms[1] = u;
      terms[2] = v;
      terms[3] = u * u;
      terms[4] = u * v;
      terms[5] = v * v;
      terms[6] = value;
      for (let i = 0; i < 6; i++) for (let j = i; j < 7; j++) system[7 * i + j]! += terms[i]! * terms[j]!;
    }
  }
  if (count < leastValues) return Number.NaN;
  // Elimination on the upper triangle of a symmetric system, the constant last so that it is read off directly.
  for (let i = 0; i < 6; i++) for (let j = 0; j < i; j++) system[7 * i + j] = system[7 * j + i]!;
  for (let k = 5; k > 0; k--) {
    const pivot = system[8 * k]!;
    if (pivot < 1e-6 * count) return Number.NaN;
    for (let i = 0; i < k; i++) {
      const f = system[7 * i + k]! / pivot;
      for (let j = 0; j < 7; j++) system[7 * i + j]! -= f * system[7 * k + j]!;
    }
  }
  return system[0]! > 0.3 ? system[6]! / system[0]! : Number.NaN;
}
