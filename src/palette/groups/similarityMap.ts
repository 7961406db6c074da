import { randomSource } from '../../numeric/randomSource.js';
import { nearestOf } from '../histogram/cosineSimilarity.js';

/** Neighbours that a place on the map depends on: the number that UMAP's authors chose. */
const neighbours = 15;
/** Above so many pictures the map is made in fewer rounds, as UMAP's authors do for large data. */
const many = 1000;

/**
 * A map of a collection in which alike pictures lie together: UMAP (McInnes, Healy & Melville 2018, arXiv:1802.03426) on
 * their similarities.
 *
 * @param similarities n × n, 0…1
 * @param seed the same gives the same map
 * @returns 2n coordinates in 0…1
 */
export async function similarityMap(similarities: Float32Array, n: number, seed = 1): Promise<Float64Array> {
  if (n < 4) return Float64Array.from({ length: 2 * n }, (_, o) => (o % 2 === 0 ? (o / 2 + 0.5) / n : 0.5));
  const { UMAP } = await import('umap-js');
  const nNeighbors = Math.min(neighbours, n - 1);
  const umap = new UMAP({ nNeighbors, random: randomSource(seed), ...(n > many && { nEpochs: 200 }) });
  const rows = Array.from({ length: n }, (_, i) => similarities.subarray(i * n, (i + 1) * n));
  // Itself comes first, as UMAP's own search has it.
  const nearest = rows.map((row, i) => [i, ...nearestOf(row, nNeighbors - 1, i)]);
  umap.setPrecomputedKNN(
    nearest,
    nearest.map((others, i) => others.map((j) => Math.max(0, 1 - rows[i]![j]!))),
  );
  return scaled(umap.fit(rows.map((_, i) => [i])));
}

/** Places in 0…1, one scale along both axes. */
function scaled(places: readonly (readonly number[])[]): Float64Array {
  const [xs, ys] = [0, 1].map((d) => places.map((place) => place[d]!));
  const ends = [xs!, ys!].map((values) => [
    values.reduce((a, b) => Math.min(a, b)),
    values.reduce((a, b) => Math.max(a, b)),
  ]);
  const size = Math.max(ends[0]![1]! - ends[0]![0]!, ends[1]![1]! - ends[1]![0]!) || 1;
  return Float64Array.from(
    places.flatMap(([x, y]) => [
      0.5 + (x! - (ends[0]![0]! + ends[0]![1]!) / 2) / size,
      0.5 + (y! - (ends[1]![0]! + ends[1]![1]!) / 2) / size,
    ]),
  );
}
