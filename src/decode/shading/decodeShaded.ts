import type { Colourmap, Decoded, Raster, Rgb } from '../../model/types.js';
import { arcLengths } from '../../numeric/polyline.js';
import { sampleMedian } from '../../numeric/sampleMedian.js';
import { distinctColours, unpackColours } from '../../raster/distinct.js';
import { coverFrame } from '../mask/coverFrame.js';
import { fringeOf } from '../mask/overlayMask.js';
import type { KnownPicture } from '../picture/decoding.js';
import { continuousArcs } from '../positions/continuity.js';
import type { ShadingBlend } from './blend.js';
import { shadingBlendOf } from './isShaded.js';
import { reconciled } from './reconcileNeighbours.js';
import { mostPlaces, placesOn, type ShadingPlaces, shadingSurface } from './surface.js';

export interface DecodeShadedOptions {
  /** How the light was blended in; the blend that explains the picture best unless given. */
  readonly blend?: ShadingBlend;
  /** Colours that stand for no data. */
  readonly missing?: readonly Rgb[];
  /** Pixels (1) to leave out from the start; width × height. */
  readonly ignore?: Uint8Array;
}

export interface DecodedShaded extends Decoded {
  /** Intensity of the light, 0 (deepest shadow that the blend has) … 1; NaN where masked. */
  readonly intensity: Float32Array;
  readonly blend: ShadingBlend;
  /** Per pixel why it is off: 0 data, 1 colour off the surface or of unknown value, 2 no data. */
  readonly off: Uint8Array;
  /** Pixels in one of the colours given as missing. */
  readonly missing: number;
  /** Scatter of the colours about the surface, one standard deviation, RGB units. */
  readonly noise: number;
}

/** Rounding in the picture and in the bar (.29 each), and the half unit between rounding and cutting off. */
const leastNoise = 0.65;
/** Colours farther off than this many noises are marks. */
const markNoises = 6;
/** Colours of a lossless picture within this are on the surface: two roundings, and interpolation between neighbours. */
const leastMark = 4;
/** Standard error beyond which a value says nothing: a third of what not knowing at all has. */
const unknownSigma = 0.1;
/** Levels of common renderers: their rounding is part of the error. */
const commonLevels = 256;
/** How far blends of a mark's rim reach, and the departure in t that is never called one. */
const fringe = { reach: 2, floor: 0.02 };
/** Colours given as missing are recognised within this. */
const missingTolerance = 2;

/**
 * Decodes a shaded map: a picture whose colours are those of the colourmap under a light that varies from pixel to
 * pixel. Each colour is placed on the surface that map and light span; where it has several places, or a place that
 * says little (near black, white and grey, where the fibres of all values meet), the neighbours decide.
 *
 * @param raster the plot area alone
 */
export function decodeShaded(
  raster: Raster,
  colourmap: Colourmap,
  options: DecodeShadedOptions = {},
): DecodedShaded {
  const { width, height } = raster;
  const pixels = width * height;
  const distinct = distinctColours(raster);
  const colours = unpackColours(distinct.packed);
  const found = shadingBlendOf(raster, colourmap, options.ignore);
  const blend = options.blend ?? found.blend;
  const rough = Math.max(leastNoise, found.noise);
  const mark = Math.max(leastMark, markNoises * rough);
  const surface = shadingSurface(colourmap, blend);
  const places = placesOn(surface, colours, 3 * rough, mark);

  const { off, missing } = offSurface({ raster, distinct, colours }, places, options);

  // Fronts weigh steps along the map against distances from it: both in units of colour.
  const length = arcLengths(colourmap.colours).at(-1)!;
  const chosen = continuousArcs(
    distinct,
    { arc: places.t.map((t) => t * length), distance: places.distance },
    off,
    width,
    height,
    rough,
  );
  const noise = Math.max(
    leastNoise,
    1.4826 *
      sampleMedian(
        chosen.map((_, i) => places.distance[mostPlaces * distinct.indices[i]!]!),
        (i) => off[i] === 0,
      ),
  );
  const t = new Float32Array(pixels).fill(Number.NaN);
  const sigma = new Float32Array(pixels).fill(Number.NaN);
  const residual = new Float32Array(pixels).fill(mark);
  const intensity = new Float32Array(pixels).fill(Number.NaN);
  const level = 1 / (colourmap.levels ?? commonLevels) / Math.sqrt(12);
  for (let i = 0; i < pixels; i++) {
    if (off[i] !== 0) continue;
    const o = placeChosen(places.t, mostPlaces * distinct.indices[i]!, chosen[i]! / length);
    t[i] = places.t[o]!;
    intensity[i] = places.intensity[o]!;
    residual[i] = places.distance[o]!;
    sigma[i] = colourmap.stepped ? bandSigma(colourmap, t[i]!) : Math.hypot(level, noise * places.spread[o]!);
  }
  if (!colourmap.stepped) reconciled(t, sigma, off, width);
  const rim = fringeOf(t, off, width, height, fringe.reach, fringe.floor);
  for (let i = 0; i < pixels; i++) if (rim[i] === 1) off[i] = 1;
  const mask = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    if (off[i] === 0 && sigma[i]! > unknownSigma) off[i] = 1;
    mask[i] = off[i] === 0 ? 1 : 0;
    if (mask[i] === 0) t[i] = sigma[i] = intensity[i] = Number.NaN;
  }
  return {
    width,
    height,
    t,
    residual,
    sigma,
    mask,
    intensity,
    blend,
    off,
    missing,
    noise,
  };
}

/** Which pixels are no data (2) or have a colour off the surface (1), and how many show a colour given as missing. */
export function offSurface(
  { raster, distinct, colours }: KnownPicture,
  { t }: ShadingPlaces,
  options: Pick<DecodeShadedOptions, 'missing' | 'ignore'>,
): { readonly off: Uint8Array; readonly missing: number } {
  const off = new Uint8Array(distinct.indices.length);
  const isMissing = missingColours(colours, options.missing ?? []);
  let missing = 0;
  for (let i = 0; i < off.length; i++) {
    const k = distinct.indices[i]!;
    if (isMissing[k] === 1) missing++;
    if (options.ignore?.[i] === 1 || isMissing[k] === 1) off[i] = 2;
    else if (Number.isNaN(t[mostPlaces * k]!)) off[i] = 1;
  }
  coverFrame(raster, off);
  return { off, missing };
}

/** Index of the place whose t was chosen. */
function placeChosen(t: Float32Array, o: number, chosen: number): number {
  let best = o;
  for (let e = o + 1; e < o + mostPlaces; e++)
    if (Math.abs(t[e]! - chosen) < Math.abs(t[best]! - chosen)) best = e;
  return best;
}

/** Half the band's width over √3: the value is anywhere in the band. */
function bandSigma({ edges }: Colourmap, t: number): number {
  let k = 0;
  while (k + 2 < edges!.length && edges![k + 1]! < t) k++;
  return (edges![k + 1]! - edges![k]!) / Math.sqrt(12);
}

function missingColours(colours: Float64Array, missing: readonly Rgb[]): Uint8Array {
  const is = new Uint8Array(colours.length / 3);
  for (let k = 0; k < is.length; k++)
    for (const [r, g, b] of missing)
      if (
        Math.hypot(colours[3 * k]! - r, colours[3 * k + 1]! - g, colours[3 * k + 2]! - b) <= missingTolerance
      )
        is[k] = 1;
  return is;
}
