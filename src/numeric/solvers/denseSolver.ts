/** Solves a small symmetric system by Gaussian elimination with pivoting; singular directions get 0. */
export function solveDense(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const a = matrix.slice();
  const x = right.slice();
  // Scaled to unit diagonal: parameters of very different size then pivot fairly.
  const scale = Float64Array.from({ length: n }, (_, i) => 1 / Math.sqrt(a[i * n + i]! || 1));
  for (let i = 0; i < n; i++) {
    x[i]! *= scale[i]!;
    for (let j = 0; j < n; j++) a[i * n + j]! *= scale[i]! * scale[j]!;
  }
  const used = new Int32Array(n).fill(-1);
  for (let column = 0; column < n; column++) {
    let pivot = -1;
    for (let i = 0; i < n; i++)
      if (
        !used.subarray(0, column).includes(i) &&
        (pivot < 0 || Math.abs(a[i * n + column]!) > Math.abs(a[pivot * n + column]!))
      )
        pivot = i;
    used[column] = pivot;
    const d = a[pivot * n + column]!;
    if (Math.abs(d) < 1e-12) continue;
    for (let i = 0; i < n; i++) {
      if (i === pivot) continue;
      const factor = a[i * n + column]! / d;
      for (let j = 0; j < n; j++) a[i * n + j]! -= factor * a[pivot * n + j]!;
      x[i]! -= factor * x[pivot]!;
    }
  }
  return Float64Array.from({ length: n }, (_, column) => {
    const d = a[used[column]! * n + column]!;
    return Math.abs(d) < 1e-12 ? 0 : (x[used[column]!]! / d) * scale[column]!;
  });
}
