import { arcLengths, interpolated, resample } from '../curve/polyline.js';
import { toWorkingSpace } from '../raster/colourSpace.js';
import type { DistinctColours } from '../raster/distinct.js';
import type { Colourmap } from '../types.js';
import { arcCandidates, mostCandidates } from './arcCandidates.js';
import { continuousArcs } from './continuity.js';
import { sampleMedian } from './noise.js';

/** What the pixels of a noisy picture say, one by one; width × height. */
export interface PixelPositions {
  readonly t: Float32Array;
  /** Distance from the map in the chroma-weighted space. */
  readonly residual: Float32Array;
  /** Scatter about the map, one standard deviation, same units. */
  readonly noise: number;
  /** 1 where another part of the map passes within the noise: the neighbours decided. */
  readonly doubtful: Uint8Array;
}

/** Colours this far off the map are overlays or holes, whatever the noise: they do not count towards it. */
const foreign = 60;
/** Median residual of a two-dimensional normal scatter is 1.18 σ; twigs and curvature bring it near 1 / 1.48. */
const noisePerMedian = 1.48;
/** No JPEG is cleaner than its rounding. */
const leastNoise = 0.7;

/**
 * Projects each distinct colour on the map in the chroma-weighted space, keeping other strands of the map that pass
 * within the noise, and lets neighbouring pixels choose among them.
 *
 * @param colours 3m distinct colours, 0…255
 * @param excluded pixels (1) that take no part
 */
export function pixelPositions(
  distinct: DistinctColours,
  colours: Float64Array,
  map: Colourmap,
  excluded: Uint8Array,
  width: number,
  height: number,
): PixelPositions {
  const own = toWorkingSpace(map.colours, 'chroma-weighted');
  const ownArcs = arcLengths(own);
  const vertices = resample(own, 1.5);
  const arcs = arcLengths(vertices);
  // The resampled curve is a little shorter than the map's own: positions are found by share of the length.
  const stretch = ownArcs.at(-1)! / Math.max(arcs.at(-1)!, 1e-9);
  const points = toWorkingSpace(colours, 'chroma-weighted');

  const first = arcCandidates(vertices, arcs, points, 0, 0);
  const nearest = new Float32Array(distinct.indices.length);
  for (let i = 0; i < nearest.length; i++)
    nearest[i] = first.distance[mostCandidates * distinct.indices[i]!]!;
  const median = sampleMedian(nearest, (i) => excluded[i] === 0 && nearest[i]! < foreign);
  const noise = Math.max(leastNoise, noisePerMedian * (Number.isNaN(median) ? 0 : median));

  const candidates = arcCandidates(vertices, arcs, points, 2 * noise + 2, 4 * noise + 2);
  const chosen = continuousArcs(distinct, candidates, excluded, width, height, noise / noisePerMedian);
  const pixels = width * height;
  const t = new Float32Array(pixels);
  const doubtful = new Uint8Array(pixels);
  const residual = new Float32Array(pixels);
  const positions = candidates.arc.map((s) => interpolated(ownArcs, map.positions, s * stretch));
  for (let i = 0; i < pixels; i++) {
    const o = mostCandidates * distinct.indices[i]!;
    const s = chosen[i]!;
    let e = o;
    while (e < o + mostCandidates && candidates.arc[e] !== s) e++;
    t[i] = e < o + mostCandidates ? positions[e]! : Number.NaN;
    residual[i] = candidates.distance[o]!;
    if (!Number.isNaN(candidates.arc[o + 1]!)) doubtful[i] = 1;
  }
  return { t, residual, noise, doubtful };
}
