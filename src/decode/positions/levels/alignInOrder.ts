/** How far (in levels) a colour's projection on the map may be from its level. */
const band = 5;
/** Squared colour difference beyond rounding above which a colour is none of the map's (an overlay's, a blend). */
const skipCost = 6;
/** Weight of plain squared distance, which decides among levels that rounding makes equally good. */
const plainWeight = 1;
/** Cost of a level away from the colour's projection: decides between levels of (nearly) one colour. */
const tieWeight = 0.01;

/** Colours put on levels in the order of their projections. */
export interface Aligned {
  readonly level: Int32Array;
  readonly order: Uint32Array;
  readonly cost: number;
  readonly offset: number;
  /** 3N: the map's colours with the offset. */
  readonly drawn: Float64Array;
}

/** The cheapest alignment of colours with levels that keeps their order along the map (dynamic programming in a band). */
export function alignInOrder(
  colours: Float64Array,
  order: Uint32Array,
  projected: Float64Array,
  weights: Float64Array,
  drawn: Float64Array,
): { level: Int32Array; cost: number } {
  const m = order.length;
  const n = drawn.length / 3;
  // cost[k + 1]: least cost of the colours so far when the last level used is at most k; k = −1: none used.
  let cost = new Float64Array(n + 1);
  let next = new Float64Array(n + 1);
  // For the way back: 1 where colour j takes level k, 2 where the least cost at k is that at k − 1.
  const choice = new Uint8Array(m * (n + 1));
  for (let place = 0; place < m; place++) {
    const j = order[place]!;
    const weight = weights[j]!;
    const centre = projected[j]!;
    const first = Math.max(0, Math.ceil(centre - band));
    const last = Math.min(n - 1, Math.floor(centre + band));
    const row = place * (n + 1);
    const skipping = weight * skipCost;
    skipOver(cost, next, choice, row, -1, first, skipping);
    for (let k = first; k <= last; k++) {
      let least = cost[k + 1]! + skipping;
      let how = 0;
      const mismatch = mismatchOf(colours, j, drawn, k) + tieWeight * Math.abs(k - centre);
      const taken = cost[k]! + weight * mismatch;
      if (taken < least) {
        least = taken;
        how = 1;
      }
      if (next[k]! <= least) {
        least = next[k]!;
        how = 2;
      }
      next[k + 1] = least;
      choice[row + k + 1] = how;
    }
    skipOver(cost, next, choice, row, last + 1, n, skipping);
    [cost, next] = [next, cost];
  }
  const level = new Int32Array(m).fill(-1);
  let k = n - 1;
  for (let place = m - 1; place >= 0; place--) {
    const row = place * (n + 1);
    while (choice[row + k + 1] === 2) k--;
    if (choice[row + k + 1] === 1) level[order[place]!] = k--;
  }
  return { level, cost: cost[n]! };
}

/** The costs of levels `from` to `to` (exclusive) that a colour cannot take. */
function skipOver(
  cost: Float64Array,
  next: Float64Array,
  choice: Uint8Array,
  row: number,
  from: number,
  to: number,
  skipping: number,
): void {
  for (let k = from; k < to; k++) {
    const own = cost[k + 1]! + skipping;
    const isBefore = k >= 0 && next[k]! <= own;
    next[k + 1] = isBefore ? next[k]! : own;
    choice[row + k + 1] = isBefore ? 2 : 0;
  }
}

function mismatchOf(colours: Float64Array, j: number, drawn: Float64Array, k: number): number {
  let plain = 0;
  for (let c = 0; c < 3; c++) plain += (colours[3 * j + c]! - drawn[3 * k + c]!) ** 2;
  return beyondRounding(colours, j, drawn, k) + plainWeight * plain;
}

/** Squared difference of a colour from a level beyond what rounding makes. */
export function beyondRounding(colours: Float64Array, j: number, drawn: Float64Array, k: number): number {
  let sum = 0;
  for (let c = 0; c < 3; c++) {
    const d = Math.abs(colours[3 * j + c]! - drawn[3 * k + c]!) - 0.5;
    if (d > 0) sum += d * d;
  }
  return sum;
}
