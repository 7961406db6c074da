/**
 * Solves A x = b for a symmetric positive A by preconditioned conjugate gradients (Hestenes & Stiefel 1952,
 * doi:10.6028/jres.049.044), from x = 0.
 *
 * @param apply overwrites `to` with A p
 * @param b right-hand side; overwritten by what is left of it
 * @param precondition multiplies a vector by about the inverse of A, in place
 * @param steps most steps taken
 * @returns x
 */
export function conjugateGradients(
  apply: (p: Float32Array, to: Float32Array) => void,
  b: Float32Array,
  precondition: (r: Float32Array) => void,
  steps: number,
): Float32Array {
  const n = b.length;
  const x = new Float32Array(n);
  const z = b.slice();
  precondition(z);
  const p = z.slice();
  const q = new Float32Array(n);
  let rz = dot(b, z);
  for (let step = 0; step < steps && rz > 0; step++) {
    apply(p, q);
    const alpha = rz / dot(p, q);
    addScaled(x, p, alpha);
    if (step + 1 === steps) break;
    addScaled(b, q, -alpha);
    z.set(b);
    precondition(z);
    const next = dot(b, z);
    const beta = next / rz;
    rz = next;
    for (let i = 0; i < n; i++) p[i] = z[i]! + beta * p[i]!;
  }
  return x;
}

/** Four sums, for each addition to a single one would wait for the one before. */
function dot(a: Float32Array, b: Float32Array): number {
  const whole = a.length & ~3;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + s2 + s3;
}

function addScaled(a: Float32Array, b: Float32Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! + factor * b[i]!;
}
