import type { DistinctColours } from '../../raster/colours/distinct.js';
import { type ArcCandidates, mostCandidates } from './arcCandidates.js';

/** Rounds against the median of the surroundings, after which hardly a pixel changes. */
const rounds = 4;

/**
 * Chooses for each pixel one of the places its colour may stand for, so that neighbours agree. Pixels of a single
 * candidate are taken as they are; from them fronts advance through the doubtful ones, each taking the candidate with
 * the least  ½(d/2σ)² + |s − mean of the settled neighbours| / 2R; then every doubtful pixel is held
 * against the median of its 5 × 5 surroundings. Without this, noise throws pixels onto the other strand wherever
 * the locus comes near itself.
 *
 * @param candidates of the distinct colours
 * @param excluded pixels (1) that take no part and get NaN
 * @param sigma scatter of the colours about the locus
 * @returns width × height arcs
 */
export function continuousArcs(
  distinct: DistinctColours,
  candidates: ArcCandidates,
  excluded: Uint8Array,
  width: number,
  height: number,
  sigma: number,
): Float32Array {
  const { indices } = distinct;
  const pixels = width * height;
  const reach = 2 * (6 * sigma + 2);
  const arcs = new Float32Array(pixels).fill(Number.NaN);
  const doubtful: number[] = [];
  for (let p = 0; p < pixels; p++) {
    if (excluded[p]) continue;
    const o = mostCandidates * indices[p]!;
    if (Number.isNaN(candidates.arc[o + 1]!)) arcs[p] = candidates.arc[o]!;
    else doubtful.push(p);
  }
  if (doubtful.length === 0) return arcs;
  if (doubtful.length === pixels)
    arcs[doubtful[0]!] = candidates.arc[mostCandidates * indices[doubtful[0]!]!]!;

  const choose = (p: number, expected: number): number => {
    const o = mostCandidates * indices[p]!;
    let best = candidates.arc[o]!;
    let least = Number.POSITIVE_INFINITY;
    for (let e = 0; e < mostCandidates && !Number.isNaN(candidates.arc[o + e]!); e++) {
      const s = candidates.arc[o + e]!;
      const cost = 0.5 * (candidates.distance[o + e]! / (2 * sigma)) ** 2 + Math.abs(s - expected) / reach;
      if (cost < least) {
        least = cost;
        best = s;
      }
    }
    return best;
  };

  // Doubtful pixels are visited once each: a pixel enters the next front when a neighbour of it has been settled.
  const queued = new Uint8Array(pixels);
  for (const p of doubtful) queued[p] = 1;
  const neighbours = (p: number): [number, number, number, number] => {
    const x = p % width;
    return [x > 0 ? p - 1 : -1, x < width - 1 ? p + 1 : -1, p - width, p + width < pixels ? p + width : -1];
  };
  let front: number[] = [];
  for (const p of doubtful) {
    if (neighbours(p).some((q) => q >= 0 && !Number.isNaN(arcs[q]!))) {
      front.push(p);
      queued[p] = 0;
    }
  }
  while (front.length > 0) {
    const settled: number[] = [];
    for (const p of front) {
      let sum = 0;
      let count = 0;
      for (const q of neighbours(p)) {
        if (q < 0 || Number.isNaN(arcs[q]!)) continue;
        sum += arcs[q]!;
        count++;
      }
      settled.push(choose(p, sum / count));
    }
    const next: number[] = [];
    front.forEach((p, k) => {
      arcs[p] = settled[k]!;
    });
    for (const p of front) {
      for (const q of neighbours(p)) {
        if (q < 0 || !queued[q]) continue;
        queued[q] = 0;
        next.push(q);
      }
    }
    front = next;
  }
  for (const p of doubtful)
    if (Number.isNaN(arcs[p]!)) arcs[p] = candidates.arc[mostCandidates * indices[p]!]!;

  const window = new Float64Array(25);
  for (let round = 0; round < rounds; round++) {
    let changed = 0;
    for (const p of doubtful) {
      const x = p % width;
      const y = (p - x) / width;
      let count = 0;
      for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++)
        for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
          const s = arcs[v * width + u]!;
          if (!Number.isNaN(s)) window[count++] = s;
        }
      const middle = middleOf(window, count);
      const chosen = choose(p, middle);
      if (chosen !== arcs[p]) changed++;
      arcs[p] = chosen;
    }
    if (changed === 0) break;
  }
  return arcs;
}

/** The middle one of the first `count` values, which it sorts: by insertion, since they are few. */
function middleOf(values: Float64Array, count: number): number {
  for (let i = 1; i < count; i++) {
    const v = values[i]!;
    let k = i;
    for (; k > 0 && values[k - 1]! > v; k--) values[k] = values[k - 1]!;
    values[k] = v;
  }
  return values[count >> 1]!;
}
