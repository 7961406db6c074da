/** A pixel with no label takes no part. */
export const unlabelled = 0xffff;

/** Enough neighbouring pairs for 250 × 250 transitions; a larger picture is read in every k-th row. */
const mostPairs = 1_500_000;

/**
 * How often two labels meet across neighbouring pixels (right and below), as a share of all the meetings of the rarer one
 * with other labels. Neighbouring pixels have neighbouring values, so colours that meet often are neighbours on the map, however
 * far apart they look, and colours that look alike but never meet are not.
 *
 * @param labels width × height, one of k labels or `unlabelled`
 * @returns k × k, symmetric, 0…1
 */
export function spatialAdjacency(
  labels: Uint16Array,
  width: number,
  height: number,
  k: number,
): Float64Array {
  const meetings = new Float64Array(k * k);
  const every = Math.max(1, Math.ceil((2 * width * height) / mostPairs));
  for (let y = 0; y < height; y += every) {
    for (let x = 0; x < width; x++) {
      const p = y * width + x;
      const a = labels[p]!;
      if (a === unlabelled) continue;
      if (x + 1 < width) meet(meetings, k, a, labels[p + 1]!);
      if (y + 1 < height) meet(meetings, k, a, labels[p + width]!);
    }
  }
  const totals = new Float64Array(k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) totals[i]! += meetings[i * k + j]!;
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      const fewer = Math.min(totals[i]!, totals[j]!);
      // Two meetings more than there were: a colour that was met once has not shown where it belongs.
      if (fewer > 0) meetings[i * k + j]! /= fewer + 2;
    }
  return meetings;
}

function meet(meetings: Float64Array, k: number, a: number, b: number): void {
  if (b === unlabelled || a === b) return;
  meetings[a * k + b]!++;
  meetings[b * k + a]!++;
}

/** Colours that never meet are this much farther apart than they look. */
const separationWeight = 1.5;
/** The share of meetings that makes two colours adjacent: a node of a smooth field shares half with each neighbour. */
const usualAdjacency = 0.08;

/** Colour distances lengthened where the colours do not meet in the picture (k × k each). */
export function adjacencyWeighted(distances: Float64Array, adjacency: Float64Array): Float64Array {
  return distances.map((d, i) => d * (1 + separationWeight * Math.exp(-adjacency[i]! / usualAdjacency)));
}
