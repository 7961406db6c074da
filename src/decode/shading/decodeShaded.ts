import { PixelKind } from '../../model/pixelKind.js';
import type { Colourmap, Decoded, Raster, Rgb } from '../../model/types.js';
import { arcLengths } from '../../numeric/curves/polyline.js';
import { sampleMedian } from '../../numeric/statistics/sampleMedian.js';
import { gaussianPerMedian, uniformDeviation } from '../../numeric/statistics/statistics.js';
import { distinctColours, unpackColours } from '../../raster/colours/distinct.js';
import { coverFrame } from '../mask/coverFrame.js';
import type { PlotColours } from '../picture/decoding.js';
import { continuousArcs } from '../positions/continuity.js';
import { commonLevels } from '../positions/levels/colourPositions.js';
import { fringeOf } from './departingPixels.js';
import { shadingBlendOf } from './isShaded.js';
import type { ShadingBlend } from './light/blend.js';
import { shadingSurface } from './light/surface.js';
import { mostPlaces, placesOn, type ShadingPlaces } from './light/surfacePlaces.js';
import { reconciled } from './reconcileNeighbours.js';

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

  const kind = offSurface({ raster, distinct, colours }, places, options);

  // Fronts weigh steps along the map against distances from it: both in units of colour.
  const length = arcLengths(colourmap.colours).at(-1)!;
  const chosen = continuousArcs(
    distinct,
    { arc: places.t.map((t) => t * length), distance: places.distance },
    kind,
    width,
    height,
    rough,
  );
  const noise = Math.max(
    leastNoise,
    gaussianPerMedian *
      sampleMedian(
        chosen.map((_, i) => places.distance[mostPlaces * distinct.indices[i]!]!),
        (i) => kind[i] === PixelKind.data,
      ),
  );
  const t = new Float32Array(pixels).fill(Number.NaN);
  const sigma = new Float32Array(pixels).fill(Number.NaN);
  const residual = new Float32Array(pixels).fill(mark);
  const intensity = new Float32Array(pixels).fill(Number.NaN);
  const level = (1 / (colourmap.levels ?? commonLevels)) * uniformDeviation;
  for (let i = 0; i < pixels; i++) {
    if (kind[i] !== PixelKind.data) continue;
    const o = placeChosen(places.t, mostPlaces * distinct.indices[i]!, chosen[i]! / length);
    t[i] = places.t[o]!;
    intensity[i] = places.intensity[o]!;
    residual[i] = places.distance[o]!;
    sigma[i] = colourmap.bands ? bandSigma(colourmap, t[i]!) : Math.hypot(level, noise * places.spread[o]!);
  }
  if (!colourmap.bands) reconciled(t, sigma, kind, width);
  const rim = fringeOf(t, kind, width, height, fringe.reach, fringe.floor);
  for (let i = 0; i < pixels; i++) if (rim[i] === 1) kind[i] = PixelKind.fringe;
  const mask = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    if (kind[i] === PixelKind.data && sigma[i]! > unknownSigma) kind[i] = PixelKind.overlay;
    mask[i] = kind[i] === PixelKind.data ? 1 : 0;
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
    kind,
    noise,
  };
}

/** What each pixel shows as far as its colour tells: data, a colour given as missing, or one off the surface. */
export function offSurface(
  { raster, distinct, colours }: PlotColours,
  { t }: ShadingPlaces,
  options: Pick<DecodeShadedOptions, 'missing' | 'ignore'>,
): Uint8Array {
  const kind = new Uint8Array(distinct.indices.length);
  const isMissing = missingColours(colours, options.missing ?? []);
  for (let i = 0; i < kind.length; i++) {
    const k = distinct.indices[i]!;
    if (options.ignore?.[i] === 1 || isMissing[k] === 1) kind[i] = PixelKind.given;
    else if (Number.isNaN(t[mostPlaces * k]!)) kind[i] = PixelKind.overlay;
  }
  coverFrame(raster, kind);
  return kind;
}

/** Index of the place whose t was chosen. */
function placeChosen(t: Float32Array, o: number, chosen: number): number {
  let best = o;
  for (let e = o + 1; e < o + mostPlaces; e++)
    if (Math.abs(t[e]! - chosen) < Math.abs(t[best]! - chosen)) best = e;
  return best;
}

/** Half the band's width over √3: the value is anywhere in the band. */
function bandSigma({ bands: edges }: Colourmap, t: number): number {
  let k = 0;
  while (k + 2 < edges!.length && edges![k + 1]! < t) k++;
  return (edges![k + 1]! - edges![k]!) * uniformDeviation;
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
