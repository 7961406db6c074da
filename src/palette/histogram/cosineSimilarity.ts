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

/**
 * An inverted index of a collection: for every bin, which pictures have how much in it. What a picture has no colour in
 * common with costs nothing.
 */
export function similarityIndex(collection: readonly ColourHistogram[]): SimilarityToAll {
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
  return (histogram) => {
    const similarities = new Float32Array(collection.length);
    const length = lengthOf(histogram);
    for (let e = 0; e < histogram.bins.length; e++) {
      const bin = histogram.bins[e]!;
      // Rounded as the index's own are: a product of two is the same whichever of them asks.
      const value = Math.fround(histogram.shares[e]! / length);
      for (let at = starts[bin]!; at < starts[bin + 1]!; at++)
        similarities[pictures[at]!]! += value * values[at]!;
    }
    return similarities;
  };
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
