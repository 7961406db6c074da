/** Points in the cells of a cube lattice. */
interface Lattice {
  /** The cell of each point, and the points of each cell one after the other. */
  readonly cellOf: Uint32Array;
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  /** Cell at a cell's place moved by (u, v, w); −1 where no point lies. */
  moved(cell: number, u: number, v: number, w: number): number;
}

/** Cells on either side of the origin along each axis. */
const half = 4096;

function latticeOf(points: Float64Array, edge: number): Lattice {
  const n = points.length / 3;
  const cells = new Map<number, number>();
  const keys: number[] = [];
  const cellOf = new Uint32Array(n);
  const at = (v: number) => Math.floor(v / edge) + half;
  for (let i = 0; i < n; i++) {
    const key = (at(points[3 * i]!) * 2 * half + at(points[3 * i + 1]!)) * 2 * half + at(points[3 * i + 2]!);
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = keys.length;
      cells.set(key, cell);
      keys.push(key);
    }
    cellOf[i] = cell;
  }
  const starts = new Uint32Array(keys.length + 1);
  for (const cell of cellOf) starts[cell + 1]!++;
  for (let cell = 0; cell < keys.length; cell++) starts[cell + 1]! += starts[cell]!;
  const members = new Uint32Array(n);
  const next = starts.slice();
  for (let i = 0; i < n; i++) members[next[cellOf[i]!]!++] = i;
  return {
    cellOf,
    starts,
    members,
    moved: (cell, u, v, w) => cells.get(keys[cell]! + (u * 2 * half + v) * 2 * half + w) ?? -1,
  };
}

/** Whether at least `least` other points lie within `radius` of each point (1 or 0). */
export function haveNeighbours(points: Float64Array, radius: number, least: number): Uint8Array {
  const { cellOf, starts, members, moved } = latticeOf(points, radius);
  const limit = radius * radius;
  /** Points of a cell within reach of point i, itself left out; counting stops at `least`. */
  const within = (i: number, cell: number): number => {
    let count = 0;
    for (let e = starts[cell]!; e < starts[cell + 1]! && count < least; e++) {
      const j = members[e]!;
      const d =
        (points[3 * i]! - points[3 * j]!) ** 2 +
        (points[3 * i + 1]! - points[3 * j + 1]!) ** 2 +
        (points[3 * i + 2]! - points[3 * j + 2]!) ** 2;
      if (d <= limit && i !== j) count++;
    }
    return count;
  };
  return Uint8Array.from(cellOf, (cell, i) => {
    let count = within(i, cell);
    for (let u = -1; u <= 1; u++)
      for (let v = -1; v <= 1; v++)
        for (let w = -1; w <= 1; w++) {
          if (count >= least) return 1;
          const other = u === 0 && v === 0 && w === 0 ? -1 : moved(cell, u, v, w);
          if (other >= 0) count += within(i, other);
        }
    return count >= least ? 1 : 0;
  });
}

/** How many points lie in the 5 × 5 × 5 cells of a cube lattice about each point's own. */
export function crowding(points: Float64Array, edge: number): Uint32Array {
  const { cellOf, starts, moved } = latticeOf(points, edge);
  const crowds = Uint32Array.from({ length: starts.length - 1 }, (_, cell) => {
    let count = 0;
    for (let u = -2; u <= 2; u++)
      for (let v = -2; v <= 2; v++)
        for (let w = -2; w <= 2; w++) {
          const other = moved(cell, u, v, w);
          if (other >= 0) count += starts[other + 1]! - starts[other]!;
        }
    return count;
  });
  return Uint32Array.from(cellOf, (cell) => crowds[cell]!);
}

/** More nodes than this no colourmap needs at any radius in use: the longest are some 1500 units. */
const mostNodes = 220;
const lloydRounds = 3;
/** A point with fewer neighbours within 0.6 r is alone: noise, or a mixture of colours. */
const leastNeighbours = 3;
const aloneWithin = 0.6;
/** A point with less than this share of the most crowded surroundings (2.5 r on either side) is an outlier. */
const leastDensity = 0.03;
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
  const accompanied = haveNeighbours(points, aloneWithin * radius, leastNeighbours);
  const crowds = crowding(points, radius);
  const densest = crowds.reduce((most, crowd) => Math.max(most, crowd), 0);
  const kept: number[] = [];
  for (let i = 0; i < m; i++) if (accompanied[i] && crowds[i]! >= leastDensity * densest) kept.push(i);
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

/**
 * Index of the node nearest to each of m points. The nodes are tried from the one that is nearest along the first
 * coordinate outwards, until that alone is farther.
 */
export function nearestNodes(points: Float64Array, nodes: Float64Array): Uint32Array {
  const m = points.length / 3;
  const k = nodes.length / 3;
  const ranked = Uint32Array.from({ length: k }, (_, j) => j).sort((i, j) => nodes[3 * i]! - nodes[3 * j]!);
  const sorted = new Float64Array(3 * k);
  ranked.forEach((j, rank) => {
    sorted.set(nodes.subarray(3 * j, 3 * j + 3), 3 * rank);
  });
  const nearest = new Uint32Array(m);
  let start = 0;
  for (let i = 0; i < m; i++) {
    const a = points[3 * i]!;
    const b = points[3 * i + 1]!;
    const c = points[3 * i + 2]!;
    while (start > 0 && sorted[3 * start]! > a) start--;
    while (start < k - 1 && sorted[3 * start]! < a) start++;
    let least = Number.POSITIVE_INFINITY;
    let best = start;
    for (let o = 3 * start; o < 3 * k; o += 3) {
      const u = sorted[o]! - a;
      if (u > 0 && u * u > least) break;
      const d = u * u + (sorted[o + 1]! - b) ** 2 + (sorted[o + 2]! - c) ** 2;
      if (d < least) {
        least = d;
        best = o / 3;
      }
    }
    for (let o = 3 * start - 3; o >= 0; o -= 3) {
      const u = a - sorted[o]!;
      if (u * u > least) break;
      const d = u * u + (sorted[o + 1]! - b) ** 2 + (sorted[o + 2]! - c) ** 2;
      if (d < least) {
        least = d;
        best = o / 3;
      }
    }
    nearest[i] = ranked[best]!;
  }
  return nearest;
}
