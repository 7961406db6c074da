import type { BarProfile } from '../../bar/barProfile.js';
import { fromWorkingSpace, toWorkingSpace } from '../../raster/colours/colourSpace.js';

/**
 * What the bends of a bar's colours cost beside the squared errors of its rows, in units of the chroma-weighted space.
 * A JPEG's errors are of the order of one and alike over the eight rows of a block: bends that take out less error than
 * that of a few blocks are not worth it. From 8 to 128 the result hardly changes, on smooth maps (which would have it
 * larger) as on those of straight pieces (smaller).
 */
const bendCost = 32;
/** Reweightings; the weights change little after. */
const rounds = 8;
/** Bends below this cost as much as this one: keeps the weights finite. */
const leastBend = 0.01;

/**
 * The colours along a noisy bar without their noise: smooth, or straight with knees, as colourmaps are.
 *
 * Vector trend filtering (Kim, Koh, Boyd & Gorinevsky 2009, doi:10.1137/070690274, with one penalty for the bends of
 * all channels): minimises Σ|x − c|² + λ Σ|second difference of x|, by iteratively reweighted least squares. It keeps
 * the knees that a moving average would round off.
 *
 * @param colours 3n sRGB values, 0…255, one colour for each row of the bar
 */
export function trendColours(colours: Float64Array): Float64Array {
  const n = colours.length / 3;
  if (n < 4) return colours;
  const points = toWorkingSpace(colours, 'chroma-weighted');
  let trend = points;
  const weights = new Float64Array(n - 2).fill(bendCost);
  for (let round = 0; round < rounds; round++) {
    trend = smoothed(points, weights);
    for (let i = 0; i + 2 < n; i++) {
      let square = leastBend * leastBend;
      for (let c = 3 * i; c < 3 * i + 3; c++) square += (trend[c]! - 2 * trend[c + 3]! + trend[c + 6]!) ** 2;
      weights[i] = bendCost / (2 * Math.sqrt(square));
    }
  }
  return fromWorkingSpace(trend, 'chroma-weighted').map((v) => Math.min(255, Math.max(0, v)));
}

/**
 * Minimises Σ|x − c|² + Σ w |second difference of x|²: solves (1 + Dᵀ W D) x = c, five diagonals, by LDLᵀ.
 *
 * @param points 3n numbers
 * @param weights n − 2
 */
function smoothed(points: Float64Array, weights: Float64Array): Float64Array {
  const n = points.length / 3;
  const diagonal = new Float64Array(n).fill(1);
  const next = new Float64Array(n);
  const second = new Float64Array(n);
  weights.forEach((w, i) => {
    diagonal[i]! += w;
    diagonal[i + 1]! += 4 * w;
    diagonal[i + 2]! += w;
    next[i]! -= 2 * w;
    next[i + 1]! -= 2 * w;
    second[i]! += w;
  });
  const x = points.slice();
  for (let i = 0; i + 1 < n; i++) {
    const one = next[i]! / diagonal[i]!;
    const two = second[i]! / diagonal[i]!;
    diagonal[i + 1]! -= one * next[i]!;
    next[i + 1]! -= one * second[i]!;
    if (i + 2 < n) diagonal[i + 2]! -= two * second[i]!;
    for (let c = 3 * i; c < 3 * i + 3; c++) {
      x[c + 3]! -= one * x[c]!;
      if (i + 2 < n) x[c + 6]! -= two * x[c]!;
    }
    next[i] = one;
    second[i] = two;
  }
  for (let i = n - 1; i >= 0; i--)
    for (let c = 3 * i; c < 3 * i + 3; c++) {
      x[c]! /= diagonal[i]!;
      if (i + 1 < n) x[c]! -= next[i]! * x[c + 3]!;
      if (i + 2 < n) x[c]! -= second[i]! * x[c + 6]!;
    }
  return x;
}

/** The profile of a noisy bar with its rows along their trend; those outside the bar stay as they are. */
export function withoutNoise(profile: BarProfile): BarProfile {
  const { colours, from, to } = profile;
  const rows = colours.slice();
  rows.set(trendColours(colours.subarray(3 * from, 3 * to)), 3 * from);
  return { ...profile, colours: rows };
}
