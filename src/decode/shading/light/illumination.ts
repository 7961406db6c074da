import type { ShadingSurface } from './surface.js';

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

/** Parameters of the lamp that are sought: offset, a, b, c, the mean of p and q, half their difference. */
export const lampParameters = 6;

/** The lamp after a step in each parameter; exaggerations stay positive. */
export function illuminationOf(light: Illumination, step: (k: number) => number): Illumination {
  return {
    offset: light.offset + step(0),
    a: light.a + step(1),
    b: light.b + step(2),
    c: light.c + step(3),
    p: Math.max(0, light.p + step(4) + step(5)),
    q: Math.max(0, light.q + step(4) - step(5)),
  };
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
