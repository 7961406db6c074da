import { type Plane, planeAround } from '../../../numeric/fields/localPlane.js';
import { nearestWithin, pointAt } from '../../positions/locusStretch.js';
import {
  backgroundKind,
  type Colour,
  distanceBetween,
  type InkedLocus,
  inkKind,
  lumaContrast,
  mostForeign,
} from './foreignColour.js';

export interface FringeField {
  /** width × height arcs along the locus; NaN where nothing is known. Changed in place. */
  readonly arcs: Float32Array;
  /** width × height distances from the locus. Changed in place. */
  readonly distance: Float32Array;
}

export interface FringeLocus extends InkedLocus {
  /** 1 for the distinct colours that mixtures hardly ever hit; undefined where colours are not exact. */
  readonly own: Uint8Array | undefined;
  /** A colour this far from the locus is still on it. */
  readonly tolerance: number;
  /**
   * The share of foreign colour from which a colour on the locus counts as mixed. Infinite where colours are exact, for a
   * mixture hits none but on maps that are straight lines in colour space (greys).
   */
  readonly mostMixedOnLocus: number;
  /** The locus is all of the map: a colour off it that nothing nearby explains is drawn over, not an end unseen. */
  readonly endsKnown: boolean;
  /** Standard error that compression gives a pixel beside ink or background, as a share of their contrast. */
  readonly ringing: number;
}

/** A suspect that is settled already. */
export const certain = 2;
/** Two roundings of three channels put a colour no farther off the map than this. */
const roundingDistance = 2;
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
 * @param suspects 1 = to be settled; 2 = certain to be no data: fronts pass over it, as over all that turns out to be none
 * @param foreign `inkKind` and `backgroundKind` where the colours are that may have been mixed in
 * @param mostMixed the share of ink up to which a pixel keeps its data; of background, half is: a pixel is on one
 *   side of a border or the other, and only compression mixes
 * @returns pixels (1) found to be no data
 */
export function settleFringe(
  size: { readonly width: number; readonly height: number },
  field: FringeField,
  locus: FringeLocus,
  suspects: Uint8Array,
  foreign: Uint8Array,
  mostMixed: number,
): Uint8Array {
  const { width, height } = size;
  const { arcs, distance } = field;
  const length = locus.arcs[locus.arcs.length - 1]!;
  const masked = new Uint8Array(arcs.length);
  const waiting = suspects.slice();
  const own = arcs.slice();
  for (let p = 0; p < arcs.length; p++) if (suspects[p]) arcs[p] = Number.NaN;
  const expected: [number, number, number] = [0, 0, 0];
  const reached: [number, number, number] = [0, 0, 0];

  /** Whether the step from the expected colour to one on the locus is a step straight towards ink or background. */
  const isMixture = (s: number, from: Colour, p: number, towards: Colour, unexpected: boolean): boolean => {
    pointAt(locus, s, reached);
    // A mixture hits hardly any exact colour, but where an end of the locus leads straight to the ink.
    if (locus.mostMixedOnLocus >= 1) return unexpected && isTowards(from, reached, towards);
    const most = locus.strokes[p] ? mostMixed : locus.mostMixedOnLocus;
    return (
      isTowards(from, reached, towards) &&
      distanceBetween(from, reached) > most * distanceBetween(from, towards)
    );
  };

  /** What the pixel shows, drawn towards what the plane expects as far as ringing makes it the worse witness. */
  const shrunk = (shown: number, centre: number, plane: Plane, mixers: readonly Colour[]): number => {
    const contrast = Math.max(0, ...mixers.map((colour) => distanceBetween(expected, colour)));
    const ringing = locus.ringing * contrast;
    const unexplained = plane.scatter ** 2 + (0.5 * plane.slope) ** 2 + locus.tolerance ** 2 / 16;
    return centre + ((shown - centre) * unexplained) / (unexplained + ringing ** 2);
  };

  const settle = (p: number): number => {
    if (suspects[p] === certain) {
      masked[p] = 1;
      return Number.NaN;
    }
    const { tolerance } = locus;
    const plane = planeAround(arcs, width, height, p);
    if (plane === undefined) return Number.NaN;
    const centre = Math.min(length, Math.max(0, plane.value));
    // An exact colour is its own witness, unless the locus is so straight that mixtures lie on it, too.
    const usual = Math.max(leastWindow * length, believed * plane.scatter, 3 * plane.slope);
    const window = locus.mostMixedOnLocus >= 1 ? mostWindow * length : Math.min(mostWindow * length, usual);
    // Where the field is too rough to lead one to expect anything, what mixtures hardly ever hit is its own.
    if (usual > mostWindow * length && locus.own?.[locus.indices[p]!] === 1) return own[p]!;
    const c = 3 * locus.indices[p]!;
    const near = nearestWithin(locus, c, centre - window, centre + window);
    pointAt(locus, centre, expected);
    const ink = mostForeign(p, expected, locus, foreign, inkKind, width, height);
    const background = mostForeign(p, expected, locus, foreign, backgroundKind, width, height);
    const both = [ink, background].filter((mixer) => mixer !== undefined);
    both.sort((a, b) => distanceBetween(expected, b) - distanceBetween(expected, a));
    // Off an exact colour, the more different of the two explains more with less; noise may lie off either way.
    const mixers = locus.ringing === 0 ? both.slice(0, 1) : both;
    if (
      near.distance <= tolerance &&
      !mixers.some((colour) => isMixture(near.arc, expected, p, colour, Math.abs(near.arc - centre) > usual))
    ) {
      distance[p] = near.distance;
      return locus.ringing === 0 ? near.arc : shrunk(near.arc, centre, plane, mixers);
    }
    const shown = distance[p]!;
    distance[p] = near.distance;
    const colour = [locus.colours[c]!, locus.colours[c + 1]!, locus.colours[c + 2]!] as const;
    const off = distanceBetween(expected, colour);
    let away = mixers.length > 0;
    for (const mixer of mixers) {
      const light = locus.ringing > 0 ? lumaContrast(expected, mixer) : 0;
      const share = light === 0 ? off / distanceBetween(expected, mixer) : (colour[0] - expected[0]) / light;
      away &&= light === 0 ? !isTowards(expected, colour, mixer) : share < 0;
      // An exact colour that is a level, and lies elsewhere than the mixtures do, is none.
      if (away && locus.ringing === 0 && shown <= tolerance) continue;
      const most = mixer === background ? Math.max(mostMixed, halfMixed) : mostMixed;
      if (share > most && off > tolerance) {
        masked[p] = 1;
        return Number.NaN;
      }
    }
    // On the locus, and away from all that may be mixed in: the field has gone another way than the plane.
    if (away && shown <= tolerance && off > tolerance) {
      distance[p] = shown;
      return own[p]!;
    }
    if (mixers.length > 0) return centre;
    // No ink or background about: an end of the map that was not learnt, or noise. Of a map that is known to its ends,
    // a colour that leads elsewhere than the field does is neither.
    if (
      locus.endsKnown &&
      shown > Math.max(tolerance, roundingDistance) &&
      Math.abs(own[p]! - centre) > Math.max(window, believed * plane.scatter)
    ) {
      masked[p] = 1;
      return Number.NaN;
    }
    return Number.isNaN(own[p]!) ? near.arc : own[p]!;
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

/** Whether the step from one colour to another goes straight towards a third. */
function isTowards(from: Colour, to: Colour, end: Colour): boolean {
  const along =
    (to[0] - from[0]) * (end[0] - from[0]) +
    (to[1] - from[1]) * (end[1] - from[1]) +
    (to[2] - from[2]) * (end[2] - from[2]);
  return along > sameWay * distanceBetween(from, to) * distanceBetween(from, end);
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
