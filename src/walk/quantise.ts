import { kmeans } from 'ml-kmeans';
import { randomSource } from '../numeric/randomSource.js';

export interface Palette {
  /** 3k colours, unordered, sRGB 0…255; no two the same. */
  readonly colours: Float64Array;
  /** How many pixels belong to each. */
  readonly counts: Float64Array;
  /** Every distinct colour of the picture is in the palette: nothing was averaged. */
  readonly exact: boolean;
}

export interface QuantiseOptions {
  /** The most colours to keep. */
  readonly colours: number;
  readonly seed: number;
}

/**
 * ml-kmeans takes no weights and its cost grows with points × clusters: so many distinct colours, drawn with a
 * probability that grows with the square root of their counts, represent a picture (rare colours, which are the steep
 * parts and the ends of the locus, stay in; the noise of a JPEG does not take over).
 */
const sampleSize = 8192;

/**
 * Reduces the distinct colours of a picture to at most k by k-means (Lloyd 1982, seeded by k-means++, Arthur and
 * Vassilvitskii 2007). A picture with no more distinct colours than k is its own palette.
 *
 * @param colours 3n distinct colours
 * @param counts pixels of each of the n colours
 */
export function quantise(
  colours: Float64Array,
  counts: ArrayLike<number>,
  options: QuantiseOptions,
): Palette {
  const n = counts.length;
  if (n <= options.colours)
    return { colours: colours.slice(), counts: Float64Array.from(counts), exact: true };

  const random = randomSource(options.seed);
  const sample = drawWithoutReplacement(counts, Math.min(n, sampleSize), random);
  const points = Array.from(sample, (i) => [colours[3 * i]!, colours[3 * i + 1]!, colours[3 * i + 2]!]);
  const { centroids, clusters } = kmeans(points, options.colours, {
    initialization: seedCentroids(points, options.colours, random),
    maxIterations: 30,
  });

  // An emptied cluster keeps its old centroid and equal ones can occur: both would be colours that no pixel has.
  const population = new Float64Array(centroids.length);
  for (let k = 0; k < sample.length; k++) population[clusters[k]!]! += counts[sample[k]!]!;
  const kept = new Map<string, { colour: readonly number[]; count: number }>();
  for (const [k, colour] of centroids.entries()) {
    if (population[k] === 0) continue;
    const key = colour.map((v) => v.toFixed(6)).join();
    kept.set(key, { colour, count: (kept.get(key)?.count ?? 0) + population[k]! });
  }
  const palette = [...kept.values()];
  return {
    colours: Float64Array.from(palette.flatMap((p) => p.colour)),
    counts: Float64Array.from(palette, (p) => p.count),
    exact: false,
  };
}

/** Indices of `size` entries drawn with probability ∝ √count, ascending (Efraimidis and Spirakis 2006). */
function drawWithoutReplacement(counts: ArrayLike<number>, size: number, random: () => number): Uint32Array {
  const n = counts.length;
  if (size >= n) return Uint32Array.from({ length: n }, (_, i) => i);
  const keys = Float64Array.from(
    { length: n },
    (_, i) => Math.log(random() || Number.MIN_VALUE) / Math.sqrt(counts[i]!),
  );
  const threshold = keys.slice().sort()[n - size]!;
  const drawn = new Uint32Array(size);
  for (let i = 0, k = 0; i < n && k < size; i++) if (keys[i]! >= threshold) drawn[k++] = i;
  return drawn;
}

/** k-means++: each next centroid is drawn with probability ∝ squared distance from those there are. */
function seedCentroids(points: readonly number[][], k: number, random: () => number): number[][] {
  const n = points.length;
  const squared = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const centroids: number[][] = [points[Math.floor(random() * n)]!];
  while (centroids.length < k) {
    const [r, g, b] = centroids[centroids.length - 1] as [number, number, number];
    let total = 0;
    for (let i = 0; i < n; i++) {
      const p = points[i]!;
      const d = (p[0]! - r) ** 2 + (p[1]! - g) ** 2 + (p[2]! - b) ** 2;
      if (d < squared[i]!) squared[i] = d;
      total += squared[i]!;
    }
    if (total === 0) break;
    let target = random() * total;
    let chosen = 0;
    for (; chosen < n - 1; chosen++) {
      target -= squared[chosen]!;
      if (target < 0) break;
    }
    centroids.push(points[chosen]!);
  }
  return centroids;
}
