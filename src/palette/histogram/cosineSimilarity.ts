import { binsAlong, type ColourHistogram } from './colourHistogram.js';

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
      for (let at = starts[bin]!; at < end; at++) similarities[pictures[at]!]! += value * values[at]!;
    }
    return similarities;
  };
}

/** All similarities of a collection, n × n, the same as from its index; every pair is worked out once. */
export function similarityMatrix(collection: readonly ColourHistogram[]): Float32Array {
  const n = collection.length;
  const { starts, pictures, values } = invertedIndex(collection);
  const similarities = new Float32Array(n * n);
  // The place in each bin that the next picture with something in it has: those after it are still to come.
  const next = starts.slice();
  for (const [picture, { bins }] of collection.entries()) {
    const row = similarities.subarray(picture * n, (picture + 1) * n);
    for (const bin of bins) {
      const own = next[bin]!++;
      const value = values[own]!;
      const end = starts[bin + 1]!;
      for (let at = own; at < end; at++) row[pictures[at]!]! += value * values[at]!;
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) similarities[i * n + j] = similarities[j * n + i]!;
  return similarities;
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
