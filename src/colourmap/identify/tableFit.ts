import { arcLengths } from '../../numeric/polyline.js';

/** How well one table explains a sample of colours. */
export interface TableFit {
  /**
   * Mean log₂ of how much likelier a colour is under this table than as any of the 2²⁴ colours: the higher the
   * better, at most some 20.
   */
  readonly bits: number;
  /** Spread of the colours about the table, units of the fit space. */
  readonly sigma: number;
  /** n nearest places on the table, in entries 0…entries − 1 (fractional between them). */
  readonly entry: Float64Array;
  /** n distances to it. */
  readonly distance: Float64Array;
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
 * @param vertices 3 × entries coordinates
 * @param joined whether colours between the entries belong to the map (a continuous one) or only the entries do
 * @param points 3n coordinates of the sample's colours, in the same space
 * @param weights n weights that sum to 1
 */
export function fitTable(
  vertices: Float64Array,
  joined: boolean,
  points: Float64Array,
  weights: Float64Array,
): TableFit {
  const { entry, distance } = nearestOn(vertices, joined, points);
  const arcs = arcLengths(vertices);
  const whole = arcs[arcs.length - 1]!;
  const order = Array.from(entry.keys()).sort((a, b) => entry[a]! - entry[b]!);
  let bits = Number.NEGATIVE_INFINITY;
  let best = { sigma: spreads[0]!, from: 0, to: 0 };
  for (const sigma of spreads) {
    const [from, to] = reach(order, entry, distance, weights, 3 * sigma + 1);
    const visited = Math.max(1, arcAt(arcs, to) - arcAt(arcs, from));
    const length = Math.max(shortest, visited ** (1 - wholeWeight) * whole ** wholeWeight);
    const across = 2 * Math.PI * sigma * sigma;
    const density = joined ? 1 / (across * length) : 1 / (across ** 1.5 * (arcs.length || 1));
    let total = 0;
    for (let k = 0; k < weights.length; k++) {
      const z = (distance[k]! / sigma) ** 2;
      const near = density * Math.exp(-z / 2);
      const far = (density / 9) * Math.exp(-z / 18);
      const drawn = (1 - wide - foreign) * near + wide * far + foreign * 2 ** -anyColour;
      total += weights[k]! * (Math.log2(drawn) + anyColour);
    }
    if (total > bits) {
      bits = total;
      best = { sigma, from, to };
    }
  }
  return { bits, entry, distance, ...best };
}

/** For each point the nearest place on the table and its distance. */
export function nearestOn(
  vertices: Float64Array,
  joined: boolean,
  points: Float64Array,
): { entry: Float64Array; distance: Float64Array } {
  const n = vertices.length / 3;
  const m = points.length / 3;
  const entry = new Float64Array(m);
  const distance = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    const px = points[3 * k]!;
    const py = points[3 * k + 1]!;
    const pz = points[3 * k + 2]!;
    let best = Number.POSITIVE_INFINITY;
    let at = 0;
    let ax = vertices[0]!;
    let ay = vertices[1]!;
    let az = vertices[2]!;
    for (let i = 0; i < n; i++) {
      const wx = px - ax;
      const wy = py - ay;
      const wz = pz - az;
      const here = wx * wx + wy * wy + wz * wz;
      if (here < best) {
        best = here;
        at = i;
      }
      if (i + 1 === n) break;
      const bx = vertices[3 * i + 3]!;
      const by = vertices[3 * i + 4]!;
      const bz = vertices[3 * i + 5]!;
      if (joined && best > 0) {
        const ux = bx - ax;
        const uy = by - ay;
        const uz = bz - az;
        const along = wx * ux + wy * uy + wz * uz;
        const uu = ux * ux + uy * uy + uz * uz;
        // Beyond either end of the segment its vertices decide, and they are tried anyway.
        if (along > 0 && along < uu) {
          const d = here - (along * along) / uu;
          if (d < best) {
            best = d;
            at = i + along / uu;
          }
        }
      }
      ax = bx;
      ay = by;
      az = bz;
    }
    entry[k] = at;
    distance[k] = Math.sqrt(Math.max(0, best));
  }
  return { entry, distance };
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
