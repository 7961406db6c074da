import { once } from '../../numeric/once.js';
import { type NearestPlaces, nearestOn, nearestUnless, type TableCurve } from './tableCurve.js';

/** How well one table explains a sample of colours. */
export interface TableFit extends NearestPlaces {
  /**
   * Mean log₂ of how much likelier a colour is under this table than as any of the 2²⁴ colours: the higher the
   * better, at most some 20.
   */
  readonly bits: number;
  /** Spread of the colours about the table, units of the fit space. */
  readonly sigma: number;
  /** First and last entry that the colours reach. */
  readonly from: number;
  readonly to: number;
}

/** Spreads that are tried, from lossless with a renderer's rounding to a coarse JPEG or an error-diffused palette. */
const spreads = [0.6, 1, 1.7, 2.8, 4.5, 7, 11];
/** Share of colours that scatter thrice as far: JPEG ringing, fringes. */
const wide = 0.12;
/** Share of colours that belong to something else: text, margin, lines. */
const foreign = 0.05;
/** log₂ of the number of colours. */
const anyColour = 24;
/** A curve shorter than this (a sixth of the grey axis) would explain a single flat colour best. */
const shortest = 64;
/**
 * The stretch on which colours are expected: mostly the whole table, as most pictures use all of it, but one that
 * uses a part is not made to pay in full (geometric mean of visited and whole length, weighted).
 */
const wholeWeight = 0.75;
/** Share of the colours that may reach farther by chance. */
const beyond = 0.002;

/**
 * Fits a table to a sample: colours are taken as drawn evenly along the curve, with normal scatter about it and a
 * share of foreign colours. The likelihood rewards being near *and* being short: a curve that winds through the whole
 * cube is near to everything, and explains nothing.
 *
 * @param curve of the table, in the space of the points
 * @param joined whether colours between the entries belong to the map (a continuous one) or only the entries do
 * @param points 3n coordinates of the sample's colours, in the same space
 * @param weights n weights that sum to 1
 * @param least a fit that cannot reach so many bits is given up
 * @param most what each colour can add to them at most, as `mostBits` tells it
 */
export function fitTable(
  curve: TableCurve,
  joined: boolean,
  points: Float64Array,
  weights: Float64Array,
  least = Number.NEGATIVE_INFINITY,
  most?: ArrayLike<number>,
): TableFit | undefined {
  const { arcs } = curve;
  const nearest = most
    ? nearestAbove(curve, joined, points, weights, least, most)
    : nearestOn(curve, joined, points);
  if (nearest === undefined) return undefined;
  const { entry, distance } = nearest;
  const whole = arcs[arcs.length - 1]!;
  const order = Array.from(entry.keys()).sort((a, b) => entry[a]! - entry[b]!);
  let bits = least;
  let best: { sigma: number; from: number; to: number } | undefined;
  for (const sigma of spreads) {
    const [from, to] = reach(order, entry, distance, weights, 3 * sigma + 1);
    const visited = Math.max(1, arcAt(arcs, to) - arcAt(arcs, from));
    const length = Math.max(shortest, visited ** (1 - wholeWeight) * whole ** wholeWeight);
    const across = 2 * Math.PI * sigma * sigma;
    const density = joined ? 1 / (across * length) : 1 / (across ** 1.5 * (arcs.length || 1));
    const highest = Math.log2(drawnAt(0, density)) + anyColour;
    let total = 0;
    let left = 1;
    let k = 0;
    for (; k < weights.length && total + left * highest >= bits; k++) {
      const weight = weights[k]!;
      total += weight * (Math.log2(drawnAt((distance[k]! / sigma) ** 2, density)) + anyColour);
      left -= weight;
    }
    if (k === weights.length && total > bits) {
      bits = total;
      best = { sigma, from, to };
    }
  }
  return best && { bits, entry, distance, ...best };
}

/** Steps of a unit in which the bound on a likelihood is tabulated, and as far as it is. */
const boundSteps = 4;
const boundReach = 64;

/** How likely a colour at least so far away is at most, whatever the spread; times the size of the table. */
function likelihoodBound(dimensions: 2 | 3): Float64Array {
  return Float64Array.from({ length: boundSteps * boundReach + 1 }, (_, i) =>
    Math.max(
      ...spreads.map((sigma) => {
        const across = (2 * Math.PI * sigma * sigma) ** (dimensions / 2);
        return drawnAt((i / boundSteps / sigma) ** 2, 1 / across) - foreign * 2 ** -anyColour;
      }),
    ),
  );
}
// Many runs fit no table.
const joinedBound = once(() => likelihoodBound(2));
const discreteBound = once(() => likelihoodBound(3));

/** What a table's bits are bounded by: how likely a colour is at a distance from it, spread over the table's size. */
function boundOf({ arcs }: TableCurve, joined: boolean): { bound: Float64Array; size: number } {
  return joined
    ? { bound: joinedBound(), size: Math.max(shortest, arcs[arcs.length - 1]! ** wholeWeight) }
    : { bound: discreteBound(), size: arcs.length };
}

/** More bits than a colour can have at so many units from a table. */
function bitsAt(distance: number, { bound, size }: ReturnType<typeof boundOf>): number {
  const drawn = bound[Math.floor(Math.min(boundReach, distance) * boundSteps)]! / size;
  return Math.log2(drawn + foreign * 2 ** -anyColour) + anyColour;
}

/**
 * More bits than a table's fit can have, for a fraction of the work: a colour is no nearer to the table than to the
 * spheres that hold it, and the spread is chosen for each colour.
 *
 * @param each n bits, one for each colour: filled in
 */
export function mostBits(
  curve: TableCurve,
  joined: boolean,
  points: Float64Array,
  weights: Float64Array,
  each: Float64Array,
): number {
  const { spheres } = curve;
  const bounds = boundOf(curve, joined);
  let bits = 0;
  for (let k = 0; k < weights.length; k++) {
    const px = points[3 * k]!;
    const py = points[3 * k + 1]!;
    const pz = points[3 * k + 2]!;
    let nearest = boundReach;
    for (let o = 0; o < spheres.length && nearest > 0; o += 4) {
      const dx = px - spheres[o]!;
      const dy = py - spheres[o + 1]!;
      const dz = pz - spheres[o + 2]!;
      const within = nearest + spheres[o + 3]!;
      const d = dx * dx + dy * dy + dz * dz;
      if (d < within * within) nearest = Math.max(0, Math.sqrt(d) - spheres[o + 3]!);
    }
    each[k] = weights[k]! * bitsAt(nearest, bounds);
    bits += each[k]!;
  }
  return bits;
}

/** The nearest places on a table, unless the distances of the first colours show that it cannot reach `least` bits. */
function nearestAbove(
  curve: TableCurve,
  joined: boolean,
  points: Float64Array,
  weights: Float64Array,
  least: number,
  most: ArrayLike<number>,
): NearestPlaces | undefined {
  const bounds = boundOf(curve, joined);
  let bits = 0;
  for (let k = 0; k < weights.length; k++) bits += most[k]!;
  return nearestUnless(curve, joined, points, (k, distance) => {
    bits += weights[k]! * bitsAt(distance, bounds) - most[k]!;
    // Sums in another order may differ by their rounding.
    return bits < least - 1e-9;
  });
}

/** How likely a colour at a squared distance, in spreads, is drawn: near the table, by ringing, or as something else. */
function drawnAt(z: number, density: number): number {
  // The near exponential is the ninth power of the far one.
  const falling = Math.exp(-z / 18);
  const cube = falling * falling * falling;
  return (
    (1 - wide - foreign) * density * cube * cube * cube +
    wide * (density / 9) * falling +
    foreign * 2 ** -anyColour
  );
}

/** The stretch of the table that the colours near it reach. `order` sorts the colours by entry. */
function reach(
  order: readonly number[],
  entry: Float64Array,
  distance: Float64Array,
  weights: Float64Array,
  near: number,
): [number, number] {
  let total = 0;
  for (const k of order) if (distance[k]! <= near) total += weights[k]!;
  if (total === 0) return [0, 0];
  const end = (step: 1 | -1): number => {
    let sum = 0;
    for (let i = step > 0 ? 0 : order.length - 1; ; i += step) {
      const k = order[i]!;
      if (distance[k]! > near) continue;
      sum += weights[k]!;
      if (sum > beyond * total) return entry[k]!;
    }
  };
  return [end(1), end(-1)];
}

function arcAt(arcs: Float64Array, entry: number): number {
  const i = Math.min(arcs.length - 1, Math.floor(entry));
  const next = Math.min(arcs.length - 1, i + 1);
  return arcs[i]! + (entry - i) * (arcs[next]! - arcs[i]!);
}
