/** The vectors' own arithmetic, and where new ones come from. */
export interface VectorKernels {
  /** Zeros. */
  readonly floats: (length: number) => Float32Array;
  /** Σ a b. */
  readonly dot: (a: Float32Array, b: Float32Array) => number;
  /** x += α p, r −= α q. */
  readonly descend: (
    x: Float32Array,
    p: Float32Array,
    r: Float32Array,
    q: Float32Array,
    alpha: number,
  ) => void;
  /** p = z + β p. */
  readonly turn: (p: Float32Array, z: Float32Array, beta: number) => void;
}

/**
 * Solves A x = b for a symmetric positive A by preconditioned conjugate gradients (Hestenes & Stiefel 1952,
 * doi:10.6028/jres.049.044), from x = 0.
 *
 * @param apply overwrites `to` with A p
 * @param b right-hand side; overwritten by what is left of it
 * @param precondition writes a vector times about the inverse of A
 * @param steps most steps taken
 * @returns x
 */
export function conjugateGradients(
  apply: (p: Float32Array, to: Float32Array) => void,
  b: Float32Array,
  precondition: (r: Float32Array, to: Float32Array) => void,
  steps: number,
  { floats, dot, descend, turn }: VectorKernels = plainVectors,
): Float32Array {
  const n = b.length;
  const x = floats(n);
  const z = floats(n);
  precondition(b, z);
  const p = floats(n);
  p.set(z);
  const q = floats(n);
  let rz = dot(b, z);
  for (let step = 0; step < steps && rz > 0; step++) {
    apply(p, q);
    const alpha = rz / dot(p, q);
    descend(x, p, b, q, alpha);
    if (step + 1 === steps) break;
    precondition(b, z);
    const next = dot(b, z);
    const beta = next / rz;
    rz = next;
    turn(p, z, beta);
  }
  return x;
}

/** Four sums, for each addition to a single one would wait for the one before. */
function plainDot(a: Float32Array, b: Float32Array): number {
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

/** The same in plain code. */
export const plainVectors: VectorKernels = {
  floats: (length) => new Float32Array(length),
  dot: plainDot,
  descend: (x, p, r, q, alpha) => {
    for (let i = 0; i < x.length; i++) {
      x[i] = x[i]! + alpha * p[i]!;
      r[i] = r[i]! - alpha * q[i]!;
    }
  },
  turn: (p, z, beta) => {
    for (let i = 0; i < p.length; i++) p[i] = z[i]! + beta * p[i]!;
  },
};
