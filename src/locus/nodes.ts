/** Cells of a cube lattice → the points inside, for neighbour searches within one cell edge. */
function lattice(points: Float64Array, edge: number): (p: number) => readonly number[][] {
  const cells = new Map<number, number[]>();
  const cell = (v: number) => Math.floor(v / edge) + 4096;
  const key = (a: number, b: number, c: number) => (a * 8192 + b) * 8192 + c;
  for (let i = 0; 3 * i < points.length; i++) {
    const k = key(cell(points[3 * i]!), cell(points[3 * i + 1]!), cell(points[3 * i + 2]!));
    const list = cells.get(k);
    if (list) list.push(i);
    else cells.set(k, [i]);
  }
  return (i) => {
    const [a, b, c] = [cell(points[3 * i]!), cell(points[3 * i + 1]!), cell(points[3 * i + 2]!)];
    const found: number[][] = [];
    for (let u = a - 1; u <= a + 1; u++)
      for (let v = b - 1; v <= b + 1; v++)
        for (let w = c - 1; w <= c + 1; w++) {
          const list = cells.get(key(u, v, w));
          if (list) found.push(list);
        }
    return found;
  };
}

/** How many other points lie within `radius` of each point. */
export function neighbourCounts(points: Float64Array, radius: number): Uint32Array {
  const n = points.length / 3;
  const counts = new Uint32Array(n);
  const around = lattice(points, radius);
  const limit = radius * radius;
  for (let i = 0; i < n; i++) {
    let count = -1;
    for (const list of around(i)) {
      for (const j of list) {
        const d =
          (points[3 * i]! - points[3 * j]!) ** 2 +
          (points[3 * i + 1]! - points[3 * j + 1]!) ** 2 +
          (points[3 * i + 2]! - points[3 * j + 2]!) ** 2;
        if (d <= limit) count++;
      }
    }
    counts[i] = count;
  }
  return counts;
}

/** More nodes than this no colourmap needs at any radius in use: the longest are some 1500 units. */
const mostNodes = 220;
const lloydRounds = 3;
/** A point with fewer neighbours within 0.6 r is alone: noise, or a mixture of colours. */
const leastNeighbours = 3;
const aloneWithin = 0.6;
/** A point with less than this share of the densest surroundings (2.5 r) is off the beaten locus. */
const leastDensity = 0.03;
const densityWithin = 2.5;
const leastMembers = 4;

/**
 * Reduces sampled colours to nodes about `radius` apart: points that stand alone are left out, a farthest-first cover
 * (Gonzalez 1985) chooses as many nodes as the radius asks for, and three rounds of k-means centre them. So the
 * number of nodes follows from the radius, and the radius from the noise.
 *
 * @param points 3m sampled coordinates
 * @returns 3k node coordinates
 */
export function quantiseToNodes(points: Float64Array, radius: number): Float64Array {
  const m = points.length / 3;
  if (m === 0) return new Float64Array(0);
  const near = neighbourCounts(points, aloneWithin * radius);
  const dense = neighbourCounts(points, densityWithin * radius);
  let densest = 0;
  for (let i = 0; i < m; i++) densest = Math.max(densest, dense[i]!);
  const kept: number[] = [];
  for (let i = 0; i < m; i++)
    if (near[i]! >= leastNeighbours && dense[i]! >= leastDensity * densest) kept.push(i);
  if (kept.length < 2) return points.slice(0, Math.min(m, 2) * 3);

  const chosen = new Float64Array(3 * kept.length);
  kept.forEach((i, k) => {
    chosen.set(points.subarray(3 * i, 3 * i + 3), 3 * k);
  });
  return centre(chosen, farthestFirst(chosen, radius));
}

function farthestFirst(points: Float64Array, radius: number): number[] {
  const n = points.length / 3;
  const squared = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const cover: number[] = [];
  let next = 0;
  while (cover.length < mostNodes) {
    cover.push(next);
    let farthest = 0;
    const latest = next;
    for (let i = 0; i < n; i++) {
      const d =
        (points[3 * i]! - points[3 * latest]!) ** 2 +
        (points[3 * i + 1]! - points[3 * latest + 1]!) ** 2 +
        (points[3 * i + 2]! - points[3 * latest + 2]!) ** 2;
      if (d < squared[i]!) squared[i] = d;
      if (squared[i]! > farthest) {
        farthest = squared[i]!;
        next = i;
      }
    }
    if (farthest < radius * radius) break;
  }
  return cover;
}

function centre(points: Float64Array, seeds: readonly number[]): Float64Array {
  let nodes = Float64Array.from(
    seeds.flatMap((i) => [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]),
  );
  let members = new Float64Array(seeds.length);
  for (let round = 0; round < lloydRounds; round++) {
    const nearest = nearestNodes(points, nodes);
    const sums = new Float64Array(nodes.length);
    members = new Float64Array(seeds.length);
    for (let i = 0; i < nearest.length; i++) {
      const k = nearest[i]!;
      members[k]!++;
      for (let c = 0; c < 3; c++) sums[3 * k + c]! += points[3 * i + c]!;
    }
    nodes = nodes.map((v, o) => {
      const count = members[Math.floor(o / 3)]!;
      return count > 0 ? sums[o]! / count : v;
    });
  }
  return nodes.filter((_, o) => members[Math.floor(o / 3)]! >= leastMembers);
}

/** Index of the node nearest to each of m points (brute force: nodes are few). */
export function nearestNodes(points: Float64Array, nodes: Float64Array): Uint32Array {
  const m = points.length / 3;
  const k = nodes.length / 3;
  const nearest = new Uint32Array(m);
  for (let i = 0; i < m; i++) {
    const a = points[3 * i]!;
    const b = points[3 * i + 1]!;
    const c = points[3 * i + 2]!;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0, o = 0; j < k; j++, o += 3) {
      const u = a - nodes[o]!;
      const v = b - nodes[o + 1]!;
      const w = c - nodes[o + 2]!;
      const d = u * u + v * v + w * w;
      if (d < least) {
        least = d;
        nearest[i] = j;
      }
    }
  }
  return nearest;
}
