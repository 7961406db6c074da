import { arcLengths, projectOnto } from '../../numeric/curves/polyline.js';
import { quantileOfSorted } from '../../numeric/statistics/statistics.js';
import { averageLinkage } from '../groups/averageLinkage.js';
import { bySize, groupsAfter } from '../groups/dendrogram.js';
import type { FigureLocus } from './figureLocus.js';

/**
 * Loci nearer to each other than this are one colourmap, sRGB units: as far as the nodes lie apart in which the blind
 * order sees a map, which is wider than what the noise of usual JPEGs does to a curve.
 */
export const sameLocus = 9;

/** A tenth of a curve may be elsewhere: noise bends the ends of a map first, where a figure has few pixels. */
const share = 0.9;

/** Farther than any two colours are. */
const farApart = 1000;

/** A curve of less than this share of another's length is too little of it to say that it is the same. */
const leastPart = 0.5;

/**
 * How far two loci are apart, sRGB units: nine tenths of the shorter lie within this of the longer, and whoever goes along
 * the one never turns back on the other by more. The colours of one map in another order are far from it, therefore; which
 * end comes first does not matter, nor where a closed map is cut, nor that a figure shows only a part of its map, if it is
 * the larger one.
 */
export function locusDistance(a: FigureLocus, b: FigureLocus): number {
  const [first, second] = [a, b].map(({ points }) => arcLengths(points).at(-1)!) as [number, number];
  if (Math.min(first, second) < leastPart * Math.max(first, second)) return farApart;
  const [shorter, longer] = first <= second ? [a, b] : [b, a];
  const along = walkedOn(longer.points, shorter.points);
  return Math.max(along.reach, along.retreat, walkedOn(shorter.points, longer.points).retreat);
}

/**
 * Groups figures by their colourmaps, by average linkage of the distances of their loci.
 *
 * @param loci undefined where a picture has none
 * @returns the group of each, 0 being the largest; one without a locus is in a group of its own
 */
export function locusGroups(loci: readonly (FigureLocus | undefined)[]): Uint32Array {
  const known = loci.flatMap((locus, i) => (locus ? [{ locus, i }] : []));
  const n = known.length;
  const distances = new Float32Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < a; b++) {
      const d = locusDistance(known[a]!.locus, known[b]!.locus);
      distances[a * n + b] = d;
      distances[b * n + a] = d;
    }
  const merges = averageLinkage(distances, n);
  const groups = groupsAfter(merges, n, merges.filter(({ distance }) => distance <= sameLocus).length);
  const all = loci.map((_, i) => -1 - i);
  known.forEach(({ i }, k) => {
    all[i] = groups[k]!;
  });
  return bySize(all);
}

/**
 * How far points that follow each other are from a curve, nine tenths of them, and how far back on it they turn. Points
 * that are not near it have no place on it: the nearest is at either end, and tells nothing.
 */
function walkedOn(
  curve: Float64Array,
  points: Float64Array,
): { readonly reach: number; readonly retreat: number } {
  const arcs = arcLengths(curve);
  const { distance, parameter } = projectOnto(curve, arcs, points);
  const last = curve.length - 3;
  const places = parameter.filter((_, i) => distance[i]! <= sameLocus);
  const steps = Array.from(places.subarray(1), (at, i) => at - places[i]!);
  const length = arcs.at(-1)!;
  // A curve no longer than that is a spot, whose ends lie together because there is nothing between them.
  const isClosed =
    length > sameLocus && Math.hypot(...[0, 1, 2].map((c) => curve[c]! - curve[last + c]!)) < sameLocus;
  const walked = isClosed ? steps.map((step) => step - length * Math.round(step / length)) : steps;
  return {
    reach: quantileOfSorted(distance.sort(), share),
    retreat: Math.min(retreat(walked), retreat(walked.map((step) => -step))),
  };
}

/** The longest way back of a walk along a line: from the farthest place that was reached to a later one. */
function retreat(steps: readonly number[]): number {
  let behind = 0;
  let longest = 0;
  for (const step of steps) {
    behind = Math.max(0, behind - step);
    longest = Math.max(longest, behind);
  }
  return longest;
}
