/**
 * The longest path through the minimum spanning tree of n colours: on an open locus, its backbone from end to end.
 *
 * @param distances n × n
 * @returns indices in order along the path
 */
export function spanningTreePath(distances: Float64Array, n: number): number[] {
  if (n === 0) return [];
  const parent = new Int32Array(n).fill(-1);
  const cost = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const inTree = new Uint8Array(n);
  const neighbours: number[][] = Array.from({ length: n }, () => []);
  cost[0] = 0;
  for (let added = 0; added < n; added++) {
    let next = -1;
    for (let i = 0; i < n; i++) if (!inTree[i] && (next < 0 || cost[i]! < cost[next]!)) next = i;
    inTree[next] = 1;
    if (parent[next]! >= 0) {
      neighbours[next]!.push(parent[next]!);
      neighbours[parent[next]!]!.push(next);
    }
    for (let j = 0; j < n; j++) {
      if (!inTree[j] && distances[next * n + j]! < cost[j]!) {
        cost[j] = distances[next * n + j]!;
        parent[j] = next;
      }
    }
  }
  const far = farthestInTree(distances, n, neighbours, 0);
  return farthestInTree(distances, n, neighbours, far[far.length - 1]!);
}

/** The way from a node of the tree to the one farthest from it. */
function farthestInTree(
  distances: Float64Array,
  n: number,
  neighbours: readonly number[][],
  from: number,
): number[] {
  const before = new Int32Array(n).fill(-1);
  const walked = new Float64Array(n).fill(-1);
  walked[from] = 0;
  const stack = [from];
  let farthest = from;
  while (stack.length > 0) {
    const i = stack.pop()!;
    if (walked[i]! > walked[farthest]!) farthest = i;
    for (const j of neighbours[i]!) {
      if (walked[j]! >= 0) continue;
      walked[j] = walked[i]! + distances[i * n + j]!;
      before[j] = i;
      stack.push(j);
    }
  }
  const way: number[] = [];
  for (let i = farthest; i >= 0; i = before[i]!) way.push(i);
  return way.reverse();
}

/**
 * Inserts the nodes that a path leaves out where they lengthen it least, cheapest first, as long as the detour is at
 * most `detour`. At an end, the detour is the whole step.
 */
export function insertCheapest(distances: Float64Array, n: number, path: number[], detour: number): number[] {
  const order = path.slice();
  const left = new Set<number>(Array.from({ length: n }, (_, i) => i));
  for (const i of order) left.delete(i);
  while (left.size > 0) {
    let least = Number.POSITIVE_INFINITY;
    let node = -1;
    let at = -1;
    for (const i of left) {
      for (let p = 0; p <= order.length; p++) {
        const a = order[p - 1];
        const b = order[p];
        let cost = 0;
        if (a !== undefined) cost += distances[a * n + i]!;
        if (b !== undefined) cost += distances[b * n + i]!;
        if (a !== undefined && b !== undefined) cost -= distances[a * n + b]!;
        if (cost < least) {
          least = cost;
          node = i;
          at = p;
        }
      }
    }
    if (least > detour) break;
    order.splice(at, 0, node);
    left.delete(node);
  }
  return order;
}
