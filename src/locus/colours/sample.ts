import { randomSource } from '../../numeric/randomSource.js';

/** Voxels of this edge (working units) count as one colour: about the step of a 256-level map. */
const voxelEdge = 4;
/** A voxel with n pixels gives n^(1 − 0.6) of them: the rare ends of a map survive, its plateaus do not take over. */
const thinning = 0.6;

/**
 * Draws about `size` points from weighted colours so that all inhabited parts of colour space are represented.
 *
 * @param colours 3n coordinates in the working space
 * @param counts pixels of each colour (0 leaves it out)
 * @returns 3m coordinates, colours repeated as often as they were drawn
 */
export function equalisedSample(
  colours: Float64Array,
  counts: ArrayLike<number>,
  size: number,
  seed: number,
): Float64Array {
  const n = counts.length;
  const voxels = new Map<number, number>();
  const voxelOf = (i: number) =>
    (Math.floor(colours[3 * i]! / voxelEdge) + 512) * 1048576 +
    (Math.floor(colours[3 * i + 1]! / voxelEdge) + 512) * 1024 +
    Math.floor(colours[3 * i + 2]! / voxelEdge) +
    512;
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (counts[i] === 0) continue;
    keys[i] = voxelOf(i);
    voxels.set(keys[i]!, (voxels.get(keys[i]!) ?? 0) + counts[i]!);
  }
  const inhabitants = Float64Array.from(voxels.values());
  const thinned = inhabitants.map((count) => count ** -thinning);
  const kept = (rate: number) => {
    let sum = 0;
    for (let v = 0; v < inhabitants.length; v++) sum += inhabitants[v]! * Math.min(1, rate * thinned[v]!);
    return sum;
  };
  // The rate that gives the wanted size, by bisection: the sum grows with it.
  let low = 0;
  let high = 1e6;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (kept(middle) < size) low = middle;
    else high = middle;
  }
  const random = randomSource(seed);
  const drawn: number[] = [];
  for (let i = 0; i < n; i++) {
    if (counts[i] === 0) continue;
    const share = Math.min(1, high * voxels.get(keys[i]!)! ** -thinning);
    const copies = Math.floor(counts[i]! * share + random());
    for (let c = 0; c < copies; c++) drawn.push(colours[3 * i]!, colours[3 * i + 1]!, colours[3 * i + 2]!);
  }
  return Float64Array.from(drawn);
}
