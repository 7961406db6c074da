import type { Rgb } from '../model/types.js';
import { noColours } from './colours/noColours.js';
import type { PictureColours } from './colours/pictureColours.js';
import { type Direction, orient, reversedVertices } from './direction.js';
import { exactOrder } from './exactOrder.js';
import { type OrderCandidate, verticesOf } from './order/order.js';
import { type OrderScore, scoreOrder } from './order/score.js';
import type { LocusStage } from './orderedCurve.js';
import { mayBeClosed } from './ring/closed.js';
import { ringCut } from './ring/ringCut.js';
import { scatteredOrder } from './scatteredOrder.js';

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

/** A cut that the field has shown need not score better than the open curve: strokes hide what crosses them from the score. */
const mostCutCost = 1.05;

/**
 * Finds the locus of a picture's colourmap: orders its colours, leads the order on to the ends of the map, closes or cuts
 * it, and gives it a direction.
 *
 * @throws RecoveryError if there are fewer than two colours of data
 */
export function findLocus(seen: PictureColours, options: LocusOptions = {}): Locus {
  const { noData, distinct, ink, levels, space, colours, calm, pairs, width, height } = seen;
  const without = new Set(options.without);
  const order = levels ? exactOrder(seen, levels, without) : scatteredOrder(seen, without);
  if (order === undefined) throw noColours();
  const { nodes, candidates, sample, curve: open } = order;
  const rough = verticesOf(nodes, candidates[0]!.order);
  const cut =
    !without.has('ring cut') && mayBeClosed(rough)
      ? ringCut(rough, sample, colours, distinct, calm, noData.mask, ink.strokes, width, height)
      : undefined;
  const recut = cut && order.refine(cut.vertices);
  let score = scoreOrder(open.vertices, pairs);
  const scoreOfCut = recut && scoreOrder(recut.vertices, pairs);
  const closed = scoreOfCut !== undefined && scoreOfCut.total < mostCutCost * score.total;
  if (closed) score = scoreOfCut;
  const { vertices: found, sigma } = closed ? recut! : open;
  const direction = orient(found, space, closed, options.from);
  const vertices = options.reverse ? reversedVertices(direction.vertices) : direction.vertices;
  const cutError = closed ? cut!.doubt : 0;
  return { vertices, closed, sigma, nodes, candidates, score, rough, cutError, direction };
}
