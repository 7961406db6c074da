import { solveDense } from '../../../numeric/solvers/denseSolver.js';
import { pointOn, surfacePoint } from './illumination.js';
import type { ShadedScene } from './linearised.js';

/** Residual at which a colour counts half, RGB units: about what light does to it. */
const soft = 30;

export interface LightDirection {
  /** Unit vector of image coordinates along which a rising field is lit. */
  readonly x: number;
  readonly y: number;
  /** Root mean square slope of the field, positions per cell. */
  readonly slope: number;
  /** Share of what even light leaves unexplained that the direction explains. */
  readonly gain: number;
}

/**
 * From where a field is lit: the regression of the colours' departures towards light on the field's slope. What varies
 * with steepness alone (a smoothed field is wrong where it is steep) is taken out.
 *
 * @param t a field smoother than the true one, so that light is among what it does not explain
 */
export function directionOfLight(
  { surface, colours, off, width }: ShadedScene,
  t: Float64Array,
): LightDirection {
  const n = t.length;
  const point = surfacePoint();
  const inner = (i: number): boolean =>
    off[i] === 0 && i % width > 0 && i % width < width - 1 && i >= width && i + width < n;
  let squares = 0;
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (!inner(i)) continue;
    squares += (t[i + 1]! - t[i - 1]!) ** 2 + (t[i + width]! - t[i - width]!) ** 2;
    count++;
  }
  const slope = Math.sqrt(squares / count) / 2;
  const normal = new Float64Array(16);
  const right = new Float64Array(4);
  const row = new Float64Array(4);
  let total = 0;
  for (let i = 0; i < n; i++) {
    if (!inner(i)) continue;
    pointOn(surface, t[i]!, 0.5, point);
    let square = 0;
    let along = 0;
    let across = 0;
    for (let k = 0; k < 3; k++) {
      const r = colours[3 * i + k]! - point.colour[k]!;
      square += r * r;
      along += r * point.byIntensity[k]!;
      across += point.byIntensity[k]! ** 2;
    }
    const weight = 1 / (1 + square / (soft * soft));
    const gx = (t[i + 1]! - t[i - 1]!) / (2 * slope);
    const gy = (t[i + width]! - t[i - width]!) / (2 * slope);
    const root = 1 / Math.sqrt(1 + gx * gx + gy * gy);
    row[0] = 1;
    row[1] = root;
    row[2] = gx * root;
    row[3] = gy * root;
    total += weight * square;
    for (let u = 0; u < 4; u++) {
      right[u]! += weight * along * row[u]!;
      for (let v = 0; v < 4; v++) normal[4 * u + v]! += weight * across * row[u]! * row[v]!;
    }
  }
  const lit = solveDense(normal, right);
  const unlit = solveDense(
    Float64Array.of(normal[0]!, normal[1]!, normal[4]!, normal[5]!),
    right.subarray(0, 2),
  );
  const explained = (x: Float64Array): number => x.reduce((sum, v, k) => sum + v * right[k]!, 0);
  const length = Math.hypot(lit[2]!, lit[3]!) || 1;
  return {
    x: lit[2]! / length,
    y: lit[3]! / length,
    slope,
    gain: total > 0 ? (explained(lit) - explained(unlit)) / (total - explained(unlit)) : 0,
  };
}
