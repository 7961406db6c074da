import type { Plane } from '../../numeric/pyramid.js';

/** Marks that are drawn over data hide less than this many means of 2 × 2 pixels across; real holes are wider. */
const widest = 4;

/**
 * Closes narrow gaps in a field, in place, by the cubics through two values at either side (Lagrange), along rows and
 * columns: a fit over nine values then need not stop at every line that is drawn over the data. What it makes up weighs
 * little and is judged, like all of the fit, by the pixels around.
 */
export function bridgeGaps({ values, width, height }: Plane): void {
  let gaps = false;
  for (let i = 0; i < values.length && !gaps; i++) gaps = Number.isNaN(values[i]!);
  if (!gaps) return;
  const sum = new Float32Array(values.length);
  const weight = new Float32Array(values.length);
  for (let y = 0; y < height; y++) bridgeLine(values, sum, weight, y * width, 1, width);
  for (let x = 0; x < width; x++) bridgeLine(values, sum, weight, x, width, height);
  for (let i = 0; i < values.length; i++) if (weight[i]! > 0) values[i] = sum[i]! / weight[i]!;
}

/** Adds what the gaps of one line would be filled with, short gaps with more weight. */
function bridgeLine(
  values: Float32Array,
  sum: Float32Array,
  weight: Float32Array,
  origin: number,
  step: number,
  length: number,
): void {
  const at = (k: number): number => (k >= 0 && k < length ? values[origin + k * step]! : Number.NaN);
  let k = 0;
  while (k < length) {
    while (k < length && !Number.isNaN(at(k))) k++;
    const start = k;
    while (k < length && Number.isNaN(at(k))) k++;
    const gap = k - start;
    const [a, b, c, d] = [at(start - 2), at(start - 1), at(k), at(k + 1)];
    if (gap === 0 || gap > widest || Number.isNaN(a + b + c + d)) continue;
    for (let j = 1; j <= gap; j++) {
      // Nodes −1, 0, gap + 1 and gap + 2.
      const [p, q, r, s] = [j + 1, j, j - gap - 1, j - gap - 2];
      const g = gap + 1;
      const cubic =
        (-a * q * r * s) / (g + 1) / (g + 2) +
        (b * p * r * s) / g / (g + 1) +
        (-c * p * q * s) / g / (g + 1) +
        (d * p * q * r) / (g + 1) / (g + 2);
      const i = origin + (start + j - 1) * step;
      sum[i]! += cubic / (gap * gap);
      weight[i]! += 1 / (gap * gap);
    }
  }
}
