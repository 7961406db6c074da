import { type Clusters, lloyd, squaredDistance } from './lloyd.js';

/** How many centres are added and taken away at first; the value the method's author found good at any size. */
const firstBreath = 5;
/** Lloyd's algorithm is nearly done after so many rounds; the best result is finished by the caller. */
const rounds = 20;
/** A breath that lowers the cost by less than this share has found nothing. */
const leastGain = 1e-3;
/** New centres are put this share of a cluster's spread beside its centre: far enough to part, near enough to stay in it. */
const offset = 0.01;

/**
 * Breathing k-means (Fritzke 2020, arXiv:2006.15666): where Lloyd's algorithm has stopped, centres are added to the
 * clusters that cost the most and as many taken away that are of least use, for as long as that lowers the cost. It leaves
 * the local minima in which k-means++ ends, without starting over many times.
 *
 * @param points 3n coordinates
 * @param weights n positive numbers
 * @param start 3k coordinates, k < n
 * @param random where a new centre goes beside its cluster's
 */
export function breathe(
  points: Float64Array,
  weights: ArrayLike<number>,
  start: Float64Array,
  random: () => number,
): Clusters {
  let best = lloyd(points, weights, start, rounds);
  const k = start.length / 3;
  let breath = Math.min(firstBreath, k);
  while (breath > 0 && best.cost > 0) {
    const inhaled = lloyd(points, weights, withAdded(points, weights, best, breath, random), rounds);
    const exhaled = lloyd(points, weights, withoutLeastUseful(points, weights, inhaled, breath), rounds);
    if (exhaled.cost < (1 - leastGain) * best.cost) best = exhaled;
    else breath--;
  }
  return best;
}

/** The centres with one more beside each of those whose clusters cost the most. */
function withAdded(
  points: Float64Array,
  weights: ArrayLike<number>,
  { centres, costs, labels }: Clusters,
  count: number,
  random: () => number,
): Float64Array {
  const population = new Float64Array(costs.length);
  for (let i = 0; 3 * i < points.length; i++) population[labels[i]!]! += weights[i]!;
  const costliest = Array.from(costs.keys())
    .sort((a, b) => costs[b]! - costs[a]! || a - b)
    .slice(0, count);
  const added = costliest.flatMap((c) => {
    const spread = Math.sqrt(costs[c]! / (population[c]! || 1));
    return [0, 1, 2].map((d) => centres[3 * c + d]! + offset * spread * (2 * random() - 1));
  });
  return Float64Array.from([...centres, ...added]);
}

/**
 * The centres without the `count` whose absence costs the least. Of a centre that is taken away, the nearest
 * neighbours are kept (as many as leave enough to choose from): they take over its points.
 */
function withoutLeastUseful(
  points: Float64Array,
  weights: ArrayLike<number>,
  clusters: Clusters,
  count: number,
): Float64Array {
  const { centres } = clusters;
  const k = centres.length / 3;
  const uses = usefulness(points, weights, clusters);
  const order = Array.from(uses.keys()).sort((a, b) => uses[a]! - uses[b]! || a - b);
  const gone = new Set<number>();
  const kept = new Set<number>();
  for (const c of order) {
    if (gone.size === count) break;
    if (kept.has(c)) continue;
    gone.add(c);
    if (kept.size + count < k) {
      const neighbour = nearestCentre(centres, c, gone);
      if (neighbour >= 0) kept.add(neighbour);
    }
  }
  for (const c of order) if (gone.size < count) gone.add(c);
  return centres.filter((_, o) => !gone.has(Math.floor(o / 3)));
}

/** By how much the cost would rise without each centre: its points would go to their second nearest. */
function usefulness(
  points: Float64Array,
  weights: ArrayLike<number>,
  { centres, labels }: Clusters,
): Float64Array {
  const uses = new Float64Array(centres.length / 3);
  for (let i = 0; i < labels.length; i++) {
    const own = labels[i]!;
    let second = Number.POSITIVE_INFINITY;
    for (let c = 0; c < uses.length; c++)
      if (c !== own) second = Math.min(second, squaredDistance(points, i, centres, c));
    uses[own]! += weights[i]! * (second - squaredDistance(points, i, centres, own));
  }
  return uses;
}

function nearestCentre(centres: Float64Array, c: number, gone: ReadonlySet<number>): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let other = 0; 3 * other < centres.length; other++) {
    const d = squaredDistance(centres, c, centres, other);
    if (other !== c && !gone.has(other) && d < least) {
      least = d;
      nearest = other;
    }
  }
  return nearest;
}
