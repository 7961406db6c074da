import { binsAlong, type ColourHistogram } from './colourHistogram.js';
import { denseProducts } from './denseProducts.js';

/** The cosine of the angle between two histograms: 1 where all colours have the same shares, 0 where none is in both. */
export function cosineSimilarity(a: ColourHistogram, b: ColourHistogram): number {
  let product = 0;
  for (let i = 0, j = 0; i < a.bins.length && j < b.bins.length; ) {
    const apart = a.bins[i]! - b.bins[j]!;
    if (apart === 0) product += a.shares[i]! * b.shares[j]!;
    if (apart <= 0) i++;
    if (apart >= 0) j++;
  }
  const lengths = lengthOf(a) * lengthOf(b);
  return lengths > 0 ? product / lengths : 0;
}

/** The similarities of a histogram to all of a collection, in its order; exactly the same both ways round. */
export type SimilarityToAll = (histogram: ColourHistogram) => Float32Array;

/** The similarities of any histogram to a collection; what two pictures do not have in common costs nothing. */
export function similarityIndex(collection: readonly ColourHistogram[]): SimilarityToAll {
  const { starts, pictures, values } = invertedIndex(collection);
  return (histogram) => {
    const similarities = new Float32Array(collection.length);
    const length = lengthOf(histogram);
    for (let e = 0; e < histogram.bins.length; e++) {
      const bin = histogram.bins[e]!;
      // Rounded as the index's own are: a product of two is the same whichever of them asks.
      const value = Math.fround(histogram.shares[e]! / length);
      const end = starts[bin + 1]!;
      for (let at = starts[bin]!; at < end; at++)
        similarities[pictures[at]!]! += Math.fround(value * values[at]!);
    }
    return similarities;
  };
}

/**
 * All similarities of a collection, n × n, the same as from its index. Where that takes longer, the histograms are
 * multiplied as a matrix of all bins that any of them fills.
 */
export function similarityMatrix(collection: readonly ColourHistogram[]): Float32Array {
  return byVectors(collection) ?? byIndex(collection);
}

function byIndex(collection: readonly ColourHistogram[]): Float32Array {
  const n = collection.length;
  const similarTo = similarityIndex(collection);
  const similarities = new Float32Array(n * n);
  for (const [row, histogram] of collection.entries()) similarities.set(similarTo(histogram), row * n);
  return similarities;
}

/** Products of two numbers in vectors that take as long as one addition to a place that an index tells (measured). */
const productsPerAddition = 25;

/** Undefined where it would take longer than by the index, or cannot be done. */
function byVectors(collection: readonly ColourHistogram[]): Float32Array | undefined {
  const n = collection.length;
  const filled = new Float64Array(binsAlong ** 3);
  for (const { bins } of collection) for (const bin of bins) filled[bin]!++;
  const column = new Int32Array(filled.length);
  let columns = 0;
  let additions = 0;
  for (const [bin, count] of filled.entries()) {
    additions += count * count;
    column[bin] = count > 0 ? columns++ : -1;
  }
  // Of a matrix with itself half of the products is enough.
  if ((n * n * columns) / 2 > productsPerAddition * additions) return undefined;
  return denseProducts(n, columns, (picture, to) => {
    const { bins, shares } = collection[picture]!;
    const length = lengthOf(collection[picture]!);
    for (let e = 0; e < bins.length; e++) to[column[bins[e]!]!] = shares[e]! / length;
  });
}

/** For every bin, which pictures, ascending, have how much in it as a part of their histogram's length. */
function invertedIndex(collection: readonly ColourHistogram[]): {
  readonly starts: Uint32Array;
  readonly pictures: Uint32Array;
  readonly values: Float32Array;
} {
  const starts = new Uint32Array(binsAlong ** 3 + 1);
  for (const { bins } of collection) for (const bin of bins) starts[bin + 1]!++;
  for (let bin = 1; bin < starts.length; bin++) starts[bin]! += starts[bin - 1]!;
  const pictures = new Uint32Array(starts.at(-1)!);
  const values = new Float32Array(pictures.length);
  const next = starts.slice();
  for (const [picture, histogram] of collection.entries()) {
    const length = lengthOf(histogram);
    for (let e = 0; e < histogram.bins.length; e++) {
      const at = next[histogram.bins[e]!]!++;
      pictures[at] = picture;
      values[at] = histogram.shares[e]! / length;
    }
  }
  return { starts, pictures, values };
}

/** The indices of the n largest similarities, the largest first, one picture left out (itself). */
export function nearestOf(similarities: Float32Array, n: number, self = -1): number[] {
  const best: number[] = [];
  for (let i = 0; i < similarities.length; i++) {
    const value = similarities[i]!;
    if (i === self || (best.length === n && value <= similarities[best[n - 1]!]!)) continue;
    let at = best.length;
    while (at > 0 && similarities[best[at - 1]!]! < value) at--;
    best.splice(at, 0, i);
    if (best.length > n) best.pop();
  }
  return best;
}

function lengthOf({ shares }: ColourHistogram): number {
  let sum = 0;
  for (const share of shares) sum += share * share;
  return Math.sqrt(sum);
}
