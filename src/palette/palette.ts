import { UsageError } from '../model/errors.js';
import type { Raster } from '../model/types.js';
import { randomSource } from '../numeric/randomSource.js';
import { quantise } from '../walk/quantise.js';
import { breathe } from './clusters/breathe.js';
import { cellsOf } from './clusters/cells.js';
import { clustersAbout, lloyd } from './clusters/lloyd.js';
import { medianCut } from './clusters/medianCut.js';
import { drawnByWeight, miniBatch } from './clusters/miniBatch.js';
import { bytesOf, type ComparedIn, inSpace, type WeightedColours, weightedColours } from './colours/space.js';

/** How a palette's colours are found: k-means, its mini-batch form, median cut, or drawn at random from the pixels. */
export type PaletteMethod = 'kmeans' | 'minibatch' | 'median cut' | 'random';

export interface PaletteOptions {
  /** How many colours, 1…256; a picture that has fewer keeps its own. */
  readonly k: number;
  /** sRGB unless told. */
  readonly space?: ComparedIn;
  /** k-means unless told. */
  readonly method?: PaletteMethod;
  /** 1 unless told: the same seed gives the same palette. */
  readonly seed?: number;
}

/** A few colours that stand for all of a picture's. */
export interface ColourPalette {
  /** 3k bytes, sRGB, no two the same, the most frequent first. */
  readonly colours: Uint8ClampedArray;
  /** How many pixels each stands for. */
  readonly counts: Float64Array;
  /** Which colour of the palette stands for each distinct colour of the picture. */
  readonly labels: Uint32Array;
}

/** Indexed pictures, and what people call a palette, have no more. */
export const mostPaletteColours = 256;

/** The most rounds of Lloyd's algorithm on all distinct colours: rough JPEGs still gain a third of a per cent after twenty. */
const lastRounds = 100;

/**
 * The palette of any picture: k-means on its distinct colours, weighted by their pixels. It begins from ml-kmeans on a
 * sample, breathes out of local minima on cells of like colours and ends on all of them.
 *
 * @throws UsageError if k is no whole number of 1…256
 */
export function palette(picture: Raster, options: PaletteOptions): ColourPalette {
  return paletteOf(weightedColours(picture), options);
}

/** The same of a picture whose colours have been counted. */
export function paletteOf(colours: WeightedColours, options: PaletteOptions): ColourPalette {
  const { k, space = 'rgb', method = 'kmeans', seed = 1 } = options;
  if (!(Number.isInteger(k) && k >= 1 && k <= mostPaletteColours))
    throw new UsageError(
      `k is expected to be a whole number from 1 to ${mostPaletteColours}, but received ${k}`,
    );
  const coordinates = inSpace(colours.rgb, space);
  const n = colours.counts.length;
  const centres = n <= k ? coordinates : centresBy[method](colours, coordinates, { k, space, seed });
  return labelled(colours, coordinates, centres, space);
}

type Settings = Required<Omit<PaletteOptions, 'method'>>;

const centresBy: Readonly<
  Record<
    PaletteMethod,
    (colours: WeightedColours, coordinates: Float64Array, settings: Settings) => Float64Array
  >
> = {
  kmeans: (colours, coordinates, { k, space, seed }) => {
    const { points, weights } = cellsOf(colours, coordinates);
    const { colours: start } = quantise(colours.rgb, colours.counts, { colours: k, seed });
    const begun = completed(inSpace(start, space), points, weights, k);
    const { centres } = breathe(points, weights, begun, randomSource(seed));
    return lloyd(coordinates, colours.counts, centres, lastRounds).centres;
  },
  minibatch: ({ counts }, coordinates, { k, seed }) => miniBatch(coordinates, counts, k, randomSource(seed)),
  'median cut': ({ counts }, coordinates, { k }) => medianCut(coordinates, counts, k),
  random: ({ counts }, coordinates, { k, seed }) => {
    const draw = drawnByWeight(counts, randomSource(seed));
    return Float64Array.from(
      Array.from({ length: k }, draw).flatMap((i) => [...coordinates.subarray(3 * i, 3 * i + 3)]),
    );
  },
};

/** Centres brought up to k by the points that cost the most, where a start found fewer. */
function completed(
  start: Float64Array,
  points: Float64Array,
  weights: Float64Array,
  k: number,
): Float64Array {
  const missing = k - start.length / 3;
  if (missing <= 0) return start;
  const { labels } = clustersAbout(points, weights, start);
  const cost = (i: number): number => {
    let sum = 0;
    for (let d = 0; d < 3; d++) sum += (points[3 * i + d]! - start[3 * labels[i]! + d]!) ** 2;
    return sum * weights[i]!;
  };
  const costliest = Array.from(weights.keys())
    .sort((a, b) => cost(b) - cost(a) || a - b)
    .slice(0, missing);
  return Float64Array.from([...start, ...costliest.flatMap((i) => [...points.subarray(3 * i, 3 * i + 3)])]);
}

/** The centres as bytes, equal ones once, with the colours that are nearest to each; unused ones are left out. */
function labelled(
  { counts }: WeightedColours,
  coordinates: Float64Array,
  centres: Float64Array,
  space: ComparedIn,
): ColourPalette {
  const bytes = bytesOf(centres, space);
  const rounded = inSpace(Float64Array.from(bytes), space);
  // Of equal centres the first has all the points.
  const { labels } = clustersAbout(coordinates, counts, rounded);
  const pixels = new Float64Array(centres.length / 3);
  for (let i = 0; i < labels.length; i++) pixels[labels[i]!]! += counts[i]!;
  const order = Array.from(pixels.keys())
    .filter((c) => pixels[c]! > 0)
    .sort((a, b) => pixels[b]! - pixels[a]! || packed(bytes, a) - packed(bytes, b));
  const place = new Uint32Array(pixels.length);
  order.forEach((c, at) => {
    place[c] = at;
  });
  return {
    colours: Uint8ClampedArray.from(order.flatMap((c) => [...bytes.subarray(3 * c, 3 * c + 3)])),
    counts: Float64Array.from(order, (c) => pixels[c]!),
    labels: labels.map((c) => place[c]!),
  };
}

const packed = (bytes: Uint8ClampedArray, c: number): number =>
  (bytes[3 * c]! << 16) | (bytes[3 * c + 1]! << 8) | bytes[3 * c + 2]!;
