import { lampParameters } from './illumination.js';
import type { Linearised } from './linearised.js';

/** Most steps of conjugate gradients towards a Gauss–Newton step. */
const innerSteps = 60;

/** Multiplies by the Gauss–Newton Hessian. */
function hessianProduct(l: Linearised, v: Float64Array, free: readonly number[], out: Float64Array): void {
  const { off, tt, tu, uu, lx, ly, rows, lambda, width } = l;
  const n = tt.length;
  const last = n - width;
  out.fill(0);
  const lamp = new Float64Array(lampParameters);
  free.forEach((k, at) => {
    lamp[k] = v[n + at]!;
  });
  // Written out: an inner loop over the parameters takes half as long again.
  const [d0, d1, d2, d3, d4, d5] = lamp as unknown as [number, number, number, number, number, number];
  let [s0, s1, s2, s3, s4, s5] = [0, 0, 0, 0, 0, 0];
  for (let i = 0, x = 0; i < n; i++, x = x + 1 === width ? 0 : x + 1) {
    const here = v[i]!;
    const left = x > 0 ? i - 1 : i;
    const right = x + 1 < width ? i + 1 : i;
    const above = i >= width ? i - width : i;
    const below = i < last ? i + width : i;
    const toLeft = v[left]!;
    const toRight = v[right]!;
    const over = v[above]!;
    const under = v[below]!;
    const bendX = right - left === 2 ? lambda * (toLeft - 2 * here + toRight) : 0;
    const bendY = below - above === 2 * width ? lambda * (over - 2 * here + under) : 0;
    let own = -2 * (bendX + bendY);
    let across = 0;
    let down = 0;
    if (off[i] === 0) {
      const ux = lx[i]!;
      const uy = ly[i]!;
      const o = lampParameters * i;
      // The derivative by the first parameter, the offset, is 1.
      const r1 = rows[o + 1]!;
      const r2 = rows[o + 2]!;
      const r3 = rows[o + 3]!;
      const r4 = rows[o + 4]!;
      const r5 = rows[o + 5]!;
      const u =
        ux * (toRight - toLeft) + uy * (under - over) + d0 + r1 * d1 + r2 * d2 + r3 * d3 + r4 * d4 + r5 * d5;
      const mixed = tu[i]!;
      const beta = mixed * here + uu[i]! * u;
      own += tt[i]! * here + mixed * u;
      across = beta * ux;
      down = beta * uy;
      s0 += beta;
      s1 += beta * r1;
      s2 += beta * r2;
      s3 += beta * r3;
      s4 += beta * r4;
      s5 += beta * r5;
    }
    out[i]! += own;
    out[left]! += bendX - across;
    out[right]! += bendX + across;
    out[above]! += bendY - down;
    out[below]! += bendY + down;
  }
  const sums = [s0, s1, s2, s3, s4, s5];
  free.forEach((k, at) => {
    out[n + at] = sums[k]!;
  });
}

/** Diagonal of the Hessian. */
function diagonalOf(l: Linearised, free: readonly number[]): Float64Array {
  const { off, tt, tu, uu, lx, ly, rows, lambda, width } = l;
  const n = tt.length;
  const m = free.length;
  const diagonal = new Float64Array(n + m).fill(1e-9);
  for (let i = 0; i < n; i++) {
    const x = i % width;
    const left = x > 0 ? i - 1 : i;
    const right = x < width - 1 ? i + 1 : i;
    const above = i >= width ? i - width : i;
    const below = i + width < n ? i + width : i;
    if (right - left === 2) {
      diagonal[left]! += lambda;
      diagonal[i]! += 4 * lambda;
      diagonal[right]! += lambda;
    }
    if (below - above === 2 * width) {
      diagonal[above]! += lambda;
      diagonal[i]! += 4 * lambda;
      diagonal[below]! += lambda;
    }
    if (off[i] !== 0) continue;
    const xx = uu[i]! * lx[i]! ** 2;
    const yy = uu[i]! * ly[i]! ** 2;
    diagonal[i]! += tt[i]!;
    diagonal[left]! += xx - (left === i ? 2 * tu[i]! * lx[i]! : 0);
    diagonal[right]! += xx + (right === i ? 2 * tu[i]! * lx[i]! : 0);
    diagonal[above]! += yy - (above === i ? 2 * tu[i]! * ly[i]! : 0);
    diagonal[below]! += yy + (below === i ? 2 * tu[i]! * ly[i]! : 0);
    for (let k = 0; k < m; k++) diagonal[n + k]! += uu[i]! * rows[lampParameters * i + free[k]!]! ** 2;
  }
  return diagonal;
}

/**
 * The step to the minimum of the quadratic about a fit: conjugate gradients preconditioned by the diagonal, until a part
 * of the residual is left, for far from the minimum the quadratic is not to be trusted anyway.
 */
export function gaussNewtonStep(l: Linearised, free: readonly number[], tolerance: number): Float64Array {
  const cells = l.tt.length;
  const n = cells + free.length;
  const diagonal = diagonalOf(l, free);
  const x = new Float64Array(n);
  const r = l.downhill.slice(0, n);
  free.forEach((k, at) => {
    r[cells + at] = l.downhill[cells + k]!;
  });
  const z = new Float64Array(n);
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  let rz = 0;
  for (let i = 0; i < n; i++) {
    z[i] = r[i]! / diagonal[i]!;
    rz += r[i]! * z[i]!;
  }
  p.set(z);
  const enough = tolerance * tolerance * rz;
  for (let step = 0; step < innerSteps && rz > enough; step++) {
    hessianProduct(l, p, free, q);
    let pq = 0;
    for (let i = 0; i < n; i++) pq += p[i]! * q[i]!;
    if (!(pq > 0)) break;
    const alpha = rz / pq;
    let next = 0;
    for (let i = 0; i < n; i++) {
      x[i]! += alpha * p[i]!;
      r[i]! -= alpha * q[i]!;
      z[i] = r[i]! / diagonal[i]!;
      next += r[i]! * z[i]!;
    }
    const beta = next / rz;
    rz = next;
    for (let i = 0; i < n; i++) p[i] = z[i]! + beta * p[i]!;
  }
  return x;
}
