/** Less than this of the mass is rounding. */
const least = 1e-12;

/**
 * The least work that moves one distribution of mass onto another: Σ mass × distance, by successive shortest paths (Ahuja,
 * Magnanti & Orlin 1993, Network Flows, § 9.7) on the two sides of what is to be moved.
 *
 * @param supplies m masses
 * @param demands n masses, of the same sum
 * @param costs m × n distances
 */
export function leastWork(supplies: Float64Array, demands: Float64Array, costs: Float64Array): number {
  const [m, n] = [supplies.length, demands.length];
  const flows = new Float64Array(m * n);
  const [left, wanted] = [supplies.slice(), demands.slice()];
  // Prices at which no way costs less than nothing: those that carry mass cost nothing.
  const prices: Prices = { sources: new Float64Array(m), sinks: new Float64Array(n) };
  for (let j = 0; j < n; j++) {
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < m; i++) lowest = Math.min(lowest, costs[i * n + j]!);
    prices.sinks[j] = lowest;
  }
  for (let source = 0; source < m; source++)
    while (left[source]! > least) {
      const path = cheapestPath(source, costs, flows, wanted, prices);
      if (path.length === 0) break;
      let mass = Math.min(left[source]!, wanted[path[0]!.sink]!);
      for (const { back } of path) if (back >= 0) mass = Math.min(mass, flows[back]!);
      for (const { way, back } of path) {
        flows[way]! += mass;
        if (back >= 0) flows[back]! -= mass;
      }
      left[source]! -= mass;
      wanted[path[0]!.sink]! -= mass;
    }
  return flows.reduce((work, flow, way) => work + flow * costs[way]!, 0);
}

interface Prices {
  readonly sources: Float64Array;
  readonly sinks: Float64Array;
}

/** A step of a path, from its end: mass comes to a sink by a way, which its source gets by sending less by another. */
interface Step {
  readonly sink: number;
  /** Into the flows. */
  readonly way: number;
  /** Into the flows; −1 for the source that the path begins at. */
  readonly back: number;
}

/** Dijkstra's search from a source to the nearest sink that wants more, and the prices by what was found; empty if none does. */
function cheapestPath(
  source: number,
  costs: Float64Array,
  flows: Float64Array,
  wanted: Float64Array,
  prices: Prices,
): Step[] {
  const [m, n] = [prices.sources.length, prices.sinks.length];
  const toSink = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const toSource = new Float64Array(m).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(n).fill(-1);
  const freedBy = new Int32Array(m).fill(-1);
  const isSettled = new Uint8Array(n);
  const relax = (i: number): void => {
    for (let j = 0; j < n; j++) {
      const d = toSource[i]! + costs[i * n + j]! - prices.sources[i]! - prices.sinks[j]!;
      if (isSettled[j] === 0 && d < toSink[j]!) {
        toSink[j] = d;
        cameFrom[j] = i;
      }
    }
  };
  toSource[source] = 0;
  relax(source);
  for (;;) {
    let sink = -1;
    for (let j = 0; j < n; j++) if (isSettled[j] === 0 && (sink < 0 || toSink[j]! < toSink[sink]!)) sink = j;
    if (sink < 0) return [];
    isSettled[sink] = 1;
    const reached = toSink[sink]!;
    if (wanted[sink]! > least) {
      for (let i = 0; i < m; i++) if (toSource[i]! < reached) prices.sources[i]! += reached - toSource[i]!;
      for (let j = 0; j < n; j++) if (isSettled[j] === 1) prices.sinks[j]! -= reached - toSink[j]!;
      return stepsTo(sink, cameFrom, freedBy);
    }
    for (let i = 0; i < m; i++)
      if (toSource[i] === Number.POSITIVE_INFINITY && flows[i * n + sink]! > least) {
        toSource[i] = reached;
        freedBy[i] = sink;
        relax(i);
      }
  }
}

function stepsTo(end: number, cameFrom: Int32Array, freedBy: Int32Array): Step[] {
  const n = cameFrom.length;
  const steps: Step[] = [];
  for (let sink = end; sink >= 0; ) {
    const source = cameFrom[sink]!;
    const before = freedBy[source]!;
    steps.push({ sink, way: source * n + sink, back: before < 0 ? -1 : source * n + before });
    sink = before;
  }
  return steps;
}
