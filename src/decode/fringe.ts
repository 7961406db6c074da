import type { Raster } from '../types.js';
import { type Colour, type InkedLocus, lumaContrast, mostForeign } from './foreignColour.js';
import { type Plane, planeAround } from './localPlane.js';
import { nearestWithin, pointAt } from './locusStretch.js';

export interface FringeField {
  /** width × height arcs along the locus; NaN where nothing is known. Changed in place. */
  readonly arcs: Float32Array;
  /** width × height distances from the locus. Changed in place. */
  readonly distance: Float32Array;
}

export interface FringeLocus extends InkedLocus {
  /** A colour this far from the locus is still on it. */
  readonly tolerance: number;
  /**
   * The share of foreign colour from which a colour on the locus counts as mixed. Infinite where colours are exact, for a
   * mixture hits none but on maps that are straight lines in colour space (greys).
   */
  readonly mostMixedOnLocus: number;
  /** Standard error that compression gives a pixel beside ink or background, as a share of their contrast. */
  readonly ringing: number;
}

/** A plane is believed within this many times the scatter about it, and never more closely than this share of the locus. */
const believed = 4;
const leastWindow = 0.03;
const mostWindow = 0.12;
/** Two steps in colour space within 18° of each other go the same way. */
const sameWay = 0.95;
const halfMixed = 0.5;

/**
 * Settles pixels near marks and regions of no data, from the sure ones inwards: what the field around leads one to
 * expect is put beside what the pixel shows. A colour on the locus near the expected place is data. Any other is a mixture of
 * the expected colour and a foreign one nearby (ink, background): data if only slightly mixed, masked otherwise.
 *
 * @param suspects 1 = to be settled
 * @param foreign 1 = ink, 2 = background, the colours that may have been mixed in
 * @param mostMixed the share of ink up to which a pixel keeps its data; of background, half is: a pixel is on one
 *   side of a border or the other, and only compression mixes
 * @returns pixels (1) found to be no data
 */
export function settleFringe(
  raster: Raster,
  field: FringeField,
  locus: FringeLocus,
  suspects: Uint8Array,
  foreign: Uint8Array,
  mostMixed: number,
): Uint8Array {
  const { width, height } = raster;
  const { arcs, distance } = field;
  const length = locus.arcs[locus.arcs.length - 1]!;
  const masked = new Uint8Array(arcs.length);
  const waiting = suspects.slice();
  const own = arcs.slice();
  for (let p = 0; p < arcs.length; p++) if (suspects[p]) arcs[p] = Number.NaN;
  const expected: [number, number, number] = [0, 0, 0];
  const reached: [number, number, number] = [0, 0, 0];

  /** Whether the step from the expected colour to one on the locus is a step straight towards ink or background. */
  const isMixture = (s: number, from: Colour, p: number, towards?: Colour): boolean => {
    if (locus.mostMixedOnLocus >= 1 || towards === undefined) return false;
    pointAt(locus, s, reached);
    const step = reached.map((v, k) => v - from[k]!);
    const whole = towards.map((v, k) => v - from[k]!);
    const walked = Math.hypot(...step);
    const contrast = Math.hypot(...whole);
    const along = step.reduce((sum, v, k) => sum + v * whole[k]!, 0);
    return (
      along > sameWay * walked * contrast &&
      walked > (locus.strokes[p] ? mostMixed : locus.mostMixedOnLocus) * contrast
    );
  };

  /** What the pixel shows, drawn towards what the plane expects as far as ringing makes it the worse witness. */
  const shrunk = (shown: number, centre: number, plane: Plane, towards?: Colour): number => {
    if (towards === undefined) return shown;
    const ringing = locus.ringing * Math.hypot(...towards.map((v, k) => v - expected[k]!));
    const unexplained = plane.scatter ** 2 + (0.5 * plane.slope) ** 2 + locus.tolerance ** 2 / 16;
    return centre + ((shown - centre) * unexplained) / (unexplained + ringing ** 2);
  };

  const settle = (p: number): number => {
    const plane = planeAround(arcs, width, height, p);
    if (plane === undefined) return Number.NaN;
    const centre = Math.min(length, Math.max(0, plane.value));
    // An exact colour is its own witness, unless the locus is so straight that mixtures lie on it, too.
    const window =
      locus.mostMixedOnLocus >= 1
        ? mostWindow * length
        : Math.min(
            mostWindow * length,
            Math.max(leastWindow * length, believed * plane.scatter, 3 * plane.slope),
          );
    const c = 3 * locus.indices[p]!;
    const near = nearestWithin(locus, c, centre - window, centre + window);
    pointAt(locus, centre, expected);
    const towards = mostForeign(p, expected, locus, foreign, width, height);
    if (near.distance <= locus.tolerance && !isMixture(near.arc, expected, p, towards?.colour)) {
      distance[p] = near.distance;
      return locus.ringing === 0 ? near.arc : shrunk(near.arc, centre, plane, towards?.colour);
    }
    const contrast =
      towards === undefined ? 0 : Math.hypot(...towards.colour.map((v, k) => v - expected[k]!));
    const most = towards?.kind === 2 ? Math.max(mostMixed, halfMixed) : mostMixed;
    const shown = distance[p]!;
    distance[p] = near.distance;
    if (towards !== undefined && contrast > 0) {
      const off = Math.hypot(...expected.map((v, k) => locus.colours[c + k]! - v));
      const light = locus.ringing > 0 ? lumaContrast(expected, towards.colour) : 0;
      const share = light === 0 ? off / contrast : (locus.colours[c]! - expected[0]) / light;
      if (share > most && off > locus.tolerance) {
        masked[p] = 1;
        return Number.NaN;
      }
      // Away from ink and on the locus: the field has gone another way than the plane.
      if (light !== 0 && share < 0 && shown <= locus.tolerance && off > locus.tolerance) {
        distance[p] = shown;
        return own[p]!;
      }
    }
    // No ink or background about: an end of the map that was not learnt, or noise.
    return contrast > 0 ? centre : Number.isNaN(own[p]!) ? near.arc : own[p]!;
  };

  let front = frontOf(waiting, arcs, width, height);
  while (front.length > 0) {
    const values = front.map(settle);
    front.forEach((p, k) => {
      arcs[p] = values[k]!;
      waiting[p] = 0;
    });
    front = frontOf(waiting, arcs, width, height, front);
  }
  // Suspects that no sure pixel leads to are islands inside marks.
  for (let p = 0; p < waiting.length; p++) if (waiting[p]) masked[p] = 1;
  return masked;
}

/** Waiting pixels beside a settled one; with `around`, only those beside these (masked ones lead on, too). */
function frontOf(
  waiting: Uint8Array,
  arcs: Float32Array,
  width: number,
  height: number,
  around?: readonly number[],
): number[] {
  const front: number[] = [];
  const taken = new Set<number>();
  const consider = (q: number) => {
    if (!waiting[q] || taken.has(q)) return;
    taken.add(q);
    front.push(q);
  };
  if (around) {
    for (const p of around) eachNeighbour(p, width, height, consider);
  } else {
    for (let p = 0; p < waiting.length; p++)
      if (waiting[p])
        eachNeighbour(p, width, height, (q) => {
          if (!waiting[q] && !Number.isNaN(arcs[q]!)) consider(p);
        });
  }
  return front;
}

function eachNeighbour(p: number, width: number, height: number, visit: (q: number) => void): void {
  const x = p % width;
  const y = (p - x) / width;
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
      if (u !== x || v !== y) visit(v * width + u);
}
