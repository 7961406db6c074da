/** Two groups that became one: leaves are 0 … n − 1, the group made by merge m is n + m. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  /** Mean distance of the pairs between them. */
  readonly distance: number;
}

/**
 * Hierarchical clustering by average linkage (UPGMA), with chains of nearest neighbours (Müllner 2011, arXiv:1109.2378):
 * time and memory grow with the square of n.
 *
 * @param distances n × n, used up; exactly symmetric and never NaN, or a chain goes round for ever
 * @returns n − 1 merges, ascending in distance
 */
export function averageLinkage(distances: Float32Array, n: number): Merge[] {
  const sizes = new Float64Array(n).fill(1);
  const alive = new Set(Array.from({ length: n }, (_, i) => i));
  const raw: { a: number; b: number; distance: number }[] = [];
  const chain: number[] = [];
  while (alive.size > 1) {
    if (chain.length === 0) chain.push(alive.values().next().value!);
    const a = chain.at(-1)!;
    const b = nearestAlive(distances, n, alive, a, chain.at(-2));
    if (b !== chain.at(-2)) {
      chain.push(b);
      continue;
    }
    chain.length -= 2;
    raw.push({ a, b, distance: distances[a * n + b]! });
    join(distances, n, alive, sizes, a, b);
  }
  return numbered(raw, n);
}

/** The nearest other group; the one before in the chain where it is as near, so that chains end. */
function nearestAlive(
  distances: Float32Array,
  n: number,
  alive: ReadonlySet<number>,
  a: number,
  before: number | undefined,
): number {
  let nearest = before ?? -1;
  let least = before === undefined ? Number.POSITIVE_INFINITY : distances[a * n + before]!;
  for (const b of alive) {
    const d = distances[a * n + b]!;
    if (b !== a && d < least) {
      least = d;
      nearest = b;
    }
  }
  return nearest;
}

/** Puts group a into the place of group b. */
function join(
  distances: Float32Array,
  n: number,
  alive: Set<number>,
  sizes: Float64Array,
  a: number,
  b: number,
): void {
  alive.delete(a);
  const size = sizes[a]! + sizes[b]!;
  for (const c of alive) {
    if (c === b) continue;
    const mean = (sizes[a]! * distances[a * n + c]! + sizes[b]! * distances[b * n + c]!) / size;
    distances[b * n + c] = mean;
    distances[c * n + b] = mean;
  }
  sizes[b] = size;
}

/** Merges in ascending order, each naming the groups as they are by then. */
function numbered(raw: readonly { a: number; b: number; distance: number }[], n: number): Merge[] {
  const parents = Array.from({ length: 2 * n - 1 }, (_, i) => i);
  const rootOf = (i: number): number => {
    while (parents[i] !== i) {
      parents[i] = parents[parents[i]!]!;
      i = parents[i]!;
    }
    return i;
  };
  return raw
    .map((merge, order) => ({ ...merge, order }))
    .sort((x, y) => x.distance - y.distance || x.order - y.order)
    .map(({ a, b, distance }, m) => {
      const [left, right] = [rootOf(a), rootOf(b)].sort((x, y) => x - y) as [number, number];
      parents[left] = n + m;
      parents[right] = n + m;
      return { left, right, distance };
    });
}
