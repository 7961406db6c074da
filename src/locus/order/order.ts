import { medianNearestDistance, pairwiseDistances } from '../../walk/distances.js';
import { darkestFirst, usualThresholds, walkLocus } from '../../walk/walk.js';
import { adjacencyWeighted } from './adjacency.js';
import { insertCheapest, spanningTreePath } from './path.js';
import { type OrderScore, type PixelPairs, scoreOrder } from './score.js';
import { shortenPath } from './shorten.js';

export interface OrderCandidate {
  readonly method: 'walk' | 'tree' | 'tree with neighbours';
  /** Indices of the nodes along the locus; nodes off it are missing. */
  readonly order: Uint32Array;
  readonly score: OrderScore;
}

/**
 * Orders nodes by every method there is and sorts the results by how well the picture bears them out, best first.
 *
 * @param nodes 3k coordinates in the working space
 * @param adjacency k × k, from `spatialAdjacency`
 * @param detour the most by which an inserted node may lengthen the path
 */
export function orderNodes(
  nodes: Float64Array,
  adjacency: Float64Array,
  detour: number,
  pairs: PixelPairs,
): OrderCandidate[] {
  const k = nodes.length / 3;
  const distances = pairwiseDistances(nodes);
  const weighted = adjacencyWeighted(distances, adjacency);
  const tour = (d: Float64Array) => shortenPath(d, k, insertCheapest(d, k, spanningTreePath(d, k), detour));
  const unit = medianNearestDistance(distances, k);
  const orders: [OrderCandidate['method'], ArrayLike<number>][] = [
    ['tree with neighbours', tour(weighted)],
    ['tree', tour(distances)],
    [
      'walk',
      walkLocus(distances, k, darkestFirst(nodes).slice(0, 1), {
        near: usualThresholds.near * unit,
        far: usualThresholds.far * unit,
      }).order,
    ],
  ];
  return orders
    .filter(([, order]) => order.length >= 2)
    .map(([method, order]) => ({
      method,
      order: Uint32Array.from(order),
      score: scoreOrder(verticesOf(nodes, order), pairs),
    }))
    .sort((a, b) => a.score.total - b.score.total);
}

/** Coordinates of nodes in the given order. */
export function verticesOf(nodes: Float64Array, order: ArrayLike<number>): Float64Array {
  const vertices = new Float64Array(3 * order.length);
  for (let i = 0; i < order.length; i++)
    vertices.set(nodes.subarray(3 * order[i]!, 3 * order[i]! + 3), 3 * i);
  return vertices;
}
