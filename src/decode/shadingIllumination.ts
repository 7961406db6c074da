import { solve } from './shadingLinear.js';
import type { ShadingSurface } from './shadingSurface.js';

/**
 * The light of a hillshade of the field itself. With g the gradient of t per pixel, the intensity is that of a distant
 * lamp on a matt surface (Lambert), stretched by whatever the program did to it:
 *
 *     intensity = offset + (a·gx + b·gy + c) / √(1 + p·gx² + q·gy²),  kept within 0…1.
 *
 * p and q are squared exaggerations of height along the two axes, (a, b, c) the direction and strength of the lamp.
 */
export interface Illumination {
  readonly offset: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly p: number;
  readonly q: number;
}

const parameters = 6;

/** Central differences per pixel; one-sided at the border and beside pixels that are off. */
export function gradients(
  t: Float32Array,
  off: Uint8Array,
  width: number,
): { gx: Float32Array; gy: Float32Array } {
  const gx = new Float32Array(t.length);
  const gy = new Float32Array(t.length);
  for (let i = 0; i < t.length; i++) {
    if (off[i] !== 0) continue;
    const [left, right] = sides(i, off, width);
    const [above, below] = ends(i, off, width);
    gx[i] = right > left ? (t[right]! - t[left]!) / (right - left) : 0;
    gy[i] = below > above ? ((t[below]! - t[above]!) / (below - above)) * width : 0;
  }
  return { gx, gy };
}

/** The pixels between which the horizontal (vertical) difference at i is taken. */
export function sides(i: number, off: Uint8Array, width: number): [number, number] {
  const x = i % width;
  return [x > 0 && off[i - 1] === 0 ? i - 1 : i, x < width - 1 && off[i + 1] === 0 ? i + 1 : i];
}

export function ends(i: number, off: Uint8Array, width: number): [number, number] {
  return [
    i >= width && off[i - width] === 0 ? i - width : i,
    i + width < off.length && off[i + width] === 0 ? i + width : i,
  ];
}

export function intensityOf({ offset, a, b, c, p, q }: Illumination, gx: number, gy: number): number {
  return offset + (a * gx + b * gy + c) / Math.sqrt(1 + p * gx * gx + q * gy * gy);
}

/** A point of the surface with its derivatives. */
export interface SurfacePoint {
  readonly colour: Float64Array;
  readonly byT: Float64Array;
  readonly byIntensity: Float64Array;
}

export function surfacePoint(): SurfacePoint {
  return { colour: new Float64Array(3), byT: new Float64Array(3), byIntensity: new Float64Array(3) };
}

/** Bilinear interpolation of the surface at t and an intensity, both within 0…1. */
export function pointOn(surface: ShadingSurface, t: number, intensity: number, point: SurfacePoint): void {
  const { points, width, positions } = surface;
  const n = positions.length - 1;
  const k = Math.min(n - 1, Math.floor(t * n));
  const j = Math.min(width - 2, Math.floor(intensity * (width - 1)));
  const f = t * n - k;
  const e = intensity * (width - 1) - j;
  const o = 3 * (k * width + j);
  for (let c = 0; c < 3; c++) {
    const p00 = points[o + c]!;
    const p01 = points[o + 3 + c]!;
    const p10 = points[o + 3 * width + c]!;
    const p11 = points[o + 3 * width + 3 + c]!;
    const low = p00 + e * (p01 - p00);
    const high = p10 + e * (p11 - p10);
    point.colour[c] = low + f * (high - low);
    point.byT[c] = (high - low) * n;
    point.byIntensity[c] = ((1 - f) * (p01 - p00) + f * (p11 - p10)) * (width - 1);
  }
}

/**
 * Gauss–Newton on the lamp alone: the illumination under which the given field takes the picture's colours.
 *
 * @param colours 3 values per pixel, NaN never; `off` pixels take no part
 * @param soft residual (RGB units) beyond which a pixel counts less and less
 */
export function fitIllumination(
  surface: ShadingSurface,
  colours: Float32Array,
  t: Float32Array,
  off: Uint8Array,
  width: number,
  start: Illumination,
  soft: number,
  rounds: number,
): { light: Illumination; misfit: number } {
  const { gx, gy } = gradients(t, off, width);
  const point = surfacePoint();
  const stride = Math.max(1, Math.floor(t.length / 30011));
  let light = start;
  let misfit = Number.POSITIVE_INFINITY;
  let damping = 1e-3;
  const evaluate = (l: Illumination, normal?: Float64Array, right?: Float64Array): number => {
    let sum = 0;
    let n = 0;
    const row = new Float64Array(parameters);
    for (let i = 0; i < t.length; i += stride) {
      if (off[i] !== 0) continue;
      const root = 1 / Math.sqrt(1 + l.p * gx[i]! * gx[i]! + l.q * gy[i]! * gy[i]!);
      const dot = l.a * gx[i]! + l.b * gy[i]! + l.c;
      const raw = l.offset + dot * root;
      const inside = raw >= 0 && raw <= 1;
      pointOn(surface, Math.min(1, Math.max(0, t[i]!)), Math.min(1, Math.max(0, raw)), point);
      let square = 0;
      for (let c = 0; c < 3; c++) square += (colours[3 * i + c]! - point.colour[c]!) ** 2;
      sum += Math.log1p(square / (soft * soft));
      n++;
      if (!normal || !right || !inside) continue;
      row[0] = 1;
      row[1] = gx[i]! * root;
      row[2] = gy[i]! * root;
      row[3] = root;
      row[4] = -0.5 * dot * root ** 3 * gx[i]! * gx[i]!;
      row[5] = -0.5 * dot * root ** 3 * gy[i]! * gy[i]!;
      const weight = 1 / (1 + square / (soft * soft));
      for (let c = 0; c < 3; c++) {
        const d = point.byIntensity[c]!;
        const w = colours[3 * i + c]! - point.colour[c]!;
        for (let u = 0; u < parameters; u++) {
          right[u]! += weight * d * row[u]! * w;
          for (let v = 0; v < parameters; v++)
            normal[parameters * u + v]! += weight * d * d * row[u]! * row[v]!;
        }
      }
    }
    return sum / n;
  };
  for (let round = 0; round < rounds; round++) {
    const normal = new Float64Array(parameters * parameters);
    const right = new Float64Array(parameters);
    misfit = evaluate(light, normal, right);
    let improved = false;
    for (let trial = 0; trial < 6 && !improved; trial++) {
      const damped = normal.slice();
      for (let u = 0; u < parameters; u++) damped[(parameters + 1) * u]! *= 1 + damping;
      const step = solve(damped, right);
      const next: Illumination = {
        offset: light.offset + step[0]!,
        a: light.a + step[1]!,
        b: light.b + step[2]!,
        c: light.c + step[3]!,
        p: Math.max(0, light.p + step[4]!),
        q: Math.max(0, light.q + step[5]!),
      };
      const value = evaluate(next);
      improved = value < misfit;
      damping = improved ? damping / 4 : damping * 8;
      if (improved) light = next;
    }
    if (!improved) break;
  }
  return { light, misfit };
}
