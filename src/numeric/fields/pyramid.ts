/**
 * A field on ever coarser grids of 2 × 2 means, and the way back. A mean says nothing of where in its square the values
 * lie; the neighbouring means do.
 */

/** A field at one scale; NaN = masked. */
export interface Plane {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The 2 × 2 means of a field; an odd last row or column has no part. A square that is masked in part has the mean of a
 * diagonal, which on a plane is the mean of the four; without a whole diagonal it is masked.
 */
export function halved({ values, width, height }: Plane): Plane {
  const w = width >> 1;
  const h = height >> 1;
  const means = new Float32Array(w * h);
  for (let y = 0, o = 0; y < h; y++) {
    for (let x = 0, i = 2 * y * width; x < w; x++, i += 2) {
      const falling = values[i]! + values[i + width + 1]!;
      const rising = values[i + 1]! + values[i + width]!;
      const sum = falling + rising;
      if (!Number.isNaN(sum)) means[o++] = sum / 4;
      else means[o++] = (Number.isNaN(falling) ? rising : falling) / 2;
    }
  }
  return { values: means, width: w, height: h };
}

/**
 * Half the difference of the two values that a mean stands for, from its neighbours' means: exact on quadratics (average
 * interpolation, Donoho 1993), on lines next to a border or a masked mean.
 */
function halfStep(before: number, own: number, after: number): number {
  const both = (after - before) / 8;
  if (!Number.isNaN(both)) return both;
  const onward = (after - own) / 4;
  if (!Number.isNaN(onward)) return onward;
  const back = (own - before) / 4;
  return Number.isNaN(back) ? 0 : back;
}

/**
 * Reads means back as the values they stand for, row by row. Where the finer grid has a last row or column beyond the
 * means, it continues the last two.
 *
 * @param width columns of the finer grid: twice the means, or one more
 * @returns a function that gives row y of the finer grid; its next call overwrites it
 */
export function refinedRows(means: Plane, width: number): (y: number) => Float32Array {
  const { values, width: w, height: h } = means;
  const steps = new Float32Array(w);
  const blended = new Float32Array(w);
  const row = new Float32Array(width);
  const nothing = new Float32Array(w).fill(Number.NaN);
  const line = (k: number): Float32Array => (k < 0 || k >= h ? nothing : values.subarray(k * w, (k + 1) * w));
  let known = -1;
  return (y) => {
    const k = Math.min(y >> 1, h - 1);
    const own = line(k);
    if (k !== known) {
      const before = line(k - 1);
      const after = line(k + 1);
      for (let x = 0; x < w; x++) steps[x] = halfStep(before[x]!, own[x]!, after[x]!);
      known = k;
    }
    // The first, the second and, beyond the means, the third half step from the middle.
    const from = 2 * (y - 2 * k) - 1;
    for (let x = 0; x < w; x++) blended[x] = own[x]! + from * steps[x]!;
    let before = Number.NaN;
    let mean = blended[0]!;
    for (let x = 0; x < w; x++) {
      const after = x + 1 < w ? blended[x + 1]! : Number.NaN;
      const step = halfStep(before, mean, after);
      row[2 * x] = mean - step;
      row[2 * x + 1] = mean + step;
      before = mean;
      mean = after;
    }
    if (2 * w < width) row[2 * w] = 2 * row[2 * w - 1]! - row[2 * w - 2]!;
    return row;
  };
}
