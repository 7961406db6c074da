import type { Plane } from './pyramid.js';

/** Half the length of the window: nine values take three quarters of the noise out along a line, and half a wave of 20 stays. */
export const reach = 4;
const length = 2 * reach + 1;
/** Shorter stretches get a line, for a parabola would follow their noise. */
const leastParabola = 5;

/**
 * Weights of the least-squares parabola (or line) through `n` values at 0…n − 1 that give its value at each of them
 * (Savitzky & Golay 1964), n × n, for all n up to the window's length.
 */
const weights: readonly Float64Array[] = Array.from({ length: length + 1 }, (_, n) => fitWeights(n));

function fitWeights(n: number): Float64Array {
  const table = new Float64Array(n * n);
  // Discrete Legendre polynomials, by Gram and Schmidt: the projection on them is the fit.
  const degree = Math.min(n - 1, n < leastParabola ? 1 : 2);
  const basis: Float64Array[] = [];
  for (let d = 0; d <= degree; d++) {
    const p = Float64Array.from({ length: n }, (_, i) => (i - (n - 1) / 2) ** d);
    for (const q of basis) {
      const part = dot(p, q);
      for (let i = 0; i < n; i++) p[i]! -= part * q[i]!;
    }
    const norm = Math.sqrt(dot(p, p));
    basis.push(p.map((v) => v / norm));
  }
  for (const p of basis)
    for (let at = 0; at < n; at++) for (let i = 0; i < n; i++) table[at * n + i]! += p[at]! * p[i]!;
  return table;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Variance of white noise that the fit along one line leaves in the middle of its window. */
export const remainingNoise = weights[length]![reach * length + reach]!;

/**
 * Each value replaced by that of the least-squares parabola through the nine around it, along rows and then along
 * columns: noise goes, what bends no more than a parabola over nine pixels stays. Next to borders and masked pixels the
 * window moves aside; between them it shrinks.
 *
 * @returns rows `from` to `to` (exclusive) of the fit
 */
export function locallyQuadratic(plane: Plane, from = 0, to = plane.height): Plane {
  const along = new Float32Array(plane.values.length);
  fitRows(plane, along);
  return { values: fitColumns({ ...plane, values: along }, from, to), width: plane.width, height: to - from };
}

/** Weights of a whole window for its middle: that of the middle itself, of its two neighbours, of those beyond, and so on. */
export const windowWeights = weights[length]!.subarray(reach * length + reach, (reach + 1) * length);
const w0 = windowWeights[0]!;
const w1 = windowWeights[1]!;
const w2 = windowWeights[2]!;
const w3 = windowWeights[3]!;
const w4 = windowWeights[4]!;

function fitRows({ values, width, height }: Plane, out: Float32Array): void {
  for (let y = 0; y < height; y++) {
    const from = y * width;
    const to = from + width;
    for (let i = from; i < to; i++) {
      let v = Number.NaN;
      if (i >= from + reach && i < to - reach)
        v =
          w0 * values[i]! +
          w1 * (values[i - 1]! + values[i + 1]!) +
          w2 * (values[i - 2]! + values[i + 2]!) +
          w3 * (values[i - 3]! + values[i + 3]!) +
          w4 * (values[i - 4]! + values[i + 4]!);
      out[i] = Number.isNaN(v) ? fitInStretch(values, i, 1, i - from, to - 1 - i) : v;
    }
  }
}

function fitColumns({ values, width, height }: Plane, from: number, to: number): Float32Array {
  const out = new Float32Array((to - from) * width);
  const a = width;
  const b = 2 * width;
  const c = 3 * width;
  const d = 4 * width;
  for (let y = from, i = from * width, o = 0; y < to; y++) {
    const inside = y >= reach && y < height - reach;
    for (const end = i + width; i < end; i++, o++) {
      let v = Number.NaN;
      if (inside)
        v =
          w0 * values[i]! +
          w1 * (values[i - a]! + values[i + a]!) +
          w2 * (values[i - b]! + values[i + b]!) +
          w3 * (values[i - c]! + values[i + c]!) +
          w4 * (values[i - d]! + values[i + d]!);
      out[o] = Number.isNaN(v) ? fitInStretch(values, i, width, y, height - 1 - y) : v;
    }
  }
  return out;
}

/** The fit at pixel i within the stretch of unmasked pixels about it, which has at most `before` and `after` neighbours. */
export function fitInStretch(
  values: Float32Array,
  i: number,
  step: number,
  before: number,
  after: number,
): number {
  if (Number.isNaN(values[i]!)) return Number.NaN;
  // As far as the window could have to move.
  const most = length - 1;
  let back = 0;
  while (back < Math.min(before, most) && !Number.isNaN(values[i - (back + 1) * step]!)) back++;
  let on = 0;
  while (on < Math.min(after, most) && !Number.isNaN(values[i + (on + 1) * step]!)) on++;
  const n = Math.min(length, back + 1 + on);
  const at = Math.max(n - 1 - on, Math.min(back, n >> 1));
  const row = weights[n]!;
  let sum = 0;
  for (let k = 0; k < n; k++) sum += row[at * n + k]! * values[i + (k - at) * step]!;
  return sum;
}
