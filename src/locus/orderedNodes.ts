import type { PictureColours } from './colours/pictureColours.js';
import { spatialAdjacency, unlabelled } from './order/adjacency.js';
import { type OrderCandidate, orderNodes } from './order/order.js';

/** Colours of a picture before ordering, and the orders that may be the map's. */
export interface OrderedNodes {
  /** 3k coordinates in the working space. */
  readonly nodes: Float64Array;
  /** Best first. */
  readonly candidates: readonly OrderCandidate[];
}

/**
 * Orders nodes by how they lie in colour space and in the picture.
 *
 * @param labelOf for each distinct colour its node, or `unlabelled`
 * @param detour the most by which an inserted node may lengthen the path
 */
export function orderedNodes(
  { calm, distinct, width, height, pairs }: PictureColours,
  nodes: Float64Array,
  labelOf: ArrayLike<number>,
  detour: number,
): OrderedNodes {
  const labels = new Uint16Array(width * height);
  for (let p = 0; p < labels.length; p++) labels[p] = calm[p] ? labelOf[distinct.indices[p]!]! : unlabelled;
  const adjacency = spatialAdjacency(labels, width, height, nodes.length / 3);
  return { nodes, candidates: orderNodes(nodes, adjacency, detour, pairs) };
}
