import type { ComparedIn } from '../colours/space.js';
import { axisEnds, binsAlong, type ColourHistogram } from './colourHistogram.js';
import type { SimilarityToAll } from './cosineSimilarity.js';
import { leastWork } from './transport.js';

/** Places along each axis that mass is moved between: the work grows with the fourth power of how many hold any. */
const placesAlong = 4;
const places = placesAlong ** 3;

/**
 * Similarity by the earth mover's distance (Rubner, Tomasi & Guibas 2000, doi:10.1023/A:1026543900054) on a grid of
 * 4 × 4 × 4: 1 for the same colours, 0 where all of one picture had to go from one corner of the colour space to the
 * opposite one. It sees how far colours differ, the cosine only whether they do. Bins are shared softly among the places
 * about them, so that a small change of colour is as far as it is, within the grid's steps too.
 */
export function earthMoversIndex(collection: readonly ColourHistogram[], space: ComparedIn): SimilarityToAll {
  const { distances, longest } = groundDistances(space);
  const masses = collection.map(massesOf);
  return (histogram) => {
    const own = massesOf(histogram);
    return Float32Array.from(masses, (other) =>
      own && other ? 1 - work(own, other, distances) / longest : 0,
    );
  };
}

/** The mass at each place, together 1; undefined of a histogram that holds nothing. */
function massesOf({ bins, shares }: ColourHistogram): Float64Array | undefined {
  if (bins.length === 0) return undefined;
  const masses = new Float64Array(places);
  const step = (binsAlong - 1) / (placesAlong - 1);
  let total = 0;
  for (let e = 0; e < bins.length; e++) {
    const at = [bins[e]! >> 8, (bins[e]! >> 4) & 15, bins[e]! & 15].map((bin) => bin / step);
    const low = at.map((a) => Math.min(placesAlong - 2, Math.floor(a)));
    for (let corner = 0; corner < 8; corner++) {
      let place = 0;
      let mass = shares[e]!;
      for (let d = 0; d < 3; d++) {
        const upper = (corner >> d) & 1;
        const part = at[d]! - low[d]!;
        place = placesAlong * place + low[d]! + upper;
        mass *= upper ? part : 1 - part;
      }
      masses[place]! += mass;
    }
    total += shares[e]!;
  }
  return masses.map((mass) => mass / total);
}

/** Between all places, in the units of the space, and the longest of them. */
function groundDistances(space: ComparedIn): { readonly distances: Float64Array; readonly longest: number } {
  const steps = axisEnds[space].map(([from, to]) => (to - from) / (placesAlong - 1));
  const along = (place: number, d: number): number =>
    Math.floor(place / placesAlong ** (2 - d)) % placesAlong;
  const distances = Float64Array.from({ length: places * places }, (_, o) => {
    const [a, b] = [Math.floor(o / places), o % places];
    return Math.hypot(...steps.map((step, d) => step * (along(a, d) - along(b, d))));
  });
  return { distances, longest: distances[places - 1]! };
}

/**
 * The earth mover's distance. What both have stays where it is, for distances keep to the triangle inequality. Which of
 * the two is moved is decided by where they first differ: the result is exactly the same both ways round.
 */
function work(a: Float64Array, b: Float64Array, distances: Float64Array): number {
  const first = a.findIndex((mass, place) => mass !== b[place]);
  if (first < 0) return 0;
  const [from, to] = a[first]! > b[first]! ? [a, b] : [b, a];
  const sources: number[] = [];
  const sinks: number[] = [];
  for (let place = 0; place < places; place++) {
    if (from[place]! > to[place]!) sources.push(place);
    else if (from[place]! < to[place]!) sinks.push(place);
  }
  return leastWork(
    Float64Array.from(sources, (place) => from[place]! - to[place]!),
    Float64Array.from(sinks, (place) => to[place]! - from[place]!),
    Float64Array.from(sources.flatMap((i) => sinks.map((j) => distances[i * places + j]!))),
  );
}
