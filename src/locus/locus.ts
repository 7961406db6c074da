import type { Rgb } from '../model/types.js';
import { countColours } from '../raster/countColours.js';
import { dilate } from '../raster/dilate.js';
import { noColours } from './colours/noColours.js';
import { type PictureColours, sampleSize } from './colours/pictureColours.js';
import { equalisedSample } from './colours/sample.js';
import { type Direction, orient, reversedVertices } from './direction.js';
import { spatialAdjacency, unlabelled } from './order/adjacency.js';
import { nearestNodes, quantiseToNodes } from './order/nodes.js';
import { type OrderCandidate, orderNodes, verticesOf } from './order/order.js';
import { placesBeside } from './order/placesBeside.js';
import { type OrderScore, scoreOrder } from './order/score.js';
import { growLevels } from './refine/growLevels.js';
import { refineToEnds } from './refine/refineToEnds.js';
import { mayBeClosed } from './ring/closed.js';
import { ringCut } from './ring/ringCut.js';

/** Stages that can be replaced by none, in the order in which an order goes through them. */
export const locusStages = ['refinement', 'growing the ends', 'ring cut'] as const;

export type LocusStage = (typeof locusStages)[number];

export interface LocusOptions {
  /** Which end comes first; unless told, the darker one. */
  readonly from?: 'darkest' | 'lightest' | Rgb;
  /** Turn the order round. */
  readonly reverse?: boolean;
  /** Stages left out, to measure what each is worth. */
  readonly without?: readonly LocusStage[];
}

/** An ordered locus, and what it was found from. */
export interface Locus {
  /** 3n vertices in the picture's working space; where its colours are exact, each is one that was drawn. */
  readonly vertices: Float64Array;
  readonly closed: boolean;
  /** Scatter of the picture's colours about the locus, one standard deviation, working space; 0 where exact. */
  readonly sigma: number;
  /** 3k colours before ordering. */
  readonly nodes: Float64Array;
  /** Best first. */
  readonly candidates: readonly OrderCandidate[];
  readonly score: OrderScore;
  /** The ordered nodes before refinement. */
  readonly rough: Float64Array;
  /** Error to expect because a closed locus may have been cut elsewhere. */
  readonly cutError: number;
  readonly direction: Direction;
}

/** Nodes this far apart resolve every map in use and are wider than the noise of usual JPEGs. */
const nodeRadius = 9;

/**
 * Finds the locus of a picture's colourmap: orders its colours, leads the order on to the ends of the map, closes or cuts
 * it, and gives it a direction.
 *
 * @throws RecoveryError if there are fewer than two colours of data
 */
export function findLocus(seen: PictureColours, options: LocusOptions = {}): Locus {
  const { noData, distinct, ink, plain, levels, exact, space, colours, calm, counts, pairs, sample } = seen;
  const { width, height, seed } = seen;
  const without = new Set(options.without);
  const n = distinct.packed.length;
  const pixels = width * height;
  let nodes: Float64Array;
  let labelOf: Uint16Array;
  if (levels) {
    const kept: number[] = [];
    labelOf = new Uint16Array(n).fill(unlabelled);
    for (let i = 0; i < n; i++)
      if (levels[i]) {
        labelOf[i] = kept.length;
        kept.push(i);
      }
    nodes = verticesOf(colours, kept);
  } else {
    nodes = quantiseToNodes(sample, nodeRadius);
    labelOf = Uint16Array.from(nearestNodes(colours, nodes));
  }
  const k = nodes.length / 3;
  if (k < 2) throw noColours();
  const labels = new Uint16Array(pixels);
  for (let p = 0; p < pixels; p++) labels[p] = calm[p] ? labelOf[distinct.indices[p]!]! : unlabelled;
  const adjacency = spatialAdjacency(labels, width, height, k);
  const detour = exact ? Number.POSITIVE_INFINITY : 1.2 * nodeRadius;
  const candidates = orderNodes(nodes, adjacency, detour, pairs);
  const rough = verticesOf(nodes, candidates[0]!.order);
  let vertices = rough;
  let sigma = 0;
  const rareOf = (counted: Uint32Array) =>
    colours.filter((_, o) => {
      const i = Math.floor(o / 3);
      return counted[i]! > 0 && !levels?.[i];
    });
  const rare = exact ? rareOf(counts) : new Float64Array(0);
  // A narrow peak stands out like a stroke, but holds the end of the map: only ink and what is near it is left out.
  const inked = dilate(ink.core, width, height, 3);
  for (let p = 0; p < pixels; p++) if (noData.mask[p]) inked[p] = 1;
  const free = countColours(distinct, inked);
  const grows = !without.has('growing the ends');
  const atEnds = exact && grows ? rareOf(free) : new Float64Array(0);
  const placesAtEnds = (rough: Float64Array) =>
    placesBeside(rough, colours, distinct, (p) => !inked[p], width, height).filter(
      (_, i) => grows && free[i]! > 0 && !levels?.[i],
    );
  const all = exact || !grows ? rare : equalisedSample(colours, plain, sampleSize, seed);
  const refine = (rough: Float64Array) => {
    if (without.has('refinement')) return { vertices: rough, sigma: 0 };
    return exact
      ? { vertices: growLevels(rough, rare, atEnds, placesAtEnds(rough)), sigma: 0 }
      : refineToEnds(sample, all, rough, pairs);
  };

  let closed = false;
  let cutError = 0;
  const open = refine(vertices);
  let score = scoreOrder(open.vertices, pairs);
  const cut =
    !without.has('ring cut') && mayBeClosed(vertices)
      ? ringCut(
          vertices,
          exact ? undefined : sample,
          colours,
          distinct,
          calm,
          noData.mask,
          ink.strokes,
          width,
          height,
        )
      : undefined;
  ({ vertices, sigma } = open);
  if (cut) {
    const recut = refine(cut.vertices);
    const scoreOfCut = scoreOrder(recut.vertices, pairs);
    // The field has shown where to cut; the score only has to bear it out (strokes hide what crosses them from it).
    if (scoreOfCut.total < 1.05 * score.total) {
      ({ vertices, sigma } = recut);
      score = scoreOfCut;
      closed = true;
      cutError = cut.doubt;
    }
  }
  const direction = orient(vertices, space, closed, options.from);
  vertices = options.reverse ? reversedVertices(direction.vertices) : direction.vertices;
  return { vertices, closed, sigma, nodes, candidates, score, rough, cutError, direction };
}
