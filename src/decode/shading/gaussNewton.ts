import { type Illumination, illuminationOf, lampParameters, pointOn, surfacePoint } from './illumination.js';
import type { ShadingSurface } from './surface.js';

/** A picture to be explained as a field under its own light. */
export interface ShadedScene {
  readonly surface: ShadingSurface;
  /** 3 per cell, sRGB. */
  readonly colours: Float32Array;
  /** Cells other than 0 take no part but as neighbours. */
  readonly off: Uint8Array;
  readonly width: number;
}

export interface ShadedFit {
  readonly t: Float64Array;
  readonly light: Illumination;
  /** Mean cost per cell that takes part, squared RGB units: misfit and bending. */
  readonly cost: number;
}

/** How far a fit is trusted to the colours, and to smoothness. */
export interface ShadedStage {
  /** Residual at which a colour counts half, RGB units. */
  readonly soft: number;
  /** Weight of squared second differences of t. */
  readonly lambda: number;
  /** Most Gauss–Newton steps. */
  readonly rounds: number;
  /** Part of the residual that conjugate gradients may leave of a step. */
  readonly tolerance: number;
}

/** Most steps of conjugate gradients towards a Gauss–Newton step. */
const innerSteps = 60;
const halvings = 6;
/** A round that lowers the cost by less than this share is the last. */
const leastGain = 2e-3;

/**
 * The field and the lamp that minimise
 *
 *     Σ s² log(1 + |colour − surface(t, light(∇t))|²/s²) + λ Σ (second differences of t)²
 *
 * by Gauss–Newton over both at once, each step by conjugate gradients. (In turns, they would creep: a wrong lamp bends
 * the field to fit it.)
 *
 * @param start not changed
 * @param free which of the lamp's parameters are sought (0…5, in their order)
 */
export function fitShaded(
  scene: ShadedScene,
  start: Float64Array,
  lamp: Illumination,
  stage: ShadedStage,
  free: readonly number[],
): ShadedFit {
  const n = start.length;
  let t = start;
  let light = lamp;
  let linear = linearise(scene, t, light, stage);
  let taking = 0;
  for (let i = 0; i < n; i++) if (scene.off[i] === 0) taking++;
  for (let round = 0; round < stage.rounds; round++) {
    const step = gaussNewtonStep(linear, free, stage.tolerance);
    let found = false;
    const before = linear.cost;
    for (let trial = 0, s = 1; trial < halvings && !found; trial++, s /= 2) {
      const next = new Float64Array(n);
      for (let i = 0; i < n; i++) next[i] = Math.min(1, Math.max(0, t[i]! + s * step[i]!));
      const moved = illuminationOf(light, (k) => {
        const at = free.indexOf(k);
        return at < 0 ? 0 : s * step[n + at]!;
      });
      const trialLinear = linearise(scene, next, moved, stage);
      if (trialLinear.cost < linear.cost) {
        t = next;
        light = moved;
        linear = trialLinear;
        found = true;
      }
    }
    if (!found || linear.cost > (1 - leastGain) * before) break;
  }
  return { t, light, cost: linear.cost / Math.max(1, taking) };
}

/** The cost about a field and a lamp, to second order. */
interface Linearised {
  readonly cost: number;
  readonly width: number;
  readonly lambda: number;
  readonly off: Uint8Array;
  /** Weighted products of the colour's derivatives by t and by intensity; and with the residual. */
  readonly tt: Float32Array;
  readonly tu: Float32Array;
  readonly uu: Float32Array;
  /** Derivatives of the intensity by the two differences. */
  readonly lx: Float32Array;
  readonly ly: Float32Array;
  /** Derivatives of the intensity by the lamp's parameters, 6 per cell. */
  readonly rows: Float32Array;
  /** Downhill direction: n + 6. */
  readonly downhill: Float64Array;
}

function linearise(
  { surface, colours, off, width }: ShadedScene,
  t: Float64Array,
  light: Illumination,
  { soft, lambda }: ShadedStage,
): Linearised {
  const n = t.length;
  const tt = new Float32Array(n);
  const tu = new Float32Array(n);
  const uu = new Float32Array(n);
  const lx = new Float32Array(n);
  const ly = new Float32Array(n);
  const rows = new Float32Array(lampParameters * n);
  const downhill = new Float64Array(n + lampParameters);
  const point = surfacePoint();
  let cost = 0;
  for (let i = 0; i < n; i++) {
    const x = i % width;
    const left = x > 0 ? i - 1 : i;
    const right = x < width - 1 ? i + 1 : i;
    const above = i >= width ? i - width : i;
    const below = i + width < n ? i + width : i;
    if (right - left === 2) {
      const bend = t[left]! - 2 * t[i]! + t[right]!;
      cost += lambda * bend * bend;
      downhill[left]! -= lambda * bend;
      downhill[i]! += 2 * lambda * bend;
      downhill[right]! -= lambda * bend;
    }
    if (below - above === 2 * width) {
      const bend = t[above]! - 2 * t[i]! + t[below]!;
      cost += lambda * bend * bend;
      downhill[above]! -= lambda * bend;
      downhill[i]! += 2 * lambda * bend;
      downhill[below]! -= lambda * bend;
    }
    if (off[i] !== 0) continue;
    const perX = right > left ? 1 / (right - left) : 0;
    const perY = below > above ? width / (below - above) : 0;
    const gx = (t[right]! - t[left]!) * perX;
    const gy = (t[below]! - t[above]!) * perY;
    const root = 1 / Math.sqrt(1 + light.p * gx * gx + light.q * gy * gy);
    const dot = light.a * gx + light.b * gy + light.c;
    const raw = light.offset + dot * root;
    const inside = raw > 0 && raw < 1;
    pointOn(surface, t[i]!, inside ? raw : raw > 0 ? 1 : 0, point);
    let square = 0;
    let [a, b, c, d, e] = [0, 0, 0, 0, 0];
    for (let k = 0; k < 3; k++) {
      const r = colours[3 * i + k]! - point.colour[k]!;
      const byT = point.byT[k]!;
      const byI = inside ? point.byIntensity[k]! : 0;
      square += r * r;
      a += byT * byT;
      b += byT * byI;
      c += byI * byI;
      d += byT * r;
      e += byI * r;
    }
    cost += soft * soft * Math.log1p(square / (soft * soft));
    const weight = 1 / (1 + square / (soft * soft));
    tt[i] = weight * a;
    tu[i] = weight * b;
    uu[i] = weight * c;
    const cube = dot * root * root * root;
    const ux = (light.a * root - cube * light.p * gx) * perX;
    const uy = (light.b * root - cube * light.q * gy) * perY;
    lx[i] = ux;
    ly[i] = uy;
    const o = lampParameters * i;
    rows[o] = 1;
    rows[o + 1] = gx * root;
    rows[o + 2] = gy * root;
    rows[o + 3] = root;
    rows[o + 4] = -0.5 * cube * (gx * gx + gy * gy);
    rows[o + 5] = -0.5 * cube * (gx * gx - gy * gy);
    downhill[i]! += weight * d;
    const l = weight * e;
    downhill[right]! += l * ux;
    downhill[left]! -= l * ux;
    downhill[below]! += l * uy;
    downhill[above]! -= l * uy;
    for (let k = 0; k < lampParameters; k++) downhill[n + k]! += l * rows[o + k]!;
  }
  return { cost, width, lambda, off, tt, tu, uu, lx, ly, rows, downhill };
}

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
function gaussNewtonStep(l: Linearised, free: readonly number[], tolerance: number): Float64Array {
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
