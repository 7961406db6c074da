import type { Colourmap, Raster } from '../../model/types.js';
import { projectOnto } from '../../numeric/curves/polyline.js';
import { filled } from '../../numeric/filled.js';
import { sampleMedian } from '../../numeric/statistics/sampleMedian.js';
import { gaussianPerMedian } from '../../numeric/statistics/statistics.js';
import { lessGrey, overGrey, type ShadingBlend, shadingBlends } from './light/blend.js';
import { shadingSurface } from './light/surface.js';
import { mostPlaces, placesOn } from './light/surfacePlaces.js';

/** How well a picture's colours lie on the best blend's surface, and why that is or is not shading. */
export interface ShadingEvidence {
  readonly blend: ShadingBlend;
  /** Share of the pixels whose colour is off the map by more than noise. */
  readonly offMap: number;
  /** Share of those that lie on the surface of the blend. */
  readonly explained: number;
  /** Scatter of the colours about the surface, one standard deviation, RGB units. */
  readonly noise: number;
  /** Median distance along the fibre between two pixels of equal value, RGB units: how much the light varies. */
  readonly contrast: number;
  /** The same between neighbouring pixels, as a share of `contrast`: light that varies smoothly is small. */
  readonly roughness: number;
}

export interface ShadingVerdict {
  readonly shaded: boolean;
  readonly evidence: ShadingEvidence;
}

/** Pixels looked at: their shares are then known to 1.5 %. */
const sampled = 1000;
/** Distance from a surface beyond which a colour is simply not on it. */
const farthest = 40;
/** Two roundings, and an interpolation between neighbouring pixels. */
const leastTolerance = 4;
/** A hillshade moves nearly every colour of a picture; lines, letters and grids seldom a third of them. */
const leastOffMap = 1 / 3;
/** Marks on a shaded map, and the mixtures of interpolated pixels, take less than this share of it. */
const leastExplained = 0.8;
/** A second dimension of colour that is mere noise shrinks by half when a surface replaces a curve; light by far more. */
const offMapNoises = 6;
const explainedNoises = 4;
/** Light that two neighbours share; between strangers of equal value the ratio is 1. */
const mostRoughness = 0.6;

/**
 * Whether the lightness of a picture is shading rather than data: its colours are off the map, fill the surface that
 * the map spans with light and shadow, take many intensities for one value, and vary smoothly from pixel to pixel.
 *
 * Where the map itself is grey, shading leaves the colours on the map: it cannot be told from data, and is not claimed.
 *
 * @param ignore 1 for pixels that are no data
 */
export function isShaded(raster: Raster, colourmap: Colourmap, ignore?: Uint8Array): ShadingVerdict {
  const { colours, beside } = samplePixels(raster, ignore);
  const { distance } = projectOnto(colourmap.colours, colourmap.positions, colours);
  const onMap = shareOf(distance, (d) => d <= leastTolerance);
  const blank: ShadingEvidence = {
    blend: shadingBlends[0]!,
    offMap: 1 - onMap,
    explained: 0,
    noise: 0,
    contrast: 0,
    roughness: 1,
  };
  if (1 - onMap < leastOffMap) return { shaded: false, evidence: blank };

  const evidence = weigh(colours, beside, distance, colourmap, bestBlend(colours, colourmap));
  const shaded =
    evidence.offMap >= leastOffMap &&
    evidence.explained >= leastExplained &&
    evidence.contrast >= Math.max(leastTolerance, 3 * evidence.noise) &&
    evidence.roughness <= mostRoughness;
  return { shaded, evidence };
}

/** The blend whose surface is nearest to the colours of a picture, and their scatter about it. */
export function shadingBlendOf(
  raster: Raster,
  colourmap: Colourmap,
  ignore?: Uint8Array,
): { readonly blend: ShadingBlend; readonly noise: number } {
  return bestBlend(samplePixels(raster, ignore).colours, colourmap);
}

function bestBlend(colours: Float64Array, map: Colourmap): { blend: ShadingBlend; noise: number } {
  let best = shadingBlends[0]!;
  let least = Number.POSITIVE_INFINITY;
  const some = everyFourth(colours);
  const consider = (blend: ShadingBlend): void => {
    const distances = surfaceDistances(some, map, blend);
    // Marks, whatever their colour, count as so far and no farther.
    const misfit = distances.reduce((sum, d) => sum + Math.min(d, 3 * leastTolerance), 0);
    // A later blend has to be better, not as good: several share a surface, and the first is the commonest.
    if (misfit < 0.98 * least) {
      least = misfit;
      best = blend;
    }
  };
  for (const blend of shadingBlends) consider(blend);
  // Opacities between those of the list, by halving steps.
  const opacity = /^grey (0\.\d+)$/.exec(best.name);
  if (opacity && best !== lessGrey)
    for (let step = 0.05, at = Number(opacity[1]); step > 0.005; step /= 2)
      for (const next of [at - step, at + step]) {
        consider(overGrey(next));
        if (best.name === overGrey(next).name) at = next;
      }
  const distances = surfaceDistances(colours, map, best);
  // The scatter about a surface has one dimension: its median is .6745 standard deviations.
  return { blend: best, noise: gaussianPerMedian * sampleMedian(distances, (i) => distances[i]! < farthest) };
}

/** A fourth of the colours tells which blend is nearest: all blends are tried on the same ones. */
function everyFourth(colours: Float64Array): Float64Array {
  const some = new Float64Array(3 * Math.ceil(colours.length / 12));
  for (let o = 0; o < some.length; o += 3) some.set(colours.subarray(4 * o, 4 * o + 3), o);
  return some;
}

function surfaceDistances(colours: Float64Array, map: Colourmap, blend: ShadingBlend): Float64Array {
  const { distance } = placesOn(shadingSurface(map, blend), colours, 0, farthest);
  return filled(new Float64Array(colours.length / 3), (i) => {
    const d = distance[mostPlaces * i]!;
    return Number.isNaN(d) ? farthest : d;
  });
}

function weigh(
  colours: Float64Array,
  beside: Float64Array,
  fromMap: Float64Array,
  map: Colourmap,
  { blend, noise }: { blend: ShadingBlend; noise: number },
): ShadingEvidence {
  const surface = shadingSurface(map, blend);
  const places = placesOn(surface, colours, 0, farthest);
  const neighbours = placesOn(surface, beside, 0, farthest);
  const off = Math.max(leastTolerance, offMapNoises * noise);
  const on = Math.max(leastTolerance, explainedNoises * noise);
  const moved: number[] = [];
  let explained = 0;
  for (let i = 0; i < fromMap.length; i++) {
    if (fromMap[i]! <= off) continue;
    moved.push(i);
    if (places.distance[mostPlaces * i]! <= on) explained++;
  }
  // Pixels next to each other in value: what differs between them is light. A picture whose colours follow another
  // curve than the map's has one intensity for each value.
  const byValue = [...fromMap.keys()]
    .filter((i) => places.distance[mostPlaces * i]! <= on)
    .sort((a, b) => places.t[mostPlaces * a]! - places.t[mostPlaces * b]!);
  const apart = (a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number): number =>
    Math.hypot(a[3 * i]! - b[3 * j]!, a[3 * i + 1]! - b[3 * j + 1]!, a[3 * i + 2]! - b[3 * j + 2]!);
  const strangers = byValue.slice(1).map((i, k) => apart(colours, i, colours, byValue[k]!));
  const friends = byValue
    .filter((i) => neighbours.distance[mostPlaces * i]! <= on)
    .map((i) => apart(colours, i, beside, i));
  const contrast = sampleMedian(strangers, () => true);
  return {
    blend,
    offMap: moved.length / fromMap.length,
    explained: moved.length > 0 ? explained / moved.length : 0,
    noise,
    contrast: Number.isNaN(contrast) ? 0 : contrast,
    roughness: contrast > 0 ? sampleMedian(friends, () => true) / contrast : 1,
  };
}

/** Colours of pixels spread evenly over a picture, and of the pixels beside them. */
function samplePixels(
  { width, height, data }: Raster,
  ignore?: Uint8Array,
): { colours: Float64Array; beside: Float64Array } {
  const pixels = width * height;
  const kept: number[] = [];
  // Steps of the golden ratio fall evenly, on no grid that a picture may have.
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let k = 0; k < sampled; k++) {
    const p = Math.floor(((k * golden) % 1) * pixels);
    if (ignore?.[p] !== 1) kept.push(p);
  }
  const colours = new Float64Array(3 * kept.length);
  const beside = new Float64Array(3 * kept.length);
  kept.forEach((p, k) => {
    const q = p % width < width - 1 ? p + 1 : Math.max(0, p - 1);
    for (let c = 0; c < 3; c++) {
      colours[3 * k + c] = data[4 * p + c]!;
      beside[3 * k + c] = data[4 * q + c]!;
    }
  });
  return { colours, beside };
}

function shareOf(values: Float64Array, accept: (value: number) => boolean): number {
  let n = 0;
  for (const value of values) if (accept(value)) n++;
  return values.length > 0 ? n / values.length : 0;
}
