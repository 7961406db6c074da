import { minimise } from './quasiNewton.js';
import {
  ends,
  fitIllumination,
  gradients,
  type Illumination,
  intensityOf,
  pointOn,
  sides,
  surfacePoint,
} from './shadingIllumination.js';
import type { ShadingSurface } from './shadingSurface.js';

/**
 * Where a map's colours are saturated, light moves a colour along the map itself: (0, ½, 1) under `overlay` becomes
 * (0, 1, 1), another value of a rainbow. No pixel can tell that from data. But the light is mostly that of the field
 * itself, and so the field has to be one whose own hillshade makes the picture's colours. `selfShaded` finds the
 * smoothest such field: it minimises
 *
 *     Σ log(1 + |colour − surface(t, light(∇t))|²/s²) + λ Σ (second differences of t)²
 *
 * over t by quasi-Newton steps, in turn with the lamp by Gauss–Newton (shape from shading, Horn 1970, with colour).
 */

/** Rounds of leaps and settling after the first; the second still gains a tenth, further ones hardly. */
const turns = 2;
/** Quasi-Newton steps of a settling. */
const fieldSteps = 16;
const lampSteps = 8;
/** Residuals at which a colour counts half, RGB units: wide while the field is wrong in places, then what interpolation leaves. */
const wide = 30;
const narrow = 10;
/** Weights of squared second differences in those two stages: fields that bend by .05 and by .02 a pixel pay one. */
const lambdaWide = 200;
const lambdaNarrow = 1000;
/** How far a pixel may leap, in positions: a sixth of a hue circle, from one saturated corner of it to the next. */
const leap = 0.16;
const leapStep = 1 / 256;
/** Smoothing before the lamp is first sought, and before a leap: Gaussians of 2.4 and 1.4 pixels. */
const strong = 9;
const weak = 3;
/**
 * Share of the misfit of an unshaded, slightly smoothed field that the field with its lamp may leave: shaded figures
 * leave .2–.4, unshaded ones 1.6 and more, for a field made to cast shadows that are not there fits worse.
 */
const believableField = 0.7;
/** Improvement of the misfit that a lamp must make over even light to be pursued. */
const believableLamp = 0.97;

export interface SelfShaded {
  readonly t: Float32Array;
  readonly light: Illumination;
  /** Residual under the final lamp, RGB units. */
  readonly residual: Float32Array;
}

/**
 * @param surface of the blend
 * @param colours 3 per pixel, sRGB
 * @param start positions as if nothing were shaded
 * @param unbiased positions picked anywhere on the surface: the lamp is first sought with these, since under `start`
 *   even light explains everything
 * @param off pixels other than 0 take no part
 * @returns undefined where no lamp with a smooth field explains the colours better than even light does
 */
export function selfShaded(
  surface: ShadingSurface,
  colours: Float32Array,
  start: Float32Array,
  unbiased: Float32Array,
  off: Uint8Array,
  width: number,
): SelfShaded | undefined {
  const guess = smoothed(unbiased, off, width, strong);
  const even: Illumination = { offset: 0.5, a: 0, b: 0, c: 0.01, p: 1, q: 1 };
  const neutral = fitIllumination(surface, colours, guess, off, width, even, narrow, 1);
  const first = fitIllumination(surface, colours, guess, off, width, even, narrow, 2 * lampSteps);
  if (!(first.misfit < believableLamp * neutral.misfit)) return undefined;
  let light = first.light;
  const residual = new Float32Array(start.length);
  const t = smoothed(start, off, width, strong);
  const turn = (soft: number, lambda: number): void => {
    settle(surface, colours, t, off, width, light, soft, lambda, residual);
    light = fitIllumination(surface, colours, t, off, width, light, narrow, lampSteps).light;
  };
  turn(wide, lambdaWide);
  for (let k = 0; k < turns; k++) {
    leapTo(surface, colours, t, off, width, light);
    turn(wide, lambdaWide);
  }
  turn(narrow, lambdaNarrow);
  const unshaded = smoothed(start, off, width, weak);
  const without = fitIllumination(surface, colours, unshaded, off, width, even, narrow, 1).misfit;
  const explained = fitIllumination(surface, colours, t, off, width, light, narrow, 1).misfit;
  return explained < believableField * without ? { t, light, residual } : undefined;
}

/** Lets each pixel leap to the value that suits the light best: settling alone cannot cross a corner, where light does nothing. */
function leapTo(
  surface: ShadingSurface,
  colours: Float32Array,
  t: Float32Array,
  off: Uint8Array,
  width: number,
  light: Illumination,
): void {
  const from = smoothed(t, off, width, weak);
  const { gx, gy } = gradients(from, off, width);
  const point = surfacePoint();
  for (let i = 0; i < t.length; i++) {
    if (off[i] !== 0) continue;
    const intensity = Math.min(1, Math.max(0, intensityOf(light, gx[i]!, gy[i]!)));
    let least = Number.POSITIVE_INFINITY;
    for (let move = -leap; move <= leap; move += leapStep) {
      const value = from[i]! + move;
      if (value < 0 || value > 1) continue;
      pointOn(surface, value, intensity, point);
      let square = 0;
      for (let c = 0; c < 3; c++) square += (colours[3 * i + c]! - point.colour[c]!) ** 2;
      const cost = Math.log1p(square / (2 * narrow * narrow)) + lambdaWide * move * move;
      if (cost < least) {
        least = cost;
        t[i] = value;
      }
    }
  }
}

/** Moves t to the field that the lamp, the colours and smoothness agree on. */
function settle(
  surface: ShadingSurface,
  colours: Float32Array,
  t: Float32Array,
  off: Uint8Array,
  width: number,
  light: Illumination,
  soft: number,
  lambda: number,
  residual: Float32Array,
): void {
  const n = t.length;
  const point = surfacePoint();
  const beside = neighbourTable(off, width);
  const scale = stepScale(surface, t, off, width, light, soft, lambda);
  const objective = (x: Float32Array, gradient: Float32Array): number => {
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      if (off[i] !== 0) continue;
      const left = beside[4 * i]!;
      const right = beside[4 * i + 1]!;
      const above = beside[4 * i + 2]!;
      const below = beside[4 * i + 3]!;
      const across = right - left;
      const down = (below - above) / width;
      const gx = across > 0 ? (x[right]! - x[left]!) / across : 0;
      const gy = down > 0 ? (x[below]! - x[above]!) / down : 0;
      const root = 1 / Math.sqrt(1 + light.p * gx * gx + light.q * gy * gy);
      const dot = light.a * gx + light.b * gy + light.c;
      const raw = light.offset + dot * root;
      const value = Math.min(1, Math.max(0, x[i]!));
      pointOn(surface, value, Math.min(1, Math.max(0, raw)), point);
      let square = 0;
      let byT = 0;
      let byLight = 0;
      for (let c = 0; c < 3; c++) {
        const w = colours[3 * i + c]! - point.colour[c]!;
        square += w * w;
        byT -= w * point.byT[c]!;
        byLight -= w * point.byIntensity[c]!;
      }
      residual[i] = Math.sqrt(square);
      const outside = x[i]! - value;
      sum += Math.log1p(square / (soft * soft)) + 1e4 * outside * outside;
      const weight = 2 / (soft * soft + square);
      gradient[i]! += weight * byT + 2e4 * outside;
      if (raw > 0 && raw < 1) {
        const l = weight * byLight;
        if (across > 0) {
          const d = (l * (light.a * root - dot * root ** 3 * light.p * gx)) / across;
          gradient[right]! += d;
          gradient[left]! -= d;
        }
        if (down > 0) {
          const d = (l * (light.b * root - dot * root ** 3 * light.q * gy)) / down;
          gradient[below]! += d;
          gradient[above]! -= d;
        }
      }
      if (across === 2) {
        const bend = x[left]! - 2 * x[i]! + x[right]!;
        sum += lambda * bend * bend;
        gradient[left]! += 2 * lambda * bend;
        gradient[i]! -= 4 * lambda * bend;
        gradient[right]! += 2 * lambda * bend;
      }
      if (down === 2) {
        const bend = x[above]! - 2 * x[i]! + x[below]!;
        sum += lambda * bend * bend;
        gradient[above]! += 2 * lambda * bend;
        gradient[i]! -= 4 * lambda * bend;
        gradient[below]! += 2 * lambda * bend;
      }
    }
    return sum;
  };
  minimise(objective, t, scale, fieldSteps);
  for (let i = 0; i < n; i++) t[i] = Math.min(1, Math.max(0, t[i]!));
}

/** The pixels left, right, above and below of each; itself where there is none. */
function neighbourTable(off: Uint8Array, width: number): Int32Array {
  const table = new Int32Array(4 * off.length);
  for (let i = 0; i < off.length; i++) {
    table.set(sides(i, off, width), 4 * i);
    table.set(ends(i, off, width), 4 * i + 2);
  }
  return table;
}

/** Inverse of the diagonal of the Hessian, Gauss–Newton's. */
function stepScale(
  surface: ShadingSurface,
  t: Float32Array,
  off: Uint8Array,
  width: number,
  light: Illumination,
  soft: number,
  lambda: number,
): Float32Array {
  const point = surfacePoint();
  const { gx, gy } = gradients(t, off, width);
  const diagonal = new Float32Array(t.length).fill(24 * lambda);
  for (let i = 0; i < t.length; i++) {
    if (off[i] !== 0) continue;
    const root = 1 / Math.sqrt(1 + light.p * gx[i]! * gx[i]! + light.q * gy[i]! * gy[i]!);
    const raw = Math.min(1, Math.max(0, intensityOf(light, gx[i]!, gy[i]!)));
    pointOn(surface, t[i]!, raw, point);
    const weight = 2 / (soft * soft);
    const sum = (d: Float64Array): number => d[0]! * d[0]! + d[1]! * d[1]! + d[2]! * d[2]!;
    diagonal[i]! += weight * sum(point.byT);
    const byLight = weight * sum(point.byIntensity) * root * root;
    for (const j of sides(i, off, width)) diagonal[j]! += (byLight * light.a * light.a) / 4;
    for (const j of ends(i, off, width)) diagonal[j]! += (byLight * light.b * light.b) / 4;
  }
  return diagonal.map((d) => 1 / d);
}

/** Box means of 3 × 3, repeated: nearly a Gaussian of variance ⅔ `times`. */
function smoothed(t: Float32Array, off: Uint8Array, width: number, times: number): Float32Array {
  let from = t;
  for (let pass = 0; pass < 2 * times; pass++) {
    const to = from.slice();
    for (let i = 0; i < t.length; i++) {
      if (off[i] !== 0) continue;
      const [low, high] = pass % 2 === 0 ? sides(i, off, width) : ends(i, off, width);
      to[i] = (from[low]! + from[i]! + from[high]!) / 3;
    }
    from = to;
  }
  return from;
}
