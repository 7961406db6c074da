/** Passes after which a path of a few hundred nodes no longer improves; each pass tries every move. */
const mostPasses = 60;
const longestRun = 8;
const gain = 1e-9;

/**
 * Shortens an open path by 2-opt (Croes 1958) and or-opt (Or 1976) moves until none helps: reversing a stretch (the
 * ends are free) and moving a run of 1 to 8 nodes elsewhere, in either direction.
 *
 * @param distances n × n
 * @returns the same nodes in a better order
 */
export function shortenPath(distances: Float64Array, n: number, path: readonly number[]): number[] {
  let order = path.slice();
  for (let pass = 0; pass < mostPasses; pass++) {
    const reversed = reverseStretches(distances, n, order);
    const moved = moveRuns(distances, n, order);
    order = moved.order;
    if (!reversed && !moved.improved) break;
  }
  return order;
}

function reverseStretches(distances: Float64Array, n: number, order: number[]): boolean {
  const last = order.length - 1;
  let improved = false;
  for (let i = 0; i < last; i++) {
    for (let j = i + 1; j <= last; j++) {
      if (i === 0 && j === last) continue;
      const first = order[i]!;
      const final = order[j]!;
      let change = 0;
      if (i > 0) change += distances[order[i - 1]! * n + final]! - distances[order[i - 1]! * n + first]!;
      if (j < last) change += distances[first * n + order[j + 1]!]! - distances[final * n + order[j + 1]!]!;
      if (change >= -gain) continue;
      for (let a = i, b = j; a < b; a++, b--) [order[a], order[b]] = [order[b]!, order[a]!];
      improved = true;
    }
  }
  return improved;
}

function moveRuns(
  distances: Float64Array,
  n: number,
  path: readonly number[],
): { order: number[]; improved: boolean } {
  let order = path.slice();
  let improved = false;
  for (let run = 1; run <= Math.min(longestRun, order.length - 2); run++) {
    for (let i = 0; i + run <= order.length; i++) {
      const head = order[i]!;
      const tail = order[i + run - 1]!;
      const before = order[i - 1];
      const after = order[i + run];
      let freed = 0;
      if (before !== undefined) freed += distances[before * n + head]!;
      if (after !== undefined) freed += distances[tail * n + after]!;
      if (before !== undefined && after !== undefined) freed -= distances[before * n + after]!;
      let least = freed - gain;
      let at = -1;
      let flipped = false;
      for (let p = 0; p <= order.length; p++) {
        if (p >= i && p <= i + run) continue;
        const a = order[p - 1];
        const b = order[p];
        let joined = 0;
        if (a !== undefined && b !== undefined) joined -= distances[a * n + b]!;
        const straight =
          joined +
          (a !== undefined ? distances[a * n + head]! : 0) +
          (b !== undefined ? distances[tail * n + b]! : 0);
        const turned =
          joined +
          (a !== undefined ? distances[a * n + tail]! : 0) +
          (b !== undefined ? distances[head * n + b]! : 0);
        if (straight < least) {
          least = straight;
          at = p;
          flipped = false;
        }
        if (turned < least) {
          least = turned;
          at = p;
          flipped = true;
        }
      }
      if (at < 0) continue;
      const moving = order.slice(i, i + run);
      if (flipped) moving.reverse();
      const rest = [...order.slice(0, i), ...order.slice(i + run)];
      const place = at > i ? at - run : at;
      order = [...rest.slice(0, place), ...moving, ...rest.slice(place)];
      improved = true;
    }
  }
  return { order, improved };
}
