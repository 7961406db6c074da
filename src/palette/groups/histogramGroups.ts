import { averageLinkage, type Merge } from './averageLinkage.js';
import { groupsAfter, leafOrder } from './dendrogram.js';

/** A collection put in order by likeness. */
export interface Grouping {
  /** The group of each picture, 0 being the largest. */
  readonly groups: Uint32Array;
  /** The pictures in an order in which alike ones stand together. */
  readonly order: Uint32Array;
}

/** So many cuts of the tree are tried: groups of sizes in a geometric series are all that differ much. */
const cuts = 24;

/**
 * Groups pictures by average linkage of their similarities, the tree being cut where the groups are the most compact
 * beside their distances from each other (mean silhouette, Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7).
 *
 * @param similarities n × n, 0…1, symmetric
 */
export function histogramGroups(similarities: Float32Array, n: number): Grouping {
  if (n < 3) return { groups: new Uint32Array(n), order: Uint32Array.from({ length: n }, (_, i) => i) };
  const merges = averageLinkage(
    similarities.map((s) => 1 - s),
    n,
  );
  return { groups: mostCompact(similarities, merges, n), order: leafOrder(merges, n) };
}

function mostCompact(similarities: Float32Array, merges: readonly Merge[], n: number): Uint32Array {
  let best = groupsAfter(merges, n, n - 2);
  let most = Number.NEGATIVE_INFINITY;
  const tried = new Set<number>();
  for (let c = 0; c < cuts; c++) {
    const count = Math.round(2 * ((n - 1) / 2) ** (c / (cuts - 1)));
    if (tried.has(count)) continue;
    tried.add(count);
    const groups = groupsAfter(merges, n, n - count);
    const score = silhouette(similarities, groups, count);
    if (score > most) {
      most = score;
      best = groups;
    }
  }
  return best;
}

/** Mean over the pictures of (b − a) / max(a, b): a the mean distance to its own group, b to the nearest other; 0 alone. */
function silhouette(similarities: Float32Array, groups: Uint32Array, count: number): number {
  const n = groups.length;
  const sizes = new Float64Array(count);
  for (const group of groups) sizes[group]!++;
  const sums = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const own = groups[i]!;
    if (sizes[own] === 1) continue;
    sums.fill(0);
    for (let j = 0; j < n; j++) sums[groups[j]!]! += 1 - similarities[i * n + j]!;
    const inside = (sums[own]! - (1 - similarities[i * n + i]!)) / (sizes[own]! - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let g = 0; g < count; g++) if (g !== own) outside = Math.min(outside, sums[g]! / sizes[g]!);
    total += (outside - inside) / Math.max(outside, inside, Number.MIN_VALUE);
  }
  return total / n;
}
