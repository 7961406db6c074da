import { minimise } from './quasiNewton.js';
import { ends, fitIllumination, type Illumination, pointOn, sides, surfacePoint } from './shadingIllumination.js';
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

/** Turns of field and lamp; the lamp hardly moves after the second. */
const turns = 4;
const fieldSteps = 12;
const lampSteps = 8;
/** Residual at which a colour counts half, RGB units, however little noise there is: interpolation of finished colours. */
const leastSoft = 8;

export interface SelfShaded {
  readonly t: Float32Array;
  readonly light: Illumination;
  /** Mean of log(1 + r²/s²) under the lamp, and under the same light everywhere, both for the smoothed first field. */
  readonly misfit: number;
  readonly neutral: number;
  /** Residual under the final lamp, RGB units. */
  readonly residual: Float32Array;
}

export function selfShaded(
  surface: ShadingSurface,
  colours: Float32Array,
  start: Float32Array,
  off: Uint8Array,
  width: number,
  noise: number,
): SelfShaded {
  const soft = Math.max(leastSoft, 3 * noise);
  const t = start.slice();
  const smooth = smoothed(start, off, width);
  const flat = fitIllumination(surface, colours, smooth, off, width, { offset: 0.5, a: 0, b: 0, c: 0.01, p: 1, q: 1 }, soft, 0);
  const first = fitIllumination(surface, colours, smooth, off, width, { offset: 0.5, a: 0, b: 0, c: 0.01, p: 1, q: 1 }, soft, 2 * lampSteps);
  let light = first.light;
  const residual = new Float32Array(t.length);
  t.set(smooth);
  for (let turn = 0; turn < turns; turn++) {
    const bend = bending(turn === 0 ? smooth : t, off, width);
    settle(surface, colours, t, off, width, light, soft, 1 / (2 * bend * bend), residual);
    light = fitIllumination(surface, colours, t, off, width, light, soft, lampSteps).light;
  }
  return { t, light, misfit: first.misfit, neutral: flat.misfit, residual };
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
  const scale = new Float32Array(n).fill(1 / (40 * lambda));
  const objective = (x: Float32Array, gradient: Float32Array): number => {
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      if (off[i] !== 0) continue;
      const [left, right] = sides(i, off, width);
      const [above, below] = ends(i, off, width);
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

/** Root mean square second difference, the largest tenth of which is set aside. */
function bending(t: Float32Array, off: Uint8Array, width: number): number {
  const bends: number[] = [];
  for (let i = 0; i < t.length; i += 3) {
    if (off[i] !== 0) continue;
    const [left, right] = sides(i, off, width);
    if (right - left === 2) bends.push(Math.abs(t[left]! - 2 * t[i]! + t[right]!));
  }
  bends.sort((a, b) => a - b);
  const kept = bends.slice(0, Math.ceil(0.9 * bends.length));
  return Math.max(1e-4, Math.sqrt(kept.reduce((s, b) => s + b * b, 0) / Math.max(1, kept.length)));
}

/** Two box means of 3 × 3. */
function smoothed(t: Float32Array, off: Uint8Array, width: number): Float32Array {
  let from = t;
  for (const step of [1, width, 1, width]) {
    const to = from.slice();
    for (let i = 0; i < t.length; i++) {
      if (off[i] !== 0) continue;
      const [low, high] = step === 1 ? sides(i, off, width) : ends(i, off, width);
      to[i] = (from[low]! + from[i]! + from[high]!) / 3;
    }
    from = to;
  }
  return from;
}
