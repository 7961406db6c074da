import { type Illumination, lampParameters, pointOn, surfacePoint } from './illumination.js';
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

/** The cost about a field and a lamp, to second order. */
export interface Linearised {
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

/** The cost of a field under a lamp, and how it changes with either. */
export function linearise(
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
