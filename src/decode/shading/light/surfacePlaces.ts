import { fibreDistances, fibreSteps, nearestOfSome } from './fibreDistances.js';
import { fibres, type ShadingSurface } from './surface.js';

/** Most places on the surface that are kept for a colour. */
export const mostPlaces = 3;

/** Where on a surface n colours may lie: up to three places each, nearest first; NaN where there are fewer. */
export interface ShadingPlaces {
  readonly t: Float32Array;
  /** Intensity, 0 (deepest shadow of the blend) … 1. */
  readonly intensity: Float32Array;
  readonly distance: Float32Array;
  /** Standard error of t for a unit of noise in each channel: the conditioning of the surface there. */
  readonly spread: Float32Array;
}

/** Rounds of Gauss–Newton on a patch: it is nearly flat, so the second hardly moves. */
const refinements = 3;

/**
 * The nearest places of a surface to each of n colours: one for each stretch of the map along which the distance to
 * the fibres has a minimum not farther than `slack` beyond the least.
 *
 * @param colours 3n sRGB values
 * @param limit distance beyond which nothing is looked for; such colours have no place
 * @param places how many to find, at most three
 */
export function placesOn(
  surface: ShadingSurface,
  colours: ArrayLike<number>,
  slack: number,
  limit: number,
): ShadingPlaces {
  const n = colours.length / 3;
  const k = surface.positions.length;
  const places: ShadingPlaces = {
    t: new Float32Array(mostPlaces * n).fill(Number.NaN),
    intensity: new Float32Array(mostPlaces * n).fill(Number.NaN),
    distance: new Float32Array(mostPlaces * n).fill(Number.NaN),
    spread: new Float32Array(mostPlaces * n).fill(Number.NaN),
  };
  const squared = new Float64Array(k);
  const at = new Float64Array(k);
  const found = { t: 0, intensity: 0, distance: 0, spread: 0 };
  const steps = fibreSteps(surface);
  // Refining on the patch brings a colour nearer by up to half the step between fibres.
  const gain = surface.stepped ? 0 : Math.max(...steps) / 2;
  const farthest = limit + Math.min(gain, widestGap / 2);
  for (let i = 0; i < n; i++) {
    const r = colours[3 * i]!;
    const g = colours[3 * i + 1]!;
    const b = colours[3 * i + 2]!;
    const nearest = nearestOfSome(surface, r, g, b, limit, squared, at);
    const reach = Math.min(farthest, nearest + slack + gain) + rounding;
    fibreDistances(surface, steps, r, g, b, reach, squared, at);
    let count = 0;
    for (let j = 0; j < k; j++) {
      const d = squared[j]!;
      if (d > reach * reach || (j > 0 && squared[j - 1]! <= d) || (j + 1 < k && squared[j + 1]! < d))
        continue;
      refine(surface, r, g, b, j, at[j]!, found);
      if (found.distance > limit) continue;
      count = insert(places, mostPlaces * i, count, found);
    }
    const most = places.distance[mostPlaces * i]! + slack;
    for (let e = 1; e < count; e++) {
      const o = mostPlaces * i + e;
      if (places.distance[o]! > most)
        places.t[o] = places.intensity[o] = places.distance[o] = places.spread[o] = Number.NaN;
    }
  }
  return places;
}

/** Neighbouring fibres farther apart than this are sides of a jump of the map: colours between are at the limit. RGB units. */
const widestGap = 24;
/** Distances that differ by less are the same. */
const rounding = 1e-6;

interface Place {
  t: number;
  intensity: number;
  distance: number;
  spread: number;
}

const clamp = (x: number, low: number, high: number): number => (x < low ? low : Math.min(x, high));

/** Gauss–Newton from a fibre's nearest point over the bilinear patches around it. */
function refine(
  { points, positions, width, stepped }: ShadingSurface,
  r: number,
  g: number,
  b: number,
  fibre: number,
  along: number,
  found: Place,
): void {
  const last = positions.length - 1;
  found.distance = Number.POSITIVE_INFINITY;
  // Either patch beside the fibre; a fibre of bands has no patches.
  for (const k of stepped ? [fibre] : [Math.max(0, fibre - 1), Math.min(last - 1, fibre)]) {
    let f = stepped ? 0 : fibre - k;
    let u = along;
    const step = stepped ? 0 : 3 * width;
    for (let round = 0; ; round++) {
      const j = Math.min(width - 2, Math.floor(u));
      const e = u - j;
      const o = 3 * (k * width + j);
      let [tt, tu, uu, tw, uw, ww] = [0, 0, 0, 0, 0, 0];
      for (let c = 0; c < 3; c++) {
        const p00 = points[o + c]!;
        const p01 = points[o + 3 + c]!;
        const p10 = points[o + step + c]!;
        const p11 = points[o + step + 3 + c]!;
        const w =
          (c === 0 ? r : c === 1 ? g : b) -
          ((1 - f) * ((1 - e) * p00 + e * p01) + f * ((1 - e) * p10 + e * p11));
        const dt = (1 - e) * (p10 - p00) + e * (p11 - p01);
        const du = (1 - f) * (p01 - p00) + f * (p11 - p10);
        tt += dt * dt;
        tu += dt * du;
        uu += du * du;
        tw += dt * w;
        uw += du * w;
        ww += w * w;
      }
      if (ww < found.distance ** 2) {
        const span = stepped ? 0 : positions[k + 1]! - positions[k]!;
        const free = tt - (uu > 0 ? (tu * tu) / uu : 0);
        found.t = positions[k]! + f * span;
        found.intensity = u / (width - 1);
        found.distance = Math.sqrt(ww);
        found.spread = stepped ? 0 : free > 0 ? Math.min(1, span / Math.sqrt(free)) : 1;
      }
      if (round === refinements) break;
      const determinant = tt * uu - tu * tu;
      if (determinant <= 1e-9 * tt * uu || determinant === 0) {
        if (uu === 0) break;
        u = clamp(u + uw / uu, 0, width - 1);
      } else {
        f = clamp(f + (uu * tw - tu * uw) / determinant, 0, 1);
        // Vertices of the fibre lie a segment apart: a step never leaps over the next one.
        u = clamp(u + clamp((tt * uw - tu * tw) / determinant, -1, 1), 0, width - 1);
      }
    }
  }
}

/** Keeps the places at `o` sorted by distance; places within a fibre's step of each other are one. */
function insert(places: ShadingPlaces, o: number, count: number, place: Place): number {
  const same = 1.5 / (fibres - 1);
  for (let e = 0; e < count; e++)
    if (place.spread > 0 && Math.abs(places.t[o + e]! - place.t) < same) {
      if (place.distance < places.distance[o + e]!) write(places, o + e, place);
      return count;
    }
  let e = Math.min(count, mostPlaces - 1);
  if (count === mostPlaces && place.distance >= places.distance[o + e]!) return count;
  for (; e > 0 && places.distance[o + e - 1]! > place.distance; e--)
    write(places, o + e, {
      t: places.t[o + e - 1]!,
      intensity: places.intensity[o + e - 1]!,
      distance: places.distance[o + e - 1]!,
      spread: places.spread[o + e - 1]!,
    });
  write(places, o + e, place);
  return Math.min(mostPlaces, count + 1);
}

function write(places: ShadingPlaces, o: number, place: Place): void {
  places.t[o] = place.t;
  places.intensity[o] = place.intensity;
  places.distance[o] = place.distance;
  places.spread[o] = place.spread;
}
